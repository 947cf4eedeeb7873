import { sql } from '@payloadcms/db-postgres'
import { Link } from '@payloadcms/ui'
import type { DefaultServerCellComponentProps, Payload } from 'payload'
import { cache } from 'react'
import { rows } from '../../database/transaction'

/** Once a page for each person, however many of the rows are theirs. */
const nameOf = cache(async (payload: Payload, id: string) => {
  const [user] = await rows<{ name: string }>(payload, sql`SELECT name FROM users WHERE id = ${id}`)
  return user?.name
})

/** Whose it is, at once and not after the page has come. */
export async function PersonCell({ cellData, payload }: DefaultServerCellComponentProps) {
  const id = typeof cellData === 'object' && cellData ? String(cellData.id) : String(cellData ?? '')
  const name = id && (await nameOf(payload, id))
  if (!name) return <span className="own-quiet">—</span>
  return <Link href={`${payload.config.routes.admin}/collections/users/${id}`}>{name}</Link>
}
