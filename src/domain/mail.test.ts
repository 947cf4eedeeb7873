import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  alertMail,
  bindingMovedMail,
  isOneAddress,
  mailPage,
  momentInWords,
  signInMail,
} from './mail'

const requester = { id: 100001, firstName: 'Иван', lastName: 'Петров', username: 'ivan_petrov' }
const until = new Date('2026-11-22T11:15:00Z')
const timeZone = 'Europe/Moscow'
const signIn = { code: '12345678', bot: 'BLAGO Поддержка', requester, until, timeZone }

test('the mail with the code says which bot asks, who asked, how long it lives and what to do if it was not you', () => {
  const { html, text } = signInMail(signIn)
  for (const body of [html, text]) {
    expect(body).toContain('BLAGO Поддержка')
    expect(body).toContain('Иван Петров (@ivan_petrov)')
    expect(body).toContain('10 минут, до 14:15')
    expect(body).toContain('Если это были не вы')
  }
  expect(text).toContain('1234 5678')
  expect(html).toContain('1234\u00a05678')
})

test('the code never stands in the subject', () => {
  expect(signInMail(signIn).subject).not.toMatch(/\d/)
})

test('a Telegram name that is an advertisement or a link is not repeated in the mail', () => {
  const stranger = {
    id: 7,
    firstName: 'Зайдите на evil.example',
    lastName: 'http://x',
    username: 'a b',
  }
  const { html, text } = signInMail({ ...signIn, requester: stranger })
  expect(html + text).not.toContain('evil')
  expect(text).toContain('номер 7')
})

test('a mail about a moved chat says when', () => {
  const { text, subject } = bindingMovedMail({ bot: 'BLAGO Поддержка', at: until, timeZone })
  expect(text).toContain('22 ноября, 14:15')
  expect(subject).toContain('из другого аккаунта')
})

test('dates stand as Russians write them', () => {
  expect(momentInWords(new Date('2026-01-01T21:05:00Z'), timeZone)).toBe('2 января, 00:05')
})

test('nothing in a text becomes markup of the mail, and no subject has two lines', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (subject, text) => {
      const mail = alertMail(`${subject}\r\nBcc: x@y.example`, `${text}<img src=x>`)
      expect(mail.subject).not.toMatch(/[\r\n]/)
      expect(mail.html).not.toContain('<img')
    }),
  )
})

test('a mail may hold a button, which is an address in plain text', () => {
  const url = 'https://blago.example/reset?token=a&b="c"'
  const { html, text } = mailPage('Сброс пароля', [{ kind: 'button', label: 'Задать пароль', url }])
  expect(html).toContain('href="https://blago.example/reset?token=a&amp;b=&quot;c&quot;"')
  expect(text).toContain(`Задать пароль: ${url}`)
})

test('a mail goes to one address or to nobody', () => {
  expect(isOneAddress('ivan.petrov@blago.example')).toBe(true)
  const odd = [
    'ivan@blago.example, eve@evil.example',
    'ivan@blago.example;eve@evil.example',
    'ivan@blago.example\r\nBcc: eve@evil.example',
    'ivan@blago.example\n',
    'Иван <ivan@blago.example>',
    '"a@b.example"@blago.example',
    'ivan@blago',
    '@blago.example',
    '',
  ]
  for (const address of odd) expect(isOneAddress(address), address).toBe(false)
})

test('no odd text passes for one address', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(',', ';', '\r', '\n', '<', ' '),
      (odd, sign) => {
        expect(isOneAddress(`a@b.example${sign}${odd}@c.example`)).toBe(false)
      },
    ),
    { numRuns: 1000 },
  )
})
