import { keptWords } from '../kit/kept-words'
import { handOverWords, toneOf } from '../tickets/hand-over-words'
import { fromNow, type momentsIn } from '../kit/moments'
import type { SetAside, Stuck } from './read-queue'
import { reasonOf } from './reasons'
import { actWords, jobWords, type QueueWords } from './words'

/** One row of the queue, in words already: what the table draws. */
export type Line = {
  kind: 'tickets' | 'messages' | 'jobs'
  id: string
  title: string
  /** Its ticket: where it leads, and how it is called there. */
  href: string | null
  link: string | null
  about: string
  state: string
  tone: string
  since: string
  ago: string
  next: string
  words: string
  advice: string
  raw: string
}

type Telling = {
  say: QueueWords
  language: string
  at: ReturnType<typeof momentsIn>
  admin: string
}

export const linesOfStuck = (found: Stuck[], { say, language, at, admin }: Telling): Line[] =>
  found.map((one) => {
    const reason = one.error ? reasonOf(one.error, language) : null
    const tries = one.attempts ? `${say.attempts}: ${one.attempts}` : ''
    const next = one.nextAttemptAt ? fromNow(one.nextAttemptAt, language) : ''
    return {
      kind: one.kind,
      id: one.id,
      title: actWords(one.act, say, language),
      href: `${admin}/collections/tickets/${one.ticket}`,
      link: one.number,
      about: [one.person, one.topic].filter(Boolean).join(' · '),
      state: handOverWords(one.state, language, one.kind),
      tone: toneOf(one.state),
      since: at.whole(one.since),
      ago: fromNow(one.since, language),
      next:
        one.state === 'failed'
          ? String(one.attempts || 1)
          : [next, tries].filter(Boolean).join(' · '),
      words: reason?.words ?? say.noReason,
      advice: reason?.advice ?? '',
      raw: keptWords(one.error ?? '', language),
    }
  })

export const linesOfSetAside = (found: SetAside[], { language, at, admin }: Telling): Line[] =>
  found.map((one) => {
    const reason = reasonOf(one.reason, language)
    return {
      kind: 'jobs',
      id: one.id,
      title: jobWords(one.job, language),
      href: one.ticket && `${admin}/collections/tickets/${one.ticket}`,
      link: one.number,
      about: '',
      state: '',
      tone: 'plain',
      since: at.whole(one.at),
      ago: fromNow(one.at, language),
      next: '',
      words: reason.words,
      advice: reason.advice,
      raw: keptWords(one.reason, language),
    }
  })
