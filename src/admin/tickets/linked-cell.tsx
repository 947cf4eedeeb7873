import { Link } from '@payloadcms/ui'
import type { DefaultServerCellComponentProps, Payload } from 'payload'
import { cache } from 'react'

type NameOf = (payload: Payload, id: string) => Promise<string | undefined>

/** A cell that names another document and opens it, at once and not after the page has come. */
export function linkedCell(collection: string, nameOf: NameOf) {
  // Once a page for each, however many of the rows name it
  const known = cache(nameOf)
  return async function LinkedCell({ cellData, payload }: DefaultServerCellComponentProps) {
    const id = String((typeof cellData === 'object' ? cellData?.id : cellData) ?? '')
    const name = id && (await known(payload, id))
    if (!name) return <span className="own-quiet">—</span>
    return (
      <Link href={`${payload.config.routes.admin}/collections/${collection}/${id}`}>{name}</Link>
    )
  }
}
