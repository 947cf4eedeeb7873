import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodePress, encodePress } from '../src/telegram/callback-data'
import { inRows } from '../src/domain/menu'
import { bindPresses, pageOf, pager, readPress } from './dialog'

const screenWith = (press: string) => ({ text: 'x', rows: [[{ label: 'x', press }]] })
const pressOf = (screen: ReturnType<typeof bindPresses>) => {
  const button = screen.rows[0]?.[0]
  return button && 'press' in button ? button.press : ''
}

describe('a button', () => {
  test('answers the step it was made for, also after its way through Telegram', () =>
    fc.assert(
      fc.property(fc.nat(2 ** 31), fc.stringMatching(/^[a-z][a-z0-9:-]{0,40}$/), (turn, press) => {
        const bound = pressOf(bindPresses(screenWith(press), turn))
        expect(readPress(decodePress(encodePress(bound)) ?? '')).toEqual({
          kind: 'answer',
          turn,
          press,
        })
      }),
    ))

  test('that leads somewhere works at any time', () => {
    const bound = pressOf(bindPresses(screenWith('/menu:1'), 7))
    expect(readPress(bound)).toEqual({ kind: 'way', to: '/menu:1' })
  })

  test('made up by somebody is read without harm and answers no step', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), (press, turn) => {
        const read = readPress(press)
        const own = press.startsWith(`${turn.toString(36)}:`)
        if (read.kind === 'answer' && !press.includes(':')) expect(read.press).toBe('')
        if (read.kind === 'answer' && own) expect(read.turn).toBe(turn)
      }),
    ))

  test('with a link is left as it is', () => {
    const screen = { text: 'x', rows: [[{ label: 'x', url: 'https://company.ru' }]] }
    expect(bindPresses(screen, 3)).toEqual(screen)
  })
})

describe('a long list', () => {
  test('is shown in pages that lose nothing', () =>
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 9 }), (items, size) => {
        const { pages } = pageOf(items, 0, size)
        const all = Array.from({ length: pages }, (_, page) => pageOf(items, page, size).items)
        expect(all.flat()).toEqual(items)
        expect(all.every((page) => page.length <= size)).toBe(true)
      }),
    ))

  test('opens at the nearest page when the one asked for is gone', () => {
    expect(pageOf([1, 2, 3], 9, 2)).toEqual({ items: [3], page: 1, pages: 2 })
    expect(pageOf([1, 2, 3], -1, 2).page).toBe(0)
    expect(pageOf([], 3, 2)).toEqual({ items: [], page: 0, pages: 1 })
  })

  test('has no way through pages when there is one, and goes round when there are more', () => {
    expect(pager(0, 1, String)).toEqual([])
    const labels = (page: number) => pager(page, 3, String)[0]?.map((one) => Object.values(one))
    expect(labels(0)).toEqual([
      ['‹', '2'],
      ['1 из 3', '0'],
      ['›', '1'],
    ])
    expect(labels(2)?.at(-1)).toEqual(['›', '0'])
  })

  test('stands in rows that lose nothing', () =>
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 4 }), (items, width) => {
        expect(inRows(items, width).flat()).toEqual(items)
        expect(inRows(items, width).every((row) => row.length && row.length <= width)).toBe(true)
      }),
    ))
})
