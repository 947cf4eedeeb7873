import { expect, test } from 'vitest'
import { changesBetween } from './AuditLog.hooks'
import { problemOfPlace } from './category-place'
import { senderOf } from './mail'
import { problemOfLink } from './MenuSections.hooks'
import { configuredMapping } from './NaumenMapping.hooks'

test('a category is at most three levels deep and never inside itself', () => {
  expect(problemOfPlace([])).toBeNull()
  expect(problemOfPlace(['subcategory', 'category'])).toBeNull()
  expect(problemOfPlace(['topic', 'subcategory', 'category'])).toBe('tooDeep')
  expect(problemOfPlace(['category'], 'with topics of its own', 3)).toBe('tooDeep')
  expect(problemOfPlace(['child', 'me'], 'me')).toBe('inItself')
})

test('a button opens only a link that Telegram opens', () => {
  expect(problemOfLink('https://portal.zavod.ru/help?x=1')).toBeNull()
  expect(problemOfLink('tg://resolve?domain=support')).toBeNull()
  for (const wrong of ['portal.zavod.ru', 'javascript:alert(1)', 'https://портал', '', null])
    expect(problemOfLink(wrong), String(wrong)).not.toBeNull()
})

test('the log tells before and after of settings', () => {
  const before = { title: 'Помощь', order: 1, updatedAt: '1' }
  const after = { title: 'Справка', order: 1, updatedAt: '2' }
  expect(changesBetween(before, after, 'values')).toEqual({
    fields: ['title'],
    before: { title: 'Помощь' },
    after: { title: 'Справка' },
  })
})

test('the log names what changed about people, without what it was', () => {
  const changes = changesBetween(
    { name: 'Иван', password: 'a' },
    { name: 'Пётр', password: 'b' },
    'names',
  )
  expect(changes).toEqual({ fields: ['name', 'password'] })
})

test('no password ever stands in the log', () => {
  const changes = changesBetween(
    { password: 'a', hash: '1' },
    { password: 'b', hash: '2' },
    'values',
  )
  expect(JSON.stringify([changes.before, changes.after])).toBe('[{},{}]')
})

test('a relation written as an id and the same one read as a document are no change', () => {
  const document = { id: 'help', createdAt: 'yesterday', title: 'Помощь' }
  expect(changesBetween({ parent: document }, { parent: 'help' }, 'values').fields).toEqual([])
})

test('the sender of mails may be a bare address or a name with one', () => {
  expect(senderOf('"Поддержка завода" <help@zavod.ru>')).toEqual({
    defaultFromName: 'Поддержка завода',
    defaultFromAddress: 'help@zavod.ru',
  })
  expect(senderOf('help@zavod.ru').defaultFromAddress).toBe('help@zavod.ru')
})

test('the environment gives the first values of the mapping, over the usual codes', () => {
  const mapping = configuredMapping({
    NAUMEN_TICKET_TYPE: 'serviceCall$it',
    NAUMEN_AGREEMENT: undefined,
    NAUMEN_SERVICE: 'slmService$7',
    NAUMEN_CATEGORY_CLASS: 'catalogs$category',
    NAUMEN_ATTRIBUTES: { subject: 'title' },
  })
  expect(mapping).toMatchObject({ ticketType: 'serviceCall$it', service: 'slmService$7' })
  expect(mapping['attributes.subject']).toBe('title')
  expect(mapping['attributes.correlation']).toBe('botRequestId')
})
