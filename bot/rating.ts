import type { Button, Screen } from '../src/domain/screen'
import type { Say } from '../src/domain/texts'
import { type Said, saidIn } from './conversation/said'
import type { Step } from './dialog'
import { pressed } from './new-ticket/draft'
import type { OwnTicket } from './conversation/own-ticket'

/** Stars are given; a word may follow. */
export type Rating = { ticket: string }

export type RatingFacts = { say: Say; ticket: OwnTicket; mark: number }

export type RatingAct =
  | { kind: 'words'; said: Said }
  | { kind: 'skip' }
  /** Not words: the engineer shall have it all the same. */
  | { kind: 'say'; said: Said }

/** From these downwards the ticket may not have been solved at all. */
const low = 3

export const stars = (mark: number) => '⭐'.repeat(mark)

export const starButtons = (ticket: string): Button[] =>
  [1, 2, 3, 4, 5].map((mark) => ({ label: `${mark} ⭐`, press: `/rate:${ticket}:${mark}` }))

/** «Оцените, пожалуйста». */
export const starsScreen = (say: Say, { id, number, topic }: OwnTicket): Screen => ({
  text: say('rateTicket', { number, topic }),
  rows: [
    starButtons(id),
    [
      { label: say('back'), press: `/ticket:${id}` },
      { label: say('home'), press: '/home' },
    ],
  ],
})

/** Another star may still be pressed, until words are sent or skipped. */
export const words: Step<Rating, RatingFacts, RatingAct> = {
  ask(_draft, { say, ticket, mark }) {
    const reopen: Button = { label: say('reopenButton'), press: `/reopen:${ticket.id}` }
    return {
      text: say(mark <= low ? 'rateLowWords' : 'rateWords', { stars: stars(mark) }),
      rows: [
        starButtons(ticket.id),
        ...(mark <= low ? [[reopen]] : []),
        [
          { label: say('skipButton'), press: 'skip' },
          { label: say('home'), press: '/home' },
        ],
      ],
    }
  },
  accept(draft, answer, _facts, { message }) {
    if (pressed(answer) === 'skip') return { draft, act: { kind: 'skip' } }
    const { said, notes } = saidIn(answer, message)
    if (!said) return { draft, notes }
    const kind = answer.kind === 'text' ? 'words' : 'say'
    return { draft, notes, act: { kind, said } }
  },
}
