import type { DefaultServerCellComponentProps } from 'payload'
import { Pill } from './Pill'
import { statusIn } from './status-table'

/** The status in a list: colour, icon and title. */
export async function StatusCell(props: DefaultServerCellComponentProps) {
  const { cellData, i18n, payload, rowData } = props
  const status = String(cellData ?? '')
  const { icon, title } = await statusIn(payload, i18n.language, status, rowData.statusTitle)
  return (
    <Pill tone={status} icon={icon}>
      {title}
    </Pill>
  )
}
