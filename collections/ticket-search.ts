import { sql } from '@payloadcms/db-postgres'
import type { SQL } from 'drizzle-orm'
import type { CollectionBeforeOperationHook, Field, Payload, Where } from 'payload'
import { isAdministrator } from './access'
import { atMost, byWords, ids } from './word-search'

const nobody = '00000000-0000-0000-0000-000000000000'

/** What the search box of a list asks; it stands in no column, `searchBy` answers it. */
export const searchField = (label: { ru: string; en: string }): Field => ({
  name: 'search',
  type: 'text',
  virtual: true,
  label,
  admin: { hidden: true, disableListColumn: true, disableListFilter: true },
})

/** Turns what was typed into the search box into ids. Whoever may not read is refused by Payload. */
export const searchBy =
  (find: (payload: Payload, words: string) => Promise<string[]>): CollectionBeforeOperationHook =>
  async ({ args, operation, req }) => {
    if (operation !== 'read' || !isAdministrator(req)) return args
    const { where } = args as { where?: Where }
    const words = where && wordsIn(where)
    if (!words) return args
    const found = await find(req.payload, words)
    return { ...args, where: withIds(where, found.length ? found : [nobody]) }
  }

/** Tickets by number, words of the request or its conversation, or name of the person. */
export async function findTickets(payload: Payload, words: string): Promise<string[]> {
  const typed = queryOf(words)
  const found = await Promise.all([
    ...[byNumber(words), byPerson(words)].map((one) => (one ? ids(payload, one) : [])),
    byWords(payload, typed, { table: sql`tickets`, id: sql`id`, at: sql`registered_at` }),
    byWords(payload, typed, { table: sql`messages`, id: sql`ticket_id`, at: sql`sent_at` }),
  ])
  return [...new Set(found.flat())]
}

export const findMessages = (payload: Payload, words: string): Promise<string[]> =>
  byWords(payload, queryOf(words), { table: sql`messages`, id: sql`id`, at: sql`sent_at` })

/**
 * Each word in any of its forms, the last letters of it may be missing; a lone figure is meant as it is,
 * half of all numbers begin with it. Parts of a to_tsquery.
 */
export function queryOf(words: string): string[] {
  const parts = words
    .replace(/[\\'\0]/g, ' ')
    .split(/\s+/)
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
  return parts.slice(0, 12).map((part) => (/^\d$/.test(part) ? `'${part}'` : `'${part}':*`))
}

/** Ours or Naumen's, or how it begins; «1001» is both «Б-1001» and Naumen's 1001. */
function byNumber(words: string): SQL | null {
  const typed = words.trim().toUpperCase()
  if (!/^[№#]?\s?[A-ZА-ЯЁ]{0,5}[-\s]?\d{1,12}$/.test(typed)) return null
  const plain = typed.replace(/^[№#]\s?/, '')
  const digits = /\d+$/.exec(plain)?.[0] ?? ''
  // A Latin B is easily typed for ours
  const ours = /^[BБ]?-?\d+$/.test(plain) ? `Б-${digits}` : plain
  const all = [
    ...begins(sql`number`, ours),
    ...begins(sql`upper(naumen_title)`, plain),
    sql`SELECT id, registered_at FROM tickets WHERE naumen_number = ${digits}::numeric`,
  ]
  return sql`SELECT id FROM (${sql.join(all, sql` UNION ALL `)}) AS found LIMIT ${atMost}`
}

/** The one itself, however many begin like it. */
const begins = (column: SQL, text: string) => [
  sql`SELECT id, registered_at FROM tickets WHERE ${column} = ${text}`,
  sql`(SELECT id, registered_at FROM tickets WHERE ${column} LIKE ${`${text}%`} LIMIT ${atMost / 4})`,
]

function byPerson(words: string): SQL | null {
  const name = words.trim()
  if (name.length < 3 || /\d/.test(name)) return null
  const like = `%${name.replace(/[\\%_]/g, '\\$&')}%`
  return sql`SELECT t.id FROM (SELECT id FROM users WHERE name ILIKE ${like} LIMIT 50) AS u
    JOIN LATERAL (SELECT id FROM tickets WHERE user_id = u.id ORDER BY created_at DESC LIMIT 20) AS t
      ON true`
}

/** What stands in the search box, wherever Payload has put it. */
function wordsIn(where: Where): string | undefined {
  for (const [name, value] of Object.entries(where)) {
    if (name === 'search') return String(Object.values(value ?? {})[0] ?? '').slice(0, 200)
    if (!Array.isArray(value)) continue
    for (const part of value as Where[]) {
      const words = wordsIn(part)
      if (words) return words
    }
  }
  return undefined
}

function withIds(where: Where, found: string[]): Where {
  const entries = Object.entries(where).map(([name, value]) => {
    if (name === 'search') return ['id', { in: found }]
    if (!Array.isArray(value)) return [name, value]
    return [name, (value as Where[]).map((part) => withIds(part, found))]
  })
  return Object.fromEntries(entries) as Where
}
