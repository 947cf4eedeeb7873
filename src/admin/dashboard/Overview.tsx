import type { Payload } from 'payload'
import type { ReactNode } from 'react'
import { companyZone } from '../kit/company-time'
import { dateFormat } from '../kit/date-format'
import { wordsIn } from '../kit/words'
import { BarList } from './BarList'
import { ByTime } from './ByTime'
import { EmptyOverview } from './EmptyOverview'
import { numberIn } from './counted'
import { figureWords, filled } from './figure-words'
import { readFigures } from './figures'
import type { Period } from './period'
import { type Reading, Tiles } from './Tiles'

type Props = { payload: Payload; period: Period; language: string; statusNames: StatusNames }
export type StatusNames = Record<string, string>

/** The figures of a period and their charts. */
export async function Overview({ payload, period, language, statusNames }: Props) {
  const timeZone = companyZone(payload)
  const figures = await readFigures(payload, period, { now: new Date(), timeZone })
  const say = wordsIn(language, figureWords)
  const { admin } = payload.config.routes
  const reading: Reading = { figures, say, language, timeZone, admin }
  const number = (value: number) => numberIn(language, value)
  const total = { filed: number(figures.filed.count), closed: number(figures.closed) }
  const label = filled(say.byTimeLabel, { ...total, range: rangeIn(language, period) })
  return (
    <>
      <EmptyOverview payload={payload} say={say} />
      <Tiles {...reading} />
      <Chart title={say.byTime} wide>
        <ByTime
          columns={figures.columns.map((one) => ({ ...one, label: columnLabel(language, one.at) }))}
          label={label}
          filed={say.filedShort}
          closed={say.closedShort}
          when={say.when}
          asTable={say.asTable}
        />
      </Chart>
      <div className="dashboard-charts">
        <Chart title={say.byStatus}>
          {figures.open.length ? (
            <BarList
              rows={statusRows(reading, statusNames)}
              title={say.byStatus}
              language={language}
            />
          ) : (
            <p>{say.byStatusNone}</p>
          )}
        </Chart>
        <Chart title={say.topics}>
          {figures.topics.length ? (
            <BarList
              rows={topicRows(reading)}
              title={say.topics}
              language={language}
              translate="no"
            />
          ) : (
            <p>{say.topicsNone}</p>
          )}
        </Chart>
        <Chart title={say.spread}>
          {figures.marks.length ? (
            <BarList rows={markRows(reading)} title={say.spread} language={language} />
          ) : (
            <p>{say.marksNone}</p>
          )}
        </Chart>
      </div>
    </>
  )
}

function Chart({ title, wide, children }: { title: string; wide?: boolean; children: ReactNode }) {
  return (
    <section className={`dashboard-panel${wide ? ' dashboard-panel--wide' : ''}`}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

const statusRows = ({ figures, admin }: Reading, names: StatusNames) =>
  figures.open.map(({ status, count }) => ({
    label: names[status] ?? status,
    count,
    href: `${admin}/collections/tickets?${new URLSearchParams({ 'where[or][0][and][0][status][in][0]': status })}`,
  }))

function topicRows({ figures, say }: Reading) {
  const named = figures.topics.map(({ title, count }) => ({ label: title ?? say.noTopic, count }))
  const others = figures.filed.count - named.reduce((sum, { count }) => sum + count, 0)
  return others > 0 ? [...named, { label: say.otherTopics, count: others }] : named
}

const markRows = ({ figures, say }: Reading) =>
  [5, 4, 3, 2, 1].map((mark) => ({
    label: filled(say.stars, { mark }),
    count: figures.marks.find((one) => one.mark === mark)?.count ?? 0,
  }))

const dayFormat = (language: string, options: Intl.DateTimeFormatOptions) =>
  dateFormat(language, { timeZone: 'UTC', ...options })

/** «17–23 ноября 2026 г.» */
export const rangeIn = (language: string, { from, to }: Period) =>
  dayFormat(language, { dateStyle: 'long' }).formatRange(new Date(from), new Date(to))

const columnLabel = (language: string, at: string) =>
  at.length === 10
    ? dayFormat(language, { day: 'numeric', month: 'short' }).format(new Date(at))
    : at
