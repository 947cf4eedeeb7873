'use client'
import { type ComponentProps, lazy, Suspense } from 'react'

// Only who looks at the overview loads the charts, not every page of the panel
const DayChart = lazy(() => import('./DayChart'))

type Props = ComponentProps<typeof DayChart> & { label: string; when: string; asTable: string }

/** What was filed and closed, hour by hour or day by day: a picture, and the same as a table. */
export function ByTime({ label, when, asTable, ...chart }: Props) {
  const { columns, filed, closed } = chart
  return (
    <>
      <div className="dashboard-chart" role="img" aria-label={label}>
        <Suspense>
          <DayChart {...chart} />
        </Suspense>
      </div>
      <details className="dashboard-table">
        <summary>{asTable}</summary>
        <table>
          <thead>
            <tr>
              {[when, filed, closed].map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {columns.map((column) => (
              <tr key={column.label}>
                <th scope="row">{column.label}</th>
                <td>{column.filed}</td>
                <td>{column.closed}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  )
}
