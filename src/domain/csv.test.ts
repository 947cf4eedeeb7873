import { expect, test } from 'vitest'
import { csvLine, filterNames } from './csv'

test('a cell that looks like a formula is only text', () => {
  expect(csvLine(['=1+1', '+7 900', '-5', '@me', '\tx', 'и=1'])).toBe(
    "'=1+1;'+7 900;'-5;'@me;'\tx;и=1\r\n",
  )
})

test('a cell may hold semicolons, quotes and line breaks', () => {
  expect(csvLine(['Цех №1; склад', 'ООО "Благо"', 'раз\nдва', null])).toBe(
    '"Цех №1; склад";"ООО ""Благо""";"раз\nдва";\r\n',
  )
  expect(csvLine(['=HYPERLINK("x";"y")'])).toBe('"\'=HYPERLINK(""x"";""y"")"\r\n')
})

test('a filter is told by its names, never by what was looked for', () => {
  const where = { or: [{ and: [{ state: { equals: 'active' } }, { name: { like: 'Иванов' } }] }] }
  expect(filterNames({ where, search: 'Петров' })).toEqual(['name', 'search', 'state'])
  expect(
    filterNames({ where: { or: { 0: { and: { 0: { botBlocked: { equals: 'true' } } } } } } }),
  ).toEqual(['botBlocked'])
  expect(filterNames({})).toEqual([])
})
