import { Link } from '@payloadcms/ui'
import { numberIn } from './counted'

type Row = { label: string; count: number; href?: string }

/** A chart that is a table at heart: a name, a bar, a number. */
export function BarList({
  rows,
  title,
  language,
  translate,
}: {
  rows: Row[]
  title: string
  language: string
  /** Where the names are what people wrote, in their language. */
  translate?: 'no'
}) {
  const most = Math.max(1, ...rows.map(({ count }) => count))
  return (
    <table className="dashboard-bars" aria-label={title}>
      <tbody>
        {rows.map(({ label, count, href }) => (
          <tr key={label}>
            <th scope="row" translate={translate}>
              {href ? (
                <Link href={href} prefetch={false}>
                  {label}
                </Link>
              ) : (
                label
              )}
            </th>
            <td className="dashboard-bars__bar" aria-hidden="true">
              <div style={{ width: `${(count / most) * 100}%` }} />
            </td>
            <td className="dashboard-bars__count">{numberIn(language, count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
