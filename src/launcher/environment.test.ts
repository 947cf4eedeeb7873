import { mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '../config'
import { environmentFor, madeUp } from './environment'
import { keptSecrets } from './secrets'

const folder = () => mkdtempSync(join(tmpdir(), 'secrets-'))

test('what a development installation makes up is enough for its processes', () => {
  const config = readConfig({})
  const made = madeUp(config, keptSecrets(folder()))
  const environment = environmentFor(
    config,
    {},
    { ...made, DATABASE_URL: 'postgres://u@127.0.0.1:1/d' },
  )
  const read = readConfig(environment)
  expect(read.PAYLOAD_SECRET).toHaveLength(64)
  expect(read.ADMIN_EMAIL).toBe('admin@blago.example')
  expect(read.production).toBe(false)
})

test('what the operator named is not made up', () => {
  const named = {
    PAYLOAD_SECRET: 'p'.repeat(40),
    ADMIN_EMAIL: 'boss@blago.example',
    ADMIN_PASSWORD: 'long enough to pass',
  }
  const made = madeUp(readConfig(named), keptSecrets(folder()))
  expect(made).toEqual({ PAYLOAD_SECRET: named.PAYLOAD_SECRET })
})

test('Next runs in production whatever the operator meant, and what was meant goes on', () => {
  const environment = environmentFor(readConfig({}), { NODE_ENV: 'development' }, {})
  expect(environment).toMatchObject({ NODE_ENV: 'production', APP_ENV: 'development' })
})

test('made-up secrets are kept, and only for the owner to read', () => {
  const dataDir = folder()
  const first = keptSecrets(dataDir)
  expect(keptSecrets(dataDir)).toEqual(first)
  expect(statSync(join(dataDir, 'secrets.json')).mode & 0o077).toBe(0)
  expect(keptSecrets(folder()).payloadSecret).not.toBe(first.payloadSecret)
})

test('the made-up token passes for one of a bot', () => {
  expect(() => readConfig({ TELEGRAM_BOT_TOKEN: keptSecrets(folder()).botToken })).not.toThrow()
})
