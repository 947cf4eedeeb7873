import { expect, test } from 'vitest'
import type { Category } from '../../domain/category'
import { defaultTexts, type TextName } from '../../domain/texts'
import {
  type MenuData,
  type Node,
  plannedIn,
  sayWith,
  shownIn,
  stateOf,
  type Words,
} from './menu-data'
import { screenAt, walkThrough } from './places'
import { flawNames, flawWords, menuWords } from './words'

const texts = Object.fromEntries(
  Object.entries(defaultTexts).map(([name, { text }]) => [name, text]),
) as Record<TextName, string>

const words = (title: string, more: Partial<Words> = {}): Words => ({
  title,
  emoji: '',
  kind: 'page',
  visibility: 'everyone',
  html: '',
  url: null,
  picture: null,
  topic: null,
  ...more,
})
const node = (id: string, latest: Words, more: Partial<Node> = {}): Node => ({
  id,
  parent: null,
  order: 1,
  active: true,
  now: latest,
  latest,
  ...more,
})
const category = (id: string, parent: string | null): Category => ({
  id,
  title: id,
  parent,
  order: 1,
  keywords: '',
})
const categories = [
  category('Компьютер', null),
  category('Принтер', 'Компьютер'),
  ...Array.from({ length: 9 }, (_, at) => category(`Тема ${at + 1}`, 'Принтер')),
]

const walk = (nodes: Node[], more: Partial<MenuData> = {}) => {
  const data = { nodes, texts, categories, shelves: [], pictures: {}, ...more }
  const menu = { sections: shownIn(nodes, 'now'), say: sayWith(texts), role: 'employee' }
  return (place: string) => {
    const { text, rows } = screenAt(walkThrough(menu, data), place)
    return { text, labels: rows.flat().map(({ label }) => label) }
  }
}

test('the phone of the panel walks down the topics as the bot does', () => {
  const at = walk([])
  expect(at('/new').labels).toEqual(['Компьютер ›', '🏠 Меню', '✖️ Отменить'])
  expect(at('/new:Компьютер').labels).toEqual(['Принтер ›', '← Назад', '✖️ Отменить'])
  expect(at('/new:Принтер').labels).toContain('1 из 2')
  expect(at('/new:Принтер:1').labels[0]).toBe('Тема 9')
  expect(at('/new:Тема 1').text).toContain('Компьютер → Принтер → Тема 1')
  expect(at('/new:Тема 1').text).toContain('Опишите')
})

test('sections of the bot itself show what somebody new would see', () => {
  const at = walk([
    node('my', words('Мои', { kind: 'my-requests' })),
    node('me', words('Я', { kind: 'profile' })),
    node('kb', words('База', { kind: 'knowledge-base' })),
  ])
  expect(at('/menu:my').text).toContain('Заявок пока нет')
  expect(at('/menu:me').labels).toContain('🚪 Выйти')
  expect(at('/menu:kb').text).toContain('Статьи скоро появятся')
  expect(at('/nowhere').labels).toEqual(['База', 'Мои', 'Я'])
})

test('the knowledge base shows the sections that have articles', () => {
  const at = walk([], { shelves: [{ title: 'Почта', count: 3 }] })
  expect(at('/kb').labels[0]).toBe('Почта · 3')
})

test('a draft stands in the menu only where drafts are asked for', () => {
  const nodes = [
    node('new', words('Новый'), { now: null }),
    node('old', words('Станет'), { now: words('Было') }),
    node('hidden', words('Скрыт'), { active: false }),
  ]
  const titles = (mode: 'now' | 'latest') => shownIn(nodes, mode).map(({ title }) => title)
  expect(titles('now')).toEqual(['Было'])
  expect(titles('latest')).toEqual(['Новый', 'Станет'])
  expect(nodes.map(stateOf)).toEqual(['draft', 'changed', 'published'])
  expect(plannedIn(nodes, 'now').map(({ id }) => id)).toEqual(['old', 'hidden'])
})

test('every word of the menu is there in both languages, with the same figures in it', () => {
  for (const { ru, en } of [menuWords, flawNames, flawWords]) {
    expect(Object.keys(en)).toEqual(Object.keys(ru))
    for (const [name, said] of Object.entries<string>(ru)) {
      const figures = (text: string) => text.match(/\{\w+\}/g)?.sort() ?? []
      expect(figures((en as Record<string, string>)[name] ?? ''), name).toEqual(figures(said))
    }
  }
})
