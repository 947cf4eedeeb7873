import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows } from '../src/database/transaction'
import { startPayload } from './test-database'
import { byWords } from './word-search'

let payload: Payload
let stop: () => Promise<void>

const place = { table: sql`told`, id: sql`id`, at: sql`at` }
const within = { atMost: 10, newest: 100, furthest: 20, spare: 1.5, common: { of: 50, hold: 5 } }

beforeAll(async () => {
  ;({ payload, stop } = await startPayload())
  await rows(
    payload,
    sql`CREATE TABLE told AS
      SELECT n::text AS id, timestamptz '2026-01-01' + n * interval '1 minute' AS at,
        to_tsvector('russian', 'всё не работает'
          || CASE WHEN n % 3 = 0 THEN ' принтер' ELSE '' END
          || CASE WHEN n % 5 = 0 THEN ' пароль' ELSE '' END
          || CASE WHEN n % 17 = 0 THEN ' картридж' ELSE '' END
          || CASE WHEN n % 211 = 0 THEN ' сканер' ELSE '' END
          || CASE WHEN n < 1000 AND n % 2 = 0 OR n = 2995 THEN ' переезд' ELSE '' END
          || CASE WHEN n = 7 THEN ' осциллограф' ELSE '' END) AS words
      FROM generate_series(1, 3000) AS n`,
  )
  await rows(payload, sql`CREATE INDEX ON told USING gin (words)`)
  await rows(payload, sql`CREATE INDEX ON told (at)`)
  await rows(payload, sql`ANALYZE told`)
})
afterAll(() => stop?.())

const find = (words: string[]) => byWords(payload, words, place, within)

const newestOf = async (words: string[]) =>
  (
    await rows<{ id: string }>(
      payload,
      sql`SELECT id FROM told WHERE words @@ to_tsquery('russian', ${words.join(' & ')})
        ORDER BY at DESC LIMIT ${within.atMost}`,
    )
  ).map(({ id }) => id)

const words = ['работает', 'принтеры', 'пароля', 'картриджа', 'сканеров', 'переезд', 'осциллограф']
const typed = [...words, 'скан', 'не', 'динозавр'].map((word) => `'${word}':*`)

test('however common a word is, the newest rows that hold it are found, newest first', async () => {
  for (const word of typed) expect(await find([word]), word).toEqual(await newestOf([word]))
  expect(await find(["'осциллограф':*"])).toEqual(['7'])
  expect(await find(["'сканер':*"])).toHaveLength(within.atMost)
})

test('so are those that hold two words, one common and one rare as well', async () => {
  for (const one of typed)
    for (const other of typed)
      expect(await find([one, other]), `${one} ${other}`).toEqual(await newestOf([one, other]))
  const commonAlone = ["'не':*", "'принтер':*", "'пароль':*"]
  expect(await find(commonAlone)).toEqual(await newestOf(commonAlone))
})

test('what was written at no known moment is found too', async () => {
  await rows(
    payload,
    sql`INSERT INTO told SELECT 'moment ' || n, NULL, to_tsvector('russian', 'ноутбук')
      FROM generate_series(1, 5) AS n`,
  )
  expect((await find(["'ноутбук':*"])).sort()).toEqual([1, 2, 3, 4, 5].map((n) => `moment ${n}`))
})

test('a table shorter than what is read at once is searched whole', async () => {
  const short = { ...place, table: sql`(SELECT * FROM told WHERE id = '7') AS told` }
  expect(await byWords(payload, ["'осциллограф':*"], short, within)).toEqual(['7'])
  expect(await byWords(payload, ["'принтер':*"], short, within)).toEqual([])
  expect(await byWords(payload, [], short, within)).toEqual([])
})
