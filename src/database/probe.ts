import { Client } from 'pg'
import { ConfigError } from '../config'

/** What must be true of a database before anything of ours touches it. */
const demands: { ask: string; isMet(answer: string): boolean; sentence(answer: string): string }[] =
  [
    {
      ask: `select current_setting('server_version_num')`,
      isMet: (version) => Number(version) >= 150_000,
      sentence: (version) =>
        `нужен PostgreSQL 15 или новее, а здесь ${Math.floor(Number(version) / 10_000)}`,
    },
    {
      ask: `select pg_encoding_to_char(encoding) from pg_database where datname = current_database()`,
      isMet: (encoding) => encoding === 'UTF8',
      sentence: (encoding) => `кодировка базы должна быть UTF8, а здесь ${encoding}`,
    },
    {
      ask: `select (lower('Ж') = 'ж' and 'ПРИНТЕР' ilike '%принт%')::text`,
      isMet: (answer) => answer === 'true',
      sentence: () =>
        `поиск не различает кириллицу: создайте базу с локалью C.UTF-8 или ru_RU.UTF-8`,
    },
    {
      ask: `select count(*)::text from pg_available_extensions where name = 'pg_trgm'`,
      isMet: (count) => count === '1',
      sentence: () => 'нет расширения pg_trgm: установите пакет postgresql-contrib',
    },
    {
      ask: `select has_database_privilege(current_database(), 'CREATE')::text`,
      isMet: (answer) => answer === 'true',
      sentence: () =>
        'пользователю нельзя создавать таблицы и расширения в этой базе (нужно право CREATE)',
    },
  ]

/**
 * Refuses a database that would only fail later, in Cyrillic.
 * @throws Error with one sentence, which names no password
 */
export async function probeDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {}) // the query that was running fails by itself
  try {
    await client.connect()
  } catch (error) {
    throw new ConfigError(`База из DATABASE_URL (${placeOf(url)}) недоступна: ${reason(error)}`)
  }
  try {
    const wrong = (await firstUnmet(client)) ?? (await trigramsUnmet(client))
    if (wrong) throw new ConfigError(`База из DATABASE_URL (${placeOf(url)}) не подходит: ${wrong}`)
  } finally {
    await client.end()
  }
}

async function firstUnmet(client: Client): Promise<string | undefined> {
  for (const { ask, isMet, sentence } of demands) {
    const answer = await ask1(client, ask)
    if (!isMet(answer)) return sentence(answer)
  }
  return undefined
}

// Some locales know Cyrillic letters and still give trigrams of nothing. The extension is created
// only to ask, and rolled back.
async function trigramsUnmet(client: Client): Promise<string | undefined> {
  await client.query('begin')
  try {
    await client.query('create extension if not exists pg_trgm')
    const answer = await ask1(client, `select (similarity('принтр', 'принтер') > 0)::text`)
    return answer === 'true'
      ? undefined
      : 'поиск похожих слов не понимает кириллицу: создайте базу с локалью C.UTF-8 или ru_RU.UTF-8'
  } catch (error) {
    return `расширение pg_trgm не создаётся: ${reason(error)}`
  } finally {
    await client.query('rollback')
  }
}

async function ask1(client: Client, text: string): Promise<string> {
  const { rows } = await client.query({ text, rowMode: 'array' })
  return String(rows[0]?.[0])
}

function placeOf(url: string): string {
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}

// Of a refused connection Node gives one error an address, and no message of its own.
function reason(error: unknown): string {
  const { message, code } = error as { message: string; code?: string }
  return message || code || 'нет ответа'
}
