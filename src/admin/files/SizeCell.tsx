import type { DefaultServerCellComponentProps } from 'payload'

/** «7,7 КБ», in the reader's language. */
export function SizeCell({ cellData, i18n }: DefaultServerCellComponentProps) {
  const bytes = Number(cellData)
  if (!bytes) return <span>—</span>
  const isSmall = bytes < 1024 * 1024
  const unit = isSmall ? 'kilobyte' : 'megabyte'
  const format = { style: 'unit', unit, maximumFractionDigits: 1 } as const
  const size = bytes / (isSmall ? 1024 : 1024 * 1024)
  return <span>{new Intl.NumberFormat(i18n.language, format).format(size)}</span>
}
