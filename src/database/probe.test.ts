import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foreignWorld, readStamps, writeStamps } from './installation'
import { probeDatabase } from './probe'
import { startDatabase, type Database } from './server'

const folder = mkdtempSync(join(tmpdir(), 'probe-'))
let database: Database
let client: Client

beforeAll(async () => {
  database = await startDatabase({ dataDir: folder })
  client = new Client({ connectionString: database.url })
  await client.connect()
})

afterAll(async () => {
  await client.end()
  await database.stop()
  rmSync(folder, { recursive: true })
})

test('the database of our own passes and is left as it was', async () => {
  await probeDatabase(database.url)
  const { rowCount } = await client.query(`select 1 from pg_extension where extname = 'pg_trgm'`)
  expect(rowCount).toBe(0)
})

test('an encoding without Cyrillic is refused by name', async () => {
  const url = await databaseWith('ascii', `encoding 'SQL_ASCII' locale 'C'`)
  await expect(probeDatabase(url)).rejects.toThrow(/UTF8.*SQL_ASCII/)
})

test('a locale in which the search is blind to Cyrillic is refused', async () => {
  const url = await databaseWith('blind', `encoding 'UTF8' locale 'C'`)
  await expect(probeDatabase(url)).rejects.toThrow('поиск не различает кириллицу')
})

test('a locale that knows the letters but not the trigrams is refused too', async () => {
  const url = await databaseWith(
    'half',
    `encoding 'UTF8' locale 'C' locale_provider builtin builtin_locale 'C.UTF-8'`,
  )
  await expect(probeDatabase(url)).rejects.toThrow('поиск похожих слов')
})

test('a user without rights is told which one is missing', async () => {
  await client.query(`create role reader login password 'reader-password'`)
  const url = database.url.replace(/\/\/[^@]+@/, '//reader:reader-password@')
  await expect(probeDatabase(url)).rejects.toThrow('CREATE')
})

test('an unreachable database is named without its password', async () => {
  const failure: unknown = await probeDatabase(
    'postgres://user:hidden-password@127.0.0.1:1/none',
  ).catch((error) => error)
  expect(String(failure)).toContain('127.0.0.1:1/none')
  expect(String(failure)).not.toContain('hidden-password')
})

test('a new database belongs to nobody, and then to the bot and the Naumen it was first used with', async () => {
  const world = { bot: '123456789', naumen: 'https://naumen.example' }
  expect(await foreignWorld(client, world)).toBeUndefined()
  await writeStamps(client, { ...world, prepared: 'v1' })
  expect(await foreignWorld(client, world)).toBeUndefined()
  expect(await foreignWorld(client, { ...world, bot: '987654321' })).toMatch(
    /123456789.*987654321.*accept-new-world/,
  )
  expect(await foreignWorld(client, { ...world, naumen: 'sandbox' })).toContain('песочница')
})

test('a changed stamp replaces the old one', async () => {
  await writeStamps(client, { prepared: 'v2' })
  expect((await readStamps(client)).prepared).toBe('v2')
})

async function databaseWith(name: string, settings: string): Promise<string> {
  await client.query(`create database ${name} template template0 ${settings}`)
  return database.url.replace(/\/[^/]+$/, `/${name}`)
}
