import type { Client } from 'pg'

/**
 * What the data of this database belong to. With another bot nobody in it has a chat, with another
 * Naumen no ticket in it exists there: that must be somebody's decision.
 */
export type World = {
  /** the digits of the token, or `sandbox` */
  bot: string
  /** the address, or `sandbox` */
  naumen: string
}

type Stamps = Partial<Record<string, string>>

const words: Record<string, string> = { sandbox: 'песочница' }

/** One sentence when the database belongs to another world; nothing when it is new or the same. */
export async function foreignWorld(client: Client, world: World): Promise<string | undefined> {
  const stamps = await readStamps(client)
  const differing = (['bot', 'naumen'] as const).filter(
    (key) => stamps[key] && stamps[key] !== world[key],
  )
  if (!differing.length) return undefined
  const name = { bot: 'бот', naumen: 'Naumen' }
  const changes = differing.map(
    (key) => `${name[key]}: было ${inWords(stamps[key])}, стало ${inWords(world[key])}`,
  )
  return (
    `Данные в базе собраны с другим окружением (${changes.join('; ')}). ` +
    'Чтобы начать заново, задайте другой DATA_DIR или DATABASE_URL; ' +
    'чтобы продолжить с этими данными: npm start -- --accept-new-world'
  )
}

export async function readStamps(client: Client): Promise<Stamps> {
  const { rows: tables } = await client.query(
    `select to_regclass('installation') is not null as made`,
  )
  if (!tables[0]?.made) return {}
  const { rows } = await client.query<{ key: string; value: string }>(
    'select key, value from installation',
  )
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]))
}

export async function writeStamps(client: Client, stamps: Record<string, string>): Promise<void> {
  await client.query(
    'create table if not exists installation (key text primary key, value text not null)',
  )
  for (const [key, value] of Object.entries(stamps))
    await client.query(
      'insert into installation values ($1, $2) on conflict (key) do update set value = excluded.value',
      [key, value],
    )
}

function inWords(value = ''): string {
  return words[value] ?? value
}
