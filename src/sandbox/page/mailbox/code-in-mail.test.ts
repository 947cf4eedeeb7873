import { expect, test } from 'vitest'
import { codeIn } from './code-in-mail'

const mail = (text: string, html: string | null = null) => ({ text, html, subject: '' })

test('a code of eight digits is found whether it is written together or apart', () => {
  expect(codeIn(mail('Ваш код: 1234 5678'))).toBe('1234 5678')
  expect(codeIn(mail('Ваш код: 12345678.'))).toBe('12345678')
  expect(codeIn(mail('', '<b>1234&nbsp;5678</b>'))).toBe('1234 5678')
})

test('a telephone or a longer number is not taken for a code', () => {
  expect(codeIn(mail('Звоните +79001234567 или 123456789'))).toBeUndefined()
})
