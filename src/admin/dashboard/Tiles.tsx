import { Link } from '@payloadcms/ui'
import { momentInWords } from '../kit/company-time'
import { dateFormat } from '../kit/date-format'
import { counted, durationIn, nouns, numberIn } from './counted'
import { filled, type Say } from './figure-words'
import type { Figures } from './figures'
import { Tile } from './Tile'

export type Reading = {
  figures: Figures
  say: Say
  language: string
  timeZone: string
  admin: string
}

/** The figures of the period, each with what exactly it counts. */
export function Tiles(reading: Reading) {
  const { figures, say, language } = reading
  const number = (value: number) => numberIn(language, value)
  const open = figures.open.reduce((sum, { count }) => sum + count, 0)
  return (
    <div className="dashboard-tiles">
      <Tile title={say.filed} value={number(figures.filed.count)} hint={comparedOf(reading)}>
        {figures.filed.count > 0 && (
          <p className="dashboard-tile__hint">
            {filled(say.throughBot, {
              count: number(figures.filed.throughBot),
              others: number(figures.filed.count - figures.filed.throughBot),
            })}
          </p>
        )}
      </Tile>
      <Tile title={say.closed} value={number(figures.closed)} hint={say.closedHint} />
      <Tile title={say.open} value={number(open)} hint={say.openHint} />
      <Answer {...reading} />
      <Marks {...reading} />
      <Tile
        title={say.people}
        value={number(figures.activePeople.count)}
        hint={peopleHint(reading)}
      />
      <Tile title={say.solved} value={number(figures.solvedByArticles)} hint={say.solvedHint} />
      <HandOver {...reading} />
    </div>
  )
}

function comparedOf({ figures, say, language }: Reading): string {
  const { count, before } = figures.filed
  const values = { count: numberIn(language, before), percent: '' }
  const percent = before ? Math.round((Math.abs(count - before) / before) * 100) : 0
  if (!percent) return filled(say.before, values)
  const change = count > before ? say.more : say.fewer
  return filled(change, { ...values, percent: numberIn(language, percent) })
}

function peopleHint({ figures, say, language }: Reading): string {
  const { since } = figures.activePeople
  if (!since) return say.peopleHintAlways
  const day = dateFormat(language, { dateStyle: 'long', timeZone: 'UTC' })
  return filled(say.peopleHint, { since: day.format(new Date(since)) })
}

function Answer({ figures, say, language }: Reading) {
  const { count, median, p90 } = figures.answers
  if (median === null || p90 === null)
    return <Tile title={say.answer} value="—" hint={say.answerNone} />
  const hint = filled(say.answerHint, {
    p90: durationIn(language, p90),
    count: counted(language, count, nouns.tickets),
  })
  return <Tile title={say.answer} value={durationIn(language, median)} hint={hint} />
}

function Marks({ figures, say, language }: Reading) {
  const count = figures.marks.reduce((sum, one) => sum + one.count, 0)
  if (!count) return <Tile title={say.marks} value="—" hint={say.marksNone} />
  const average = figures.marks.reduce((sum, one) => sum + one.mark * one.count, 0) / count
  const hint = filled(say.marksHint, { count: counted(language, count, nouns.rated) })
  return <Tile title={say.marks} value={`${numberIn(language, average, 1)} ★`} hint={hint} />
}

function HandOver({ figures, say, language, timeZone, admin }: Reading) {
  const { waiting, failed, oldest } = figures.handOver
  const at = oldest && momentInWords(oldest, { language, timeZone })
  const failures = failed
    ? filled(say.handOverFailed, { count: numberIn(language, failed) })
    : undefined
  return (
    <Tile
      title={say.handOver}
      value={numberIn(language, waiting)}
      hint={failures ?? (waiting ? undefined : say.handOverNone)}
      tone={failed ? 'bad' : undefined}
    >
      {at && <p className="dashboard-tile__hint">{filled(say.handOverOldest, { at })}</p>}
      <p className="dashboard-tile__hint">
        <Link href={`${admin}/hand-over`} prefetch={false}>
          {say.handOverLink}
        </Link>
      </p>
    </Tile>
  )
}
