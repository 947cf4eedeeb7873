import type { DefaultServerCellComponentProps } from 'payload'
import { handOverWords, toneOf } from './hand-over-words'
import { Pill } from './Pill'

/** Said only where the request is not in Naumen yet: the rest would be noise. */
export function HandOverCell({ i18n, rowData }: DefaultServerCellComponentProps) {
  const { state } = (rowData.handOver ?? {}) as { state?: string }
  if (!state || state === 'done') return <span className="own-quiet">—</span>
  return <Pill tone={toneOf(state)}>{handOverWords(state, i18n.language)}</Pill>
}
