import type { ReactNode } from 'react'
import { fromNow, type momentsIn } from '../kit/moments'
import type { Health } from './read-health'
import { reasonOf } from './reasons'
import type { QueueWords } from './words'

type Telling = { say: QueueWords; language: string; at: ReturnType<typeof momentsIn> }
type Props = { health: Health; telling: Telling }
type Tile = { name: string; words: string; trouble: boolean; more?: ReactNode; seen?: string }

/** Each part in a word, and where it does not work, what to do. */
export function HealthTiles({ health, telling }: Props) {
  const { say } = telling
  const tiles = [
    workerTile(health, telling),
    naumenTile(health, telling),
    telegramTile(health, telling),
    mailTile(health, telling),
    oldestTile(health, telling),
  ]
  return (
    <section className="hand-over-health" aria-label={say.health}>
      {tiles.map(({ name, words, trouble, more, seen }) => (
        <div key={name} className={`hand-over-tile${trouble ? ' hand-over-tile--trouble' : ''}`}>
          <h2>{name}</h2>
          <p className="hand-over-tile__words">
            <span aria-hidden="true">{trouble ? '⚠️ ' : ''}</span>
            {words}
          </p>
          {more && <p>{more}</p>}
          {seen && <p className="hand-over-tile__seen">{seen}</p>}
        </div>
      ))}
    </section>
  )
}

const seenAt = (at: Health['worker']['at'], { say, language }: Telling) =>
  at ? `${say.lastSeen} ${fromNow(at, language)}` : say.neverSeen

function workerTile({ worker }: Health, telling: Telling): Tile {
  const { say } = telling
  return {
    name: say.worker,
    words: worker.isAlive ? say.well : say.workerDead,
    trouble: !worker.isAlive,
    more: worker.isAlive ? undefined : say.workerAdvice,
    seen: seenAt(worker.at, telling),
  }
}

function naumenTile({ naumen }: Health, telling: Telling): Tile {
  const { say, language, at } = telling
  const seen = seenAt(naumen.at, telling)
  if (naumen.shutUntil) {
    const { advice } = reasonOf(naumen.reason ?? '', language)
    const more = `${advice} ${say.nextTry}: ${at.time(naumen.shutUntil)}.`
    return { name: say.naumen, words: say.shut, trouble: true, more, seen }
  }
  if (!naumen.trouble) return { name: say.naumen, words: say.well, trouble: false, seen }
  const { words, advice } = reasonOf(naumen.trouble, language)
  return { name: say.naumen, words, trouble: true, more: advice, seen }
}

function telegramTile({ telegram }: Health, telling: Telling): Tile {
  const { say } = telling
  const trouble = telegram.undrawn > 0 || telegram.trouble !== null
  const late = `${say.telegramLate} ${telegram.undrawn}`
  return {
    name: say.telegram,
    words: trouble ? (telegram.trouble ?? late) : say.well,
    trouble,
    more: trouble ? say.telegramAdvice : undefined,
    seen: telegram.at ? seenAt(telegram.at, telling) : undefined,
  }
}

function mailTile({ mail }: Health, { say }: Telling): Tile {
  const trouble = mail.waiting > 0 || mail.trouble !== null
  return {
    name: say.mail,
    words: trouble ? (mail.trouble ?? `${say.mailLate} ${mail.waiting}`) : say.well,
    trouble,
    more: trouble ? say.mailAdvice : undefined,
    seen: trouble ? (mail.error ?? undefined) : undefined,
  }
}

function oldestTile({ oldest }: Health, { say, language, at }: Telling): Tile {
  const words = oldest ? fromNow(oldest, language) : say.nothingWaits
  return { name: say.oldest, words, trouble: false, seen: oldest ? at.whole(oldest) : undefined }
}
