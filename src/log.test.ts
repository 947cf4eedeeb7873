import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scrub } from './log'

const token = '7123456789:AAHkT5_dfG-3jf8sdhfQwErTyUiOpAsDfGh'
const accessKey = '5f3c2a10-9b7e-4c1d-8e2f-0a1b2c3d4e5f'

test('a bot token never comes through, wherever it stands', () => {
  for (const line of [
    token,
    `https://api.telegram.org/bot${token}/getMe`,
    `https://api.telegram.org/file/bot${token}/photos/1.jpg`,
    `{"url":"https://api.telegram.org/bot${token}/sendMessage"}`,
    `/bot${encodeURIComponent(token)}/getMe`,
    `TELEGRAM_BOT_TOKEN=${token}`,
  ]) {
    expect(scrub(line), line).not.toContain('AAHkT5')
    expect(scrub(line), line).toContain('<bot token>')
  }
})

test('an access key of Naumen never comes through', () => {
  for (const line of [
    `GET /sd/services/rest/find/employee?accessKey=${accessKey}&attrs=login`,
    `https://naumen.example/?accesskey=${accessKey}`,
    JSON.stringify({ params: { accessKey, attrs: 'login' } }),
    JSON.stringify({ message: JSON.stringify({ accessKey }) }),
  ])
    expect(scrub(line), line).not.toContain(accessKey)
  expect(scrub(`?accessKey=${accessKey}&attrs=login`)).toContain('&attrs=login')
})

test('a password in a URL never comes through, whose server it is stays', () => {
  for (const address of [
    'postgres://blago:pa55w0rd@127.0.0.1:5432/blago',
    'postgresql://blago:pa55w0rd@db/blago',
    'smtp://robot:pa55w0rd@mail.example:587',
    'smtps://robot%40company.ru:pa55w0rd@mail.example',
    'socks5://robot:pa55w0rd@proxy.example:1080',
    'https://robot:p@pa55w0rd@proxy.example:3128',
    'https://:pa55w0rd@proxy.example',
  ]) {
    const line = scrub(JSON.stringify({ err: { message: `connect ${address} failed` } }))
    expect(line, address).not.toContain('pa55w0rd')
    expect(line, address).toContain('<password>@')
    expect(() => JSON.parse(line)).not.toThrow()
  }
})

test('a sign-in code never comes through, with or without its space', () => {
  for (const line of ['код 12345678', '"text":"1234 5678"', '1234\u00a05678.', 'code=00000001'])
    expect(scrub(line), line).toContain('<8 digits>')
})

test('whatever stands around them, secrets do not come through', () => {
  const around = fc.string({ unit: fc.constantFrom(...' ,;:/?&="\'()<>\nая') })
  const code = fc.stringMatching(/^\d{8}$/)
  fc.assert(
    fc.property(around, around, code, (before, after, digits) => {
      expect(scrub(before + digits + after)).not.toContain(digits)
      expect(scrub(before + token + after)).not.toContain('AAHkT5')
    }),
  )
})

test('ordinary text comes through as it is', () => {
  for (const line of [
    '{"level":30,"time":"2026-11-22T10:15:30.123Z","name":"bot","msg":"Ready"}',
    'job 01234567-89ab-7cde-8f01-23456789abcd failed',
    'inbox 00000001-3b9a-ca01-0000-000012345678',
    'Заявка Б-1001 передана, 3 файла, 20 971 520 байт',
    'http://127.0.0.1:3000/api/health answered 200 in 1234 ms',
    'ivan.petrov@company.ru at https://naumen.example:8443/sd',
    'chat 100001, person 7123456789',
    'connect ECONNREFUSED 127.0.0.1:5432',
  ])
    expect(scrub(line)).toBe(line)
})
