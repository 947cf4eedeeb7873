import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Client } from 'pg'
import type { Config } from '../config'
import { readStamps } from './installation'

const root = fileURLToPath(new URL('../..', import.meta.url))
const whatPreparingReads = [
  'collections',
  'src/migrations',
  'src/domain',
  'src/queue.ts',
  'src/database/prepare.ts',
]
const namesOfFirstValues = [
  'ADMIN_EMAIL',
  'NAUMEN_TICKET_TYPE',
  'NAUMEN_AGREEMENT',
  'NAUMEN_SERVICE',
] as const

/** Changes with anything that preparing the database would do differently. */
export function preparationVersion(config: Config): string {
  const hash = createHash('sha256')
  for (const name of namesOfFirstValues) hash.update(`${name}=${config[name] ?? ''}\n`)
  hash.update(JSON.stringify([config.NAUMEN_ATTRIBUTES, config.NAUMEN_CATEGORY_CLASS]))
  for (const file of whatPreparingReads.flatMap((path) => filesUnder(join(root, path))))
    hash.update(file.slice(root.length)).update(readFileSync(file))
  return hash.digest('hex')
}

/**
 * True when this very version has prepared the database already, so that the 3–4 seconds of bringing
 * Payload up for it can be spared. A plain look, without Payload.
 */
export async function isPrepared(client: Client, config: Config): Promise<boolean> {
  if ((await readStamps(client)).prepared !== preparationVersion(config)) return false
  const { rows } = await client.query<{ name: string }>('select name from payload_migrations')
  const done = new Set(rows.map(({ name }) => name))
  return migrationNames().every((name) => done.has(name))
}

function migrationNames(): string[] {
  const files = readdirSync(join(root, 'src/migrations'))
  return files.filter((file) => /^\d{8}_\d{6}.*\.ts$/.test(file)).map((file) => file.slice(0, -3))
}

function filesUnder(path: string): string[] {
  const entries = readdirSync(join(path, '..'), { withFileTypes: true })
  const entry = entries.find(({ name }) => join(path, '..', name) === path)
  if (!entry) return []
  if (entry.isFile()) return /\.test\.tsx?$/.test(path) ? [] : [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)))
}
