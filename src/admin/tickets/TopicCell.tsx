import type { DefaultServerCellComponentProps } from 'payload'

/** What it is about first, where that belongs under it. */
export function TopicCell({ cellData }: DefaultServerCellComponentProps) {
  const parts = String(cellData ?? '').split(/\s[→›]\s/)
  const above = parts.slice(0, -1).join(' → ')
  return (
    <span className="tickets-topic">
      {parts.at(-1) || '—'}
      {above && <span className="tickets-topic__above">{above}</span>}
    </span>
  )
}
