import { expect, test } from 'vitest'
import { reasonOf } from './reasons'

const words = (raw: string) => reasonOf(raw, 'ru').words

test('what Naumen says is told as a sentence one can act on', () => {
  expect(words('Недостаточно прав для выполнения операции')).toContain('не хватает прав')
  expect(words('Не заполнены обязательные атрибуты: Соглашение, Услуга.')).toBe(
    'Naumen требует поле, которое бот не заполняет: Соглашение, Услуга',
  )
  expect(words("Атрибут с кодом 'botRequestId' не найден")).toMatch(
    /«Связь с Naumen»: 'botRequestId'$/,
  )
  expect(words('С Naumen нет связи (ECONNREFUSED)')).toBe('Naumen сейчас не отвечает')
  expect(words('Naumen не ответил за 30 с')).toBe('Naumen сейчас не отвечает')
  expect(words('Naumen ответил ошибкой 503')).toBe('Naumen сейчас не отвечает')
  expect(words('С Naumen нет связи (CERT_HAS_EXPIRED)')).toContain('Сертификат')
  expect(words('Сотрудник уволен или заблокирован: не передано')).toContain('уволен')
  expect(words('Переход из статуса "Закрыт" невозможен')).toContain('не даёт перевести')
})

test('that it was tried for three days is not lost', () => {
  expect(words('Не удавалось три дня. С Naumen нет связи (ECONNREFUSED)')).toBe(
    'Пытались три дня. Naumen сейчас не отвечает',
  )
})

test('what nobody has heard before points to the answer itself', () => {
  expect(reasonOf('Странное дело', 'ru')).toMatchObject({ words: 'Naumen отказал' })
  expect(reasonOf('Странное дело', 'ru').advice).toContain('ответ Naumen ниже')
})

test('it is told in English to who wants that', () => {
  expect(reasonOf('Недостаточно прав', 'en').words).toBe(
    'The bot’s account in Naumen lacks a right',
  )
  expect(reasonOf('Странное дело', 'en').words).not.toMatch(/[а-яё]/i)
})
