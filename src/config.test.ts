import { expect, test } from 'vitest'
import { ConfigError, readConfig, worldOf } from './config'

const token = '123456789:AAExampleExampleExampleExample_1'
const complete = {
  NODE_ENV: 'production',
  PAYLOAD_SECRET: 's'.repeat(32),
  PUBLIC_URL: 'https://support.example/',
  TELEGRAM_BOT_TOKEN: token,
  NAUMEN_URL: 'https://naumen.example/sd/',
  NAUMEN_ACCESS_KEY: 'key',
  SMTP_URL: 'smtp://user:hidden@mail.example:587',
  MAIL_FROM: 'support@mail.example',
}

test('without a single variable everything stands in the sandbox', () => {
  const config = readConfig({})
  expect(config.missing).toEqual({ telegram: true, naumen: true, mail: true })
  expect(config.publicUrl).toBe('http://localhost:3000')
  expect(config.production).toBe(false)
})

test('an empty variable is the same as none', () => {
  expect(readConfig({ TELEGRAM_BOT_TOKEN: ' ', PORT: '' }).PORT).toBe(3000)
})

test('a complete production configuration is accepted', () => {
  const config = readConfig(complete)
  expect(config.production).toBe(true)
  expect(config.missing).toEqual({ telegram: false, naumen: false, mail: false })
  expect(config.publicUrl).toBe('https://support.example')
})

test('every wrong variable is named at once and no value is shown', () => {
  const wrong = {
    ...complete,
    PORT: 'eighty',
    TIME_ZONE: 'Moscow',
    SMTP_URL: 'hidden-value',
    NAUMEN_ATTRIBUTES: '[1]',
  }
  const message = messageOf(wrong)
  for (const name of ['PORT', 'TIME_ZONE', 'SMTP_URL', 'NAUMEN_ATTRIBUTES'])
    expect(message).toContain(name)
  expect(message.split('\n')).toHaveLength(4)
  expect(message).not.toMatch(/eighty|Moscow$|hidden-value/)
})

test('what is wrong is told in Russian', () => {
  const wrong = {
    PORT: '70000',
    SESSION_DAYS: 'девяносто',
    TELEGRAM_MODE: 'wait',
    PAYLOAD_SECRET: 'short',
    NAUMEN_POLL_SECONDS: '0',
    ADMIN_EMAIL: 'nobody',
    PUBLIC_URL: 'support',
  }
  const message = messageOf(wrong)
  expect(message.split('\n').toSorted()).toEqual([
    'ADMIN_EMAIL должно быть адресом электронной почты',
    'NAUMEN_POLL_SECONDS должно быть больше 0',
    'PAYLOAD_SECRET должно быть не короче 32 символов',
    'PORT должно быть не больше 65535',
    'PUBLIC_URL должно быть адресом, со схемой, которая здесь возможна',
    'SESSION_DAYS должно быть числом',
    'TELEGRAM_MODE может быть только: polling, webhook',
  ])
})

test('in production nothing falls back to the sandbox by itself', () => {
  const message = messageOf({ NODE_ENV: 'production' })
  for (const name of [
    'TELEGRAM_BOT_TOKEN',
    'NAUMEN_URL',
    'SMTP_URL',
    'PAYLOAD_SECRET',
    'PUBLIC_URL',
  ])
    expect(message).toContain(`${name} нужно задать`)
})

test('the sandbox may be asked for in production', () => {
  const { PAYLOAD_SECRET, PUBLIC_URL } = complete
  const config = readConfig({ NODE_ENV: 'production', SANDBOX: 'true', PAYLOAD_SECRET, PUBLIC_URL })
  expect(config.missing.telegram).toBe(true)
})

test('a process of Next is told by APP_ENV what the operator meant', () => {
  expect(readConfig({ NODE_ENV: 'production', APP_ENV: 'development' }).production).toBe(false)
  expect(
    readConfig({ ...complete, NODE_ENV: 'development', APP_ENV: 'production' }).production,
  ).toBe(true)
})

test('halves of a pair are refused', () => {
  expect(messageOf({ NAUMEN_URL: 'https://naumen.example' })).toContain('NAUMEN_ACCESS_KEY')
  expect(messageOf({ SMTP_URL: 'smtp://mail.example' })).toContain('MAIL_FROM')
  expect(messageOf({ ADMIN_EMAIL: 'a@b.example' })).toContain('ADMIN_PASSWORD')
})

test('a webhook needs its secret and an address, except for the Telegram of the sandbox', () => {
  const message = messageOf({ TELEGRAM_BOT_TOKEN: token, TELEGRAM_MODE: 'webhook' })
  expect(message).toContain('TELEGRAM_WEBHOOK_SECRET')
  expect(message).toContain('PUBLIC_URL')
  const launched = {
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_WEBHOOK_SECRET: 's'.repeat(32),
    SANDBOX_TELEGRAM_URL: 'http://127.0.0.1:4000',
  }
  for (const environment of [{}, launched])
    expect(readConfig({ ...environment, TELEGRAM_MODE: 'webhook' }).TELEGRAM_MODE).toBe('webhook')
})

test('the world is the bot and Naumen, by whatever path or key they are reached', () => {
  expect(worldOf(readConfig(complete))).toEqual({
    bot: '123456789',
    naumen: 'https://naumen.example',
  })
  const launched = { ...complete, SANDBOX_NAUMEN_URL: 'http://127.0.0.1:4000' }
  expect(worldOf(readConfig(launched)).naumen).toBe('sandbox')
})

function messageOf(environment: Record<string, string>): string {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return 'accepted'
}

test('a point at which a process ends itself must exist, and is refused in production', () => {
  expect(readConfig({ FAILPOINT: 'inbox-locked:3' }).FAILPOINT).toBe('inbox-locked:3')
  for (const wrong of ['inbox', 'inbox-locked:0', 'inbox-locked;x'])
    expect(messageOf({ FAILPOINT: wrong })).toContain('FAILPOINT должно быть точкой')
  expect(messageOf({ ...complete, FAILPOINT: 'inbox-locked' })).toContain('не для production')
})
