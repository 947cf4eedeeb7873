import { Link } from '@payloadcms/ui'
import type { DefaultServerCellComponentProps } from 'payload'
import { companyZone, momentInWords } from './company-time'

/** «сегодня, 14:05» by the company's clock; as the first column it opens what the row is about. */
export function MomentCell(props: DefaultServerCellComponentProps) {
  const { cellData, collectionSlug, i18n, link, payload, rowData } = props
  if (!cellData) return <span className="own-quiet">—</span>
  const timeZone = companyZone(payload)
  const at = momentInWords(cellData as string, { language: i18n.language, timeZone })
  if (!link) return <span>{at}</span>
  const { admin } = payload.config.routes
  return <Link href={`${admin}/collections/${collectionSlug}/${rowData.id}`}>{at}</Link>
}
