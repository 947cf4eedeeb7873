import { expect, test } from 'vitest'
import { askedWords, distance, meantBy } from './article-words'

const known = ['принтер', 'пароль', 'контроль', 'настройка', 'vpn', 'кабинет306', 'печать']
const meant = (word: string) =>
  meantBy([word], known)
    .map((one) => one.word)
    .filter((one) => known.includes(one))

test('greetings and little words say nothing of what is asked', () => {
  expect(askedWords('Здравствуйте! Не могу войти, помогите, пожалуйста')).toEqual(['войти'])
})

test('ё is е, and every word is asked once', () => {
  expect(askedWords('Ещё учётка, УЧЕТКА; учётка')).toEqual(['учетка'])
})

test('a slip of the finger is forgiven, another word is not taken for it', () => {
  expect(meant('принтр')).toEqual(['принтер'])
  expect(meant('пороль')).toEqual(['пароль'])
  expect(meant('парлоь')).toEqual(['пароль'])
})

test('words of one root are known for one another', () => {
  expect(meant('настроить')).toEqual(['настройка'])
})

test('the wrong keyboard layout and the other alphabet are understood', () => {
  expect(meant('ghbynth')).toEqual(['принтер'])
  expect(meant('впн')).toEqual(['vpn'])
})

test('a number is no slip of another', () => {
  expect(meant('кабинет305')).toEqual([])
})

test('two neighbours swapped are one slip', () => {
  expect(distance('пароль', 'парлоь')).toBe(1)
  expect(distance('', 'абв')).toBe(3)
})
