import { expect, test } from 'vitest'
import {
  isActedOn,
  type StandingPost,
  statusButtons,
  statusHtml,
  statusPostFor,
} from './status-post'
import { fill } from './text'
import { defaultTexts, type Say } from './texts'
import type { StatusChange } from './ticket-event'

const say: Say = (name, values = {}) => fill(defaultTexts[name].text, values)
const ticket = { id: '7', number: 'Б-1001', topicPath: 'Техника → Принтер' }

const change = (title: string, more: Partial<StatusChange> = {}): StatusChange => ({
  status: 'inProgress',
  title,
  icon: '🔧',
  text: 'Заявка {number}: {responsible}.',
  notify: 'silent',
  responsible: null,
  ...more,
})
const loud = (title: string, more: Partial<StatusChange> = {}) =>
  change(title, { notify: 'loud', ...more })
const standing = (...changes: StatusChange[]): StandingPost => ({ changes, fresh: true })

test('the first change is said anew, with a sound only where it is to be heard', () => {
  expect(statusPostFor([change('А')], null, true)).toMatchObject({ how: 'anew', silent: true })
  expect(statusPostFor([loud('А')], null, true)).toMatchObject({ how: 'anew', silent: false })
})

test('a quiet change is written into a fresh post, one to be heard is said anew', () => {
  const post = standing(change('А'))
  expect(statusPostFor([change('Б')], post, true).how).toBe('edit')
  expect(statusPostFor([loud('Б')], post, true)).toMatchObject({ how: 'anew', silent: false })
})

test('a quiet change after one that was heard makes no second sound', () => {
  expect(statusPostFor([change('Б')], standing(loud('А')), true).how).toBe('edit')
})

test('several at once sound when any of them is to be heard', () => {
  const post = statusPostFor([change('А'), loud('Б'), change('В')], null, true)
  expect(post.silent).toBe(false)
  expect(post.changes).toHaveLength(3)
})

test('an old post is left as it is', () => {
  const post = statusPostFor([change('Б')], { changes: [change('А')], fresh: false }, true)
  expect(post).toMatchObject({ how: 'anew', changes: [{ title: 'Б' }] })
})

test('the trail names every step once, and the engineer by name', () => {
  const assigned = change('Назначена на сотрудника', { status: 'assigned', responsible: 'Анна' })
  const post = statusPostFor([change('А'), change('А'), assigned, change('Б')], null, true)
  expect(statusHtml(ticket, post, say)).toBe(
    '🔧 <b>Б-1001</b> · Принтер\nЗаявка Б-1001: инженер.\n<i>А → Назначена: Анна → Б</i>',
  )
})

test('a trail without end keeps its last steps', () => {
  const many = Array.from({ length: 30 }, (_, at) => change(`Шаг ${at}`))
  const html = statusHtml(ticket, statusPostFor(many, null, true), say)
  expect(html).toContain('Шаг 22 → ')
  expect(html).not.toContain('Шаг 21')
})

test('a row without words is told by its title', () => {
  const post = statusPostFor([change('Отложена', { text: '', icon: '' })], null, true)
  expect(statusHtml(ticket, post, say)).toBe('• <b>Б-1001</b> · Принтер\nОтложена')
})

test('stars are asked for under a closed ticket, once, and stay while it is written on', () => {
  const closed = change('Закрыта', { status: 'closed' })
  expect(statusPostFor([closed], null, true).asksRating).toBe(true)
  expect(statusPostFor([closed], null, false).asksRating).toBe(false)
  expect(statusPostFor([closed], standing(change('Решена')), true).how).toBe('anew')
  expect(statusPostFor([closed], standing(closed), false).asksRating).toBe(true)
  expect(statusPostFor([change('Снова')], standing(closed), false).asksRating).toBe(false)
})

test('every status leads to its ticket, and offers what can be done', () => {
  const presses = (status: StatusChange['status'], asksRating = false) =>
    statusButtons(ticket, { changes: [change('А', { status })], asksRating }, say)
      .flat()
      .map((button) => ('press' in button ? button.press : ''))
  expect(presses('inProgress')).toEqual(['/ticket:7'])
  expect(presses('awaitingAuthor')).toEqual(['/write:7', '/ticket:7'])
  expect(presses('resolved')).toEqual(['/confirm:7', '/reopen:7', '/ticket:7'])
  expect(presses('closed')).toEqual(['/ticket:7'])
  expect(presses('closed', true)).toHaveLength(6)
  expect(isActedOn([change('А', { status: 'resolved' })])).toBe(true)
  expect(isActedOn([change('А')])).toBe(false)
})
