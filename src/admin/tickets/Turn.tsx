import { Attachments } from './Attachments'
import { HandOverActs } from './HandOverActs'
import { HandOverTrouble } from './HandOverTrouble'
import type { momentsIn } from '../kit/moments'
import type { TurnFacts } from './read-ticket'
import { RichText } from './RichText'
import type { TicketWords } from './words'

export type Telling = {
  say: TicketWords
  language: string
  at: ReturnType<typeof momentsIn>
  api: string
}

const signs: Record<string, [string, keyof TicketWords]> = {
  close: ['✅', 'closeAct'],
  reopen: ['↩️', 'reopenAct'],
  rating: ['⭐', 'ratingAct'],
  undelivered: ['📪', 'undeliveredAct'],
}

/** One turn: a bubble where somebody speaks, a line in the middle where something was done. */
export function Turn({ turn, telling }: { turn: TurnFacts; telling: Telling }) {
  const isBubble = turn.direction !== 'note' && turn.act in signs === false
  return isBubble ? (
    <Bubble turn={turn} telling={telling} />
  ) : (
    <Line turn={turn} telling={telling} />
  )
}

type Props = { turn: TurnFacts; telling: Telling }

function Line({ turn, telling }: Props) {
  const [icon, words] = signs[turn.act] ?? ['•', null]
  return (
    <li className="tickets-line">
      <span aria-hidden="true">{icon}</span> {words && telling.say[words]}
      {turn.text && <>{words ? `: «${turn.text}»` : turn.text}</>}{' '}
      <time className="own-quiet">{telling.at.time(turn.at)}</time>
      <Trouble turn={turn} telling={telling} />
    </li>
  )
}

function Bubble({ turn, telling }: Props) {
  const { say, at, api, language } = telling
  const fromEngineer = turn.direction === 'fromEngineer'
  const editedAt = turn.better?.at ?? turn.editedAt
  return (
    <li className={`tickets-turn tickets-turn--${fromEngineer ? 'engineer' : 'employee'}`}>
      <div className="tickets-turn__head">
        <b>{turn.author || (fromEngineer ? say.engineer : say.person)}</b>
        <time>{at.time(turn.at)}</time>
        {turn.deletedAt && (
          <span className="tickets-turn__deleted">
            {say.deleted} {at.time(turn.deletedAt)}
          </span>
        )}
        {!turn.deletedAt && editedAt && (
          <span>
            {say.edited} {at.time(editedAt)}
          </span>
        )}
      </div>
      <Words turn={turn} say={say} />
      <Attachments
        api={api}
        files={turn.files}
        fromEngineer={fromEngineer}
        say={say}
        language={language}
      />
      {!fromEngineer && <Trouble turn={turn} telling={telling} />}
    </li>
  )
}

function Words({ turn, say }: { turn: TurnFacts; say: TicketWords }) {
  const { better, html, text, deletedAt } = turn
  const now = better ? better.text : text
  const body = html && !better ? <RichText html={html} /> : now
  if (!body) return null
  return (
    <>
      <div className="tickets-turn__text" translate="no">
        {deletedAt ? <s>{body}</s> : body}
      </div>
      {better && text && (
        <details className="tickets-more">
          <summary>{say.was}</summary>
          <div className="tickets-turn__text" translate="no">
            {text}
          </div>
        </details>
      )}
    </>
  )
}

/** Of the correction, where that is what has not arrived. */
function Trouble({ turn, telling }: Props) {
  const stuck = turn.better && turn.handOver === 'done' ? turn.better : turn
  const { id, handOver, error } = stuck
  if (handOver === 'done' || handOver === 'notNeeded') return null
  return (
    <div className="tickets-turn__trouble">
      <HandOverTrouble of="messages" state={handOver} error={error} telling={telling} />
      <HandOverActs collection="messages" id={id} state={handOver} small />
    </div>
  )
}
