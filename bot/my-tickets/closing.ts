import type { Button } from '../../src/domain/screen'
import type { Say } from '../../src/domain/texts'
import { type Said, saidIn } from '../conversation/said'
import type { Step } from '../dialog'
import { pressed } from '../new-ticket/draft'
import type { OwnTicket } from '../conversation/own-ticket'

/** What is asked before a ticket is closed or taken up again. */
export type Closing = { ticket: string }

export type ClosingFacts = { say: Say; ticket: OwnTicket }

export type ClosingAct =
  | { kind: 'close' }
  | { kind: 'reopen'; said: Said | null }
  /** Typed where a button was asked for: the engineer shall read it all the same. */
  | { kind: 'say'; said: Said }

type ClosingStep = Step<Closing, ClosingFacts, ClosingAct>

const sure: ClosingStep = {
  ask: (_draft, { say, ticket }) => ({
    text: say('closeSure', { number: ticket.number }),
    rows: [
      [
        { label: say('closeYes'), press: 'yes', style: 'success' },
        { label: say('closeNo'), press: `/ticket:${ticket.id}` },
      ],
      [home(say)],
    ],
  }),
  accept(draft, answer, _facts, { message }) {
    if (pressed(answer) === 'yes') return { draft, act: { kind: 'close' } }
    const { said, notes } = saidIn(answer, message)
    return said ? { draft, notes, act: { kind: 'say', said } } : { draft, notes }
  },
}

const reason: ClosingStep = {
  ask: (_draft, { say, ticket }) => ({
    text: say('askReason', { number: ticket.number, topic: ticket.topic }),
    rows: [
      [{ label: say('withoutReason'), press: 'silent' }],
      [{ label: say('back'), press: `/ticket:${ticket.id}` }, home(say)],
    ],
  }),
  accept(draft, answer, _facts, { message }) {
    if (pressed(answer) === 'silent') return { draft, act: { kind: 'reopen', said: null } }
    const { said, notes } = saidIn(answer, message)
    return said ? { draft, notes, act: { kind: 'reopen', said } } : { draft, notes }
  },
}

const home = (say: Say): Button => ({ label: say('home'), press: '/home' })

export const closingSteps: Record<string, ClosingStep> = { sure, reason }
