import type { DefaultServerCellComponentProps } from 'payload'
import { companyZone, momentInWords } from './company-time'

/** «сегодня, 14:05» by the company's clock. */
export function MomentCell({ cellData, i18n, payload }: DefaultServerCellComponentProps) {
  if (!cellData) return <span className="own-quiet">—</span>
  const { language } = i18n
  const at = cellData as string
  return <span>{momentInWords(at, { language, timeZone: companyZone(payload) })}</span>
}
