import { emptyDraft, fileLines, textOf } from '../../src/domain/draft'
import type { Answer, Button } from '../../src/domain/screen'
import { cutHtml, cutText, escapeHtml } from '../../src/domain/text'
import type { Say } from '../../src/domain/texts'
import { intoDraft, type Said, saidIn, withSaid } from './said'
import type { At, Next, Step } from '../dialog'
import { pressed } from '../new-ticket/draft'
import type { OwnTicket } from './own-ticket'

/** Said while several engineers wait: kept here until it is known to which it belongs. */
export type WhichTicket = { said: Said[] }

export type WhichFacts = { say: Say; awaiting: OwnTicket[] }

export type WhichAct = { kind: 'choose'; ticket: string } | { kind: 'new' }

type WhichNext = Next<WhichTicket, WhichAct>

export const whichTicket: Step<WhichTicket, WhichFacts, WhichAct> = {
  ask: (draft, { say, awaiting }) => ({
    text: say('whichTicket').replace('{said}', () => summary(draft)),
    rows: [
      ...awaiting.map((ticket): Button[] => [
        { label: labelOf(ticket), press: `t:${ticket.id}`, style: 'primary' },
      ]),
      [{ label: say('whichIsNew'), press: 'new' }],
      [{ label: say('home'), press: '/home' }],
    ],
  }),
  accept(draft, answer, _facts, at): WhichNext {
    const press = pressed(answer)
    if (press === 'new') return { draft, act: { kind: 'new' } }
    if (press?.startsWith('t:')) return { draft, act: { kind: 'choose', ticket: press.slice(2) } }
    return joined(draft, answer, at)
  },
}

function joined(draft: WhichTicket, answer: Answer, { message, edited }: At): WhichNext {
  if (edited && !draft.said.some((one) => one.message === message)) return { draft }
  const { said, notes } = saidIn(answer, message)
  if (!said) return { draft, notes }
  const { all, notes: more } = withSaid(draft.said, said)
  return { draft: { said: all }, notes: [...notes, ...more] }
}

function summary({ said }: WhichTicket): string {
  const { draft } = intoDraft(emptyDraft(''), said)
  const text = textOf(draft)
  const words = text ? `<blockquote>${cutHtml(escapeHtml(text), 1500)}</blockquote>` : ''
  return [words, ...fileLines(draft).map(escapeHtml)].filter(Boolean).join('\n')
}

const labelOf = ({ number, topic }: OwnTicket) => cutText(`${number} · ${topic}`, 60)
