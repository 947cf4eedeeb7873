import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Category, treeOf } from './category'

const company: Record<string, Record<string, string[]>> = {
  'Компьютер и оргтехника': {
    'Рабочее место': ['Компьютер не включается', 'Не работает монитор'],
    'Принтеры и МФУ': ['Не печатает', 'Замятие бумаги', 'Закончился картридж'],
  },
  'Связь и интернет': {
    VPN: ['VPN не подключается', 'Выдать VPN для удалённой работы'],
    'Корпоративная сеть': ['Нет сети', 'Не работает Wi-Fi'],
  },
  '1С и программы': { '1С: Предприятие': ['Не запускается 1С', 'Не печатается накладная'] },
}

const category = (
  title: string,
  parent: string | null,
  more: Partial<Category> = {},
): Category => ({
  id: parent ? `${parent}/${title}` : title,
  title,
  parent,
  order: 0,
  keywords: '',
  ...more,
})

const categories = Object.entries(company).flatMap(([top, below]) => [
  category(top, null),
  ...Object.entries(below).flatMap(([middle, topics]) => [
    category(middle, top),
    ...topics.map((topic) => category(topic, `${top}/${middle}`)),
  ]),
])

const tree = treeOf(categories)
const found = (query: string) => tree.search(query).map(({ title }) => title)

describe('search', () => {
  test('finds the printer that does not print, in any order and with a typo', () => {
    for (const query of [
      'принтер не печатает',
      'не печатает принтер',
      'принтр не печатает',
      'Принтер НЕ ПЕЧАТАЕТ!!!',
      'здравствуйте, у меня с утра не печатает принтер в бухгалтерии',
    ])
      expect(found(query)[0], query).toBe('Не печатает')
  })

  test('finds all that has to do with printers by that word alone', () => {
    for (const query of ['принтер', 'принтеры', 'принтера', 'прин'])
      expect(found(query).toSorted(), query).toEqual([
        'Закончился картридж',
        'Замятие бумаги',
        'Не печатает',
      ])
  })

  test('finds VPN in Russian letters, and the rare word outweighs «не работает»', () => {
    for (const query of ['впн', 'VPN', 'vpn', 'не работает впн', 'впн не подключаеться'])
      expect(
        found(query).every((title) => title.includes('VPN')) && found(query).length,
        query,
      ).toBe(2)
    expect(found('впн не подключаеться')[0]).toBe('VPN не подключается')
  })

  test('takes 1С for the same in both alphabets', () => {
    expect(found('1c')).toEqual(found('1с'))
    expect(found('1с')).toContain('Не запускается 1С')
  })

  test('forgives word forms, ё and typos', () => {
    expect(found('картриджа')).toEqual(['Закончился картридж'])
    expect(found('катридж')).toEqual(['Закончился картридж'])
    expect(found('удаленная работа')).toContain('Выдать VPN для удалённой работы')
    expect(found('манитор')).toEqual(['Не работает монитор'])
  })

  test('finds by the words admins have added', () => {
    const more = treeOf(
      categories.map((one) =>
        one.title === 'Нет сети' ? { ...one, keywords: 'инет, вафля' } : one,
      ),
    )
    expect(more.search('вафля').map(({ title }) => title)).toEqual(['Нет сети'])
  })

  test('finds nothing where there is nothing to find', () => {
    for (const query of [
      '',
      ' ',
      '?!',
      'не',
      'йцукенг',
      'абракадабра',
      'qwerty',
      'хочу пиццу',
      'привет',
    ])
      expect(found(query), query).toEqual([])
  })

  test('never offers a thing that can not be chosen, nor more than asked for', () =>
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom('не работает', 'печатает', '1с впн принтер сеть')),
        fc.integer({ min: 1, max: 5 }),
        (query, most) => {
          const topics = tree.search(query, most)
          expect(topics.length).toBeLessThanOrEqual(most)
          expect(topics.every(({ id, parent }) => parent && tree.isTopic(id))).toBe(true)
          expect(new Set(topics).size).toBe(topics.length)
        },
      ),
    ))

  test('finds every topic by its own name', () => {
    for (const { id, title } of categories.filter(({ id }) => tree.isTopic(id)))
      expect(
        tree.search(`${title} ${tree.pathOf(id)}`).map((one) => one.id),
        title,
      ).toContain(id)
  })
})

describe('the tree', () => {
  test('is in the admins’ order, then by name', () => {
    const ordered = treeOf([
      category('б', null, { order: 1 }),
      category('в', null, { order: 0 }),
      category('а', null, { order: 1 }),
    ])
    expect(ordered.childrenOf(null).map(({ title }) => title)).toEqual(['в', 'а', 'б'])
  })

  test('names a topic by its way down', () => {
    const [topic] = tree.search('замятие')
    expect(tree.pathOf(topic?.id ?? '')).toBe(
      'Компьютер и оргтехника → Принтеры и МФУ → Замятие бумаги',
    )
    expect(tree.pathOf('unknown')).toBe('')
  })

  test('hides what stands below an archived category, from search too', () => {
    const without = treeOf(categories.filter(({ title }) => title !== 'VPN'))
    expect(without.search('впн')).toEqual([])
    expect(without.isTopic('Связь и интернет/VPN/VPN не подключается')).toBe(false)
  })

  test('does not hang on circles and orphans, and shows none of them', () => {
    const node = fc.record({
      id: fc.nat(12).map(String),
      parent: fc.option(fc.nat(12).map(String)),
    })
    const odd = fc.uniqueArray(node, { selector: ({ id }) => id })
    fc.assert(
      fc.property(odd, (nodes) => {
        const circular = treeOf(nodes.map(({ id, parent }) => category('сеть', parent, { id })))
        const walk = (id: string | null): string[] =>
          circular.childrenOf(id).flatMap((child) => [child.id, ...walk(child.id)])
        const shown = walk(null)
        expect(new Set(shown).size).toBe(shown.length)
        for (const { id } of nodes) {
          expect(circular.pathOf(id) !== '').toBe(shown.includes(id))
          expect(!!circular.get(id)).toBe(shown.includes(id))
        }
        for (const { id } of circular.search('сеть', 100)) expect(shown).toContain(id)
      }),
    )
  })
})
