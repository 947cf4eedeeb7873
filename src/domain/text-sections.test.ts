import { expect, test } from 'vitest'
import { lostPlaceholders, placeholdersOf, problemOfText } from './text-problems'
import { isButtonText, placeholderWords, textSections } from './text-sections'
import { defaultTexts, type TextName } from './texts'

const all = Object.keys(defaultTexts) as TextName[]

test('every text of the bot stands in exactly one section', () => {
  const placed = textSections.flatMap(({ names }) => names)
  expect(placed.toSorted()).toEqual(all.toSorted())
})

test('every placeholder is explained in words', () => {
  const names = all.flatMap((name) => placeholdersOf(defaultTexts[name].text))
  const unexplained = names.filter((name) => !placeholderWords[name.slice(1, -1)])
  expect([...new Set(unexplained)]).toEqual([])
})

test('our own texts of buttons fit on buttons', () => {
  for (const name of all.filter(isButtonText)) {
    const { text } = defaultTexts[name]
    expect(problemOfText(text, text, { isButton: true }), name).toBeNull()
  }
})

test('a receipt that has lost its number is warned of, one without ornaments is not', () => {
  const original = '<b>Заявка {number}</b>{topic}{files}'
  expect(lostPlaceholders(original, 'Заявка принята')).toEqual(['{number}'])
  expect(lostPlaceholders(original, 'Заявка {number} принята')).toEqual([])
  expect(lostPlaceholders(original, '')).toEqual([])
})

test('a text too long for Telegram, and markup on a button, are refused in the reader’s language', () => {
  expect(problemOfText('', 'я'.repeat(3501))).toContain('Слишком длинно')
  const button = { isButton: true, language: 'en' } as const
  expect(problemOfText('', '<b>Да</b>', button)).toContain('plain text')
})
