import { Link } from '@payloadcms/ui'
import { Empty } from '../kit/Empty'

type Row = {
  key: string
  label: string
  hint?: string
  href?: string
  counts: number[]
  /** Where to do something about it. */
  act?: string
  actLabel?: string
  /** The same with what it is about, for who hears the page. */
  actName?: string
}

type Props = {
  title: string
  /** What stands there while there is nothing: a sentence and what to do. */
  empty: [string, string]
  head: string[]
  rows: Row[]
  language: string
}

export function DemandTable({ title, empty, head, rows, language }: Props) {
  return (
    <section className="demand-table">
      <h2>{title}</h2>
      {rows.length ? (
        <table>
          <thead>
            <tr>
              {head.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              {rows.some(({ act }) => act) && <td />}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <TableRow key={row.key} row={row} language={language} />
            ))}
          </tbody>
        </table>
      ) : (
        <Empty title={empty[0]}>{empty[1]}</Empty>
      )}
    </section>
  )
}

function TableRow({ row, language }: { row: Row; language: string }) {
  const { label, hint, href, counts, act, actLabel, actName } = row
  return (
    <tr>
      <th scope="row" translate="no">
        {href ? (
          <Link href={href} prefetch={false}>
            {label}
          </Link>
        ) : (
          label
        )}
        {hint && <small>{hint}</small>}
      </th>
      {counts.map((count, at) => (
        <td key={at}>{new Intl.NumberFormat(language).format(count)}</td>
      ))}
      {act && (
        <td className="demand-table__act">
          <Link href={act} prefetch={false} aria-label={actName}>
            {actLabel}
          </Link>
        </td>
      )}
    </tr>
  )
}
