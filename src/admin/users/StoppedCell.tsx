import { Pill } from '@payloadcms/ui'
import type { DefaultServerCellComponentProps } from 'payload'

/** Said only where it matters: a column of «нет» tells nothing. */
export function StoppedCell({ cellData, i18n }: DefaultServerCellComponentProps) {
  if (!cellData) return <span className="users-quiet">—</span>
  return (
    <Pill pillStyle="warning" size="small">
      {i18n.language === 'en' ? 'Stopped' : 'Остановил'}
    </Pill>
  )
}
