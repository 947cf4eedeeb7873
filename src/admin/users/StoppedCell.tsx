import { Pill } from '@payloadcms/ui'
import type { DefaultServerCellComponentProps } from 'payload'
import { saidIn } from '../../domain/said'

/** Said only where it matters: a column of «нет» tells nothing. */
export function StoppedCell({ cellData, i18n }: DefaultServerCellComponentProps) {
  if (!cellData) return <span className="own-quiet">—</span>
  return (
    <Pill pillStyle="warning" size="small">
      {saidIn(i18n.language, { ru: 'Остановил', en: 'Stopped' })}
    </Pill>
  )
}
