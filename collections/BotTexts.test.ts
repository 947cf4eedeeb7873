import { expect, test } from 'vitest'
import { defaultTexts } from '../src/domain/texts'
import { problemOfText } from './BotTexts.hooks'

const original = 'Заявка <b>{number}</b> принята'

test('every text we come with is one an admin could save', () => {
  for (const { text } of Object.values(defaultTexts)) expect(problemOfText(text, text)).toBeNull()
})

test('a misspelt placeholder is refused with its name', () => {
  expect(problemOfText(original, 'Заявка {nomer} принята')).toContain('{nomer}')
})

test('a placeholder may be left out and an empty field means our own text', () => {
  expect(problemOfText(original, 'Заявка принята')).toBeNull()
  expect(problemOfText(original, '  ')).toBeNull()
})

test('a tag that Telegram would refuse is refused here', () => {
  expect(problemOfText(original, '<b>Принята')).toContain('Не закрыт <b>')
  expect(problemOfText(original, '<b><i>Принята</b></i>')).toContain('перепутанный')
  expect(problemOfText(original, '<h1>Принята</h1>')).toContain('<h1>')
  expect(problemOfText(original, '<a href="https://x.ru">сюда</a>, 2 < 3')).toBeNull()
})
