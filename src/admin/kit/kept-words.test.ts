import { expect, test } from 'vitest'
import { clashWords } from '../../domain/category-merge'
import { keptWords } from './kept-words'

const ours = [
  'С Naumen нет связи (ECONNREFUSED)',
  'Naumen не ответил за 30 с',
  'Не удавалось три дня. Naumen ответил ошибкой 503',
  'Не удавалось три дня. Внутренняя ошибка, подробности в журнале',
  'Naumen не принимает ключ доступа (NAUMEN_ACCESS_KEY)',
  'Сотрудник уволен или заблокирован: не передано',
  'Ждёт, пока в Naumen появится «Printers».',
  'Заявка 1042 попала в Naumen дважды',
  'Программы, ярлыки и веб-страницы не принимаются',
  'по расписанию',
  clashWords({ title: 'МФУ', archived: true }),
]

test('what our jobs have kept is told in English to whoever reads English', () => {
  for (const raw of ours) expect(keptWords(raw, 'en'), raw).not.toMatch(/\p{Script=Cyrillic}/u)
  expect(keptWords('Не удавалось три дня. Naumen ответил ошибкой 503', 'en')).toBe(
    'Tried for three days. Naumen answered with the error 503',
  )
  expect(keptWords('Ждёт, пока в Naumen появится «Printers».', 'en')).toContain('“Printers”')
})

test('in Russian it stays as it was kept, and so do Naumen’s own words', () => {
  for (const raw of ours) expect(keptWords(raw, 'ru')).toBe(raw)
  expect(keptWords('Переход невозможен', 'en')).toBe('Переход невозможен')
  expect(keptWords(null, 'en')).toBeNull()
})
