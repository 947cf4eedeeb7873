import { expect, test } from 'vitest'
import { readableKey } from './file-key'

const uuid = '[\\da-f-]{36}'

test('the key of an upload says what it is, in letters every system takes', () => {
  expect(readableKey('Замена картриджа (2026).PDF')).toMatch(
    new RegExp(`^zamena-kartridzha-2026-${uuid}\\.pdf$`),
  )
  expect(readableKey('Объявление.docx')).toMatch(new RegExp(`^obyavlenie-${uuid}\\.docx$`))
  expect(readableKey('📎.png')).toMatch(new RegExp(`^${uuid}\\.png$`))
})

test('two uploads of one name are two files', () => {
  expect(readableKey('план.png')).not.toBe(readableKey('план.png'))
})
