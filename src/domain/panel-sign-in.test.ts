import { expect, test } from 'vitest'
import { invitationMail, panelCodeMail, passwordMail } from './panel-mail'
import {
  isPanelCode,
  mayMailCode,
  nonceOfToken,
  panelCode,
  passwordToken,
  troubleWithPassword,
} from './panel-sign-in'
import { signInCode, signInKey } from './sign-in'

const key = signInKey('a secret of tests, long enough for it')
const other = signInKey('another secret of tests, long enough')
const challenge = { nonce: 'n'.repeat(32), admin: '3f0c' }
const nonce = '0123456789abcdef0123456789abcdef01234567'

test('a code of the panel fits its challenge and account alone, typed with or without the space', () => {
  const code = panelCode(key, challenge)
  expect(code).toMatch(/^\d{8}$/)
  expect(isPanelCode(key, challenge, `${code.slice(0, 4)} ${code.slice(4)}`)).toBe(true)
  expect(isPanelCode(key, { ...challenge, admin: '3f0d' }, code)).toBe(false)
  expect(isPanelCode(other, challenge, code)).toBe(false)
  expect(isPanelCode(key, challenge, '')).toBe(false)
})

test('a code of the panel is no code of a chat, though both are made by one key', () => {
  const chat = { nonce: challenge.nonce, chat: '3f0c', address: '3f0c' }
  expect(panelCode(key, challenge)).not.toBe(signInCode(key, chat))
})

test('a link is known again by its seal; the nonce of the database alone makes none', () => {
  const token = passwordToken(key, nonce)
  expect(nonceOfToken(key, token)).toBe(nonce)
  for (const forged of [nonce, `${nonce}${'0'.repeat(64)}`, token.slice(1), `${token}0`, ''])
    expect(nonceOfToken(key, forged)).toBeNull()
  expect(nonceOfToken(other, token)).toBeNull()
})

test('the next code waits a minute, and five an hour are enough', () => {
  expect(mayMailCode({ secondsSinceLast: null, codesLastHour: 0 })).toBe('granted')
  expect(mayMailCode({ secondsSinceLast: 59, codesLastHour: 1 })).toBe('tooSoon')
  expect(mayMailCode({ secondsSinceLast: 60, codesLastHour: 4 })).toBe('granted')
  expect(mayMailCode({ secondsSinceLast: 600, codesLastHour: 5 })).toBe('tooManyCodes')
})

test('a password has twelve characters, blanks around it not counted', () => {
  expect(troubleWithPassword('двенадцать!!')).toBeNull()
  for (const short of ['одиннадцать', '  короткий  ', '            ', undefined, 12])
    expect(troubleWithPassword(short)?.ru).toContain('12')
})

const when = { until: new Date('2026-11-23T07:05:00Z'), timeZone: 'Europe/Moscow' }

test('the mails hold code or link once in the body, never in the subject', () => {
  const link = 'https://support.zavod.example/admin/password/abc'
  const invited = invitationMail({ name: 'Ольга <b>', role: 'contentManager', link, ...when })
  expect(invited.text).toContain(link)
  expect(invited.html).toContain('Ольга &lt;b&gt;')
  expect(passwordMail({ link, ...when }).text).toContain('23 ноября, 10:05')
  const code = panelCodeMail({ code: '12345678', ...when })
  expect(code.text).toContain('1234 5678')
  expect(code.subject).not.toMatch(/\d/)
})
