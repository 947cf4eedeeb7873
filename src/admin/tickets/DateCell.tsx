import type { DefaultServerCellComponentProps } from 'payload'
import { installationOf } from './installation'
import { momentsIn } from './moments'

/** A moment by the company's clock. */
export function DateCell({ cellData, i18n, payload }: DefaultServerCellComponentProps) {
  if (!cellData) return <span className="tickets-quiet">—</span>
  const { timeZone } = installationOf(payload)
  return <span>{momentsIn(timeZone, i18n.language).whole(cellData as string)}</span>
}
