import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a development installation makes up once and keeps: nobody had to be asked for it. */
export type Secrets = {
  payloadSecret: string
  botToken: string
  accessKey: string
  webhookSecret: string
  eventSecret: string
  adminPassword: string
}

const random = (bytes: number) => randomBytes(bytes).toString('base64url')

export function keptSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json')
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) : {}
  const secrets = { ...newSecrets(), ...kept }
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  return secrets
}

function newSecrets(): Secrets {
  return {
    payloadSecret: random(48),
    botToken: `7000000001:${random(26)}`,
    accessKey: random(24),
    webhookSecret: random(32),
    eventSecret: random(32),
    adminPassword: random(12),
  }
}
