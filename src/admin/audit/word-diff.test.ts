import { expect, test } from 'vitest'
import { wordDiff } from './word-diff'

const changed = (parts: { text: string; changed: boolean }[]) =>
  parts.filter((part) => part.changed).map(({ text }) => text)

test('only the words that differ are marked, on both sides', () => {
  const { before, after } = wordDiff('Чем помочь сегодня?', 'Чем вам помочь?')
  expect(changed(before)).toEqual([' сегодня'])
  expect(changed(after).join('').trim()).toBe('вам')
  expect(before.map(({ text }) => text).join('')).toBe('Чем помочь сегодня?')
  expect(after.map(({ text }) => text).join('')).toBe('Чем вам помочь?')
})

test('words beside each other are marked in one piece', () => {
  const { after } = wordDiff('Здравствуйте!', 'Здравствуйте! Это новый бот.')
  expect(changed(after)).toEqual([' Это новый бот.'])
})

test('nothing is marked where nothing changed', () => {
  const { before, after } = wordDiff('09:00\n18:00', '09:00\n18:00')
  expect([...changed(before), ...changed(after)]).toEqual([])
})

test('two long texts don’t hold up the page', () => {
  const words = (from: number) =>
    Array.from({ length: 5000 }, (_, at) => `слово${from + at}`).join(' ')
  const started = performance.now()
  const { before } = wordDiff(words(0), words(9))
  expect(performance.now() - started).toBeLessThan(1000)
  expect(before.map(({ text }) => text).join('')).toBe(words(0))
})
