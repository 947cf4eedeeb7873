'use client'
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Legend,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'

export const chartHeight = 260

type Props = {
  columns: { label: string; filed: number; closed: number }[]
  filed: string
  closed: string
}

const quiet = 'var(--theme-elevation-500)'
const tick = { fill: 'var(--theme-elevation-650)', fontSize: 12 }
const paper = {
  background: 'var(--theme-elevation-0)',
  border: '1px solid var(--theme-elevation-150)',
  borderRadius: 'var(--style-radius-m)',
  color: 'var(--theme-text)',
}

/** Said once more in a table for whoever can't see it. */
export default function DayChart({ columns, filed, closed }: Props) {
  return (
    <ResponsiveContainer
      width="100%"
      height={chartHeight}
      initialDimension={{ width: 600, height: chartHeight }}
    >
      <ComposedChart data={columns} margin={{ top: 8, right: 8, bottom: 0, left: -16 }}>
        <CartesianGrid vertical={false} stroke="var(--theme-elevation-100)" />
        <XAxis dataKey="label" tick={tick} stroke={quiet} tickLine={false} minTickGap={16} />
        <YAxis tick={tick} stroke={quiet} tickLine={false} axisLine={false} allowDecimals={false} />
        <Tooltip contentStyle={paper} cursor={{ fill: 'var(--theme-elevation-50)' }} />
        <Legend content={() => <Marks filed={filed} closed={closed} />} />
        <Bar
          dataKey="filed"
          name={filed}
          fill="var(--dashboard-filed)"
          radius={[2, 2, 0, 0]}
          maxBarSize={40}
          isAnimationActive={false}
        />
        <Line
          dataKey="closed"
          name={closed}
          type="monotone"
          stroke="var(--dashboard-closed)"
          strokeWidth={2}
          dot={columns.length < 40}
          isAnimationActive={false}
        />
      </ComposedChart>
    </ResponsiveContainer>
  )
}

/** Our own, because the library's names its icons in English. */
function Marks({ filed, closed }: Pick<Props, 'filed' | 'closed'>) {
  return (
    <ul className="dashboard-marks">
      <li className="dashboard-marks__filed">{filed}</li>
      <li className="dashboard-marks__closed">{closed}</li>
    </ul>
  )
}
