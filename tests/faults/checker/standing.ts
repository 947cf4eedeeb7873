import { statusRowFor, type StatusRow } from '../../../src/domain/ticket-status'
import { textOf } from '../../world/phone'
import type { History } from '../history'
import { copyOf } from './conversation'
import type { DeskTicket, EventRow, Standing } from './conversation-facts'
import type { DatedBubble } from './facts'
import { wasCutOff } from './receipts'
import { type AllFacts, refusedIn } from './refusals'

/** Where each request stands is what Naumen says, and its owner was told so last of all. */
export function ofStandings(history: History, facts: AllFacts): string[] {
  const { standings } = facts
  const uuids = standings.flatMap(({ uuid }) => uuid ?? [])
  const twice = uuids.filter((uuid, at) => uuids.indexOf(uuid) !== at)
  return [
    ...twice.map((uuid) => `${uuid} is two requests of ours`),
    ...standings.flatMap((standing) => ofStanding(history, standing, facts)),
    ...ofEvents(history, facts),
    ...ofStars(history, facts),
  ]
}

function ofStanding(history: History, standing: Standing, facts: AllFacts): string[] {
  const { number, uuid, status, title } = standing
  const copy = facts.desk.find((one) => one.uuid === uuid)
  const row = copy && rowOf(copy, facts.statuses)
  if (!row) return []
  const first = { status: 'registered', title: null }
  const isFirst = row.status === first.status && status === first.status && !title
  const isSame = status === row.status && title === row.title
  if (!isFirst && !isSame)
    return [`${number} is «${title ?? status}» with us and «${row.title}» in Naumen`]
  return untold(history, standing, copy, row, facts)
}

const rowOf = ({ state, responsible }: DeskTicket, table: StatusRow[]) =>
  statusRowFor(table, state, Boolean(responsible?.employee))

function untold(
  history: History,
  { id, chat, number }: Standing,
  { responsible }: DeskTicket,
  { text, title, notify }: StatusRow,
  { events, phones }: AllFacts,
): string[] {
  const last = events.findLast((one) => one.ticket === id && one.kind === 'status')
  if (!last) return notify === 'off' ? [] : [`«${title}» of ${number} is no event`]
  const name = responsible?.employee?.title ?? ''
  const isAssignment = name !== '' && last.title === `Назначена: ${name}`
  if (last.title !== title && !isAssignment)
    return [`${number} is «${title}», and «${last.title}» was told last`]
  const person = history.people.find(({ id }) => id === chat)
  if (person?.mayMiss && !isHeard(last)) return []
  if (last.outcome === 'off' || chat === null || refusedIn(history, chat)) return []
  const said = phones.find(({ person }) => person === chat)?.bubbles ?? []
  const words = (isAssignment ? assignment : text)
    .replace('{number}', number)
    .replace('{responsible}', name)
  const isTold = said.some(
    (bubble) => bubble.from === 'bot' && holdsWords(textOf(bubble), words, number, title),
  )
  return isTold ? [] : [`Nobody was told that ${number} is «${title}»`]
}

const assignment = 'Заявка {number} назначена на сотрудника: {responsible}.'

/** In the words of the table, or as a card has it. */
const holdsWords = (said: string, words: string, number: string, title: string) =>
  said.includes(words) || (said.includes(number) && said.includes(title))

export const isHeard = ({ told, outcome }: EventRow) =>
  told && ['told', 'merged', 'off', 'overtaken'].includes(outcome ?? '')

/** Everything that happened is over, one way or another. */
function ofEvents(history: History, { events, standings }: AllFacts): string[] {
  const isListening = (chat: number | null) =>
    history.people.some(({ id, mayMiss }) => id === chat && !mayMiss)
  const chatOf = (ticket: string) => standings.find(({ id }) => id === ticket)?.chat ?? null
  return events
    .filter(({ ticket, told }) => !told && isListening(chatOf(ticket)))
    .map(({ key }) => `${key} was never told`)
}

function ofStars(history: History, facts: AllFacts): string[] {
  return history.people.flatMap(({ name, stories, id }) =>
    stories.flatMap((story) => {
      const copy = copyOf(story, facts)
      const standing = facts.standings.find(({ uuid }) => copy && uuid === copy.uuid)
      if (!copy || !standing) return []
      const [there, here] = [Number(copy.mark ?? 0), standing.stars ?? 0]
      const wanted = story.stars ?? 0
      const asked = asksFor(history, facts, id, standing)
      return [
        ...(there === wanted
          ? []
          : [`${name} gave ${standing.number} ${wanted} stars, Naumen has ${there}`]),
        ...(here === wanted
          ? []
          : [`${name} gave ${standing.number} ${wanted} stars, we have ${here}`]),
        ...(asked > 2 ? [`${name} was asked for stars for ${standing.number} ${asked} times`] : []),
      ]
    }),
  )
}

/**
 * Messages with stars to press; a rated one may stand without them. A copy that a cut-off left behind
 * is no question of its own.
 */
function asksFor(history: History, { phones }: AllFacts, person: number, { id }: Standing): number {
  const bubbles = phones.find((one) => one.person === person)?.bubbles ?? []
  const asks = bubbles.filter(({ keyboard }) =>
    (keyboard ?? []).flat().some(({ data }) => data?.includes(`/rate:${id}:`)),
  )
  const isCopied = (ask: DatedBubble, again: DatedBubble | undefined) =>
    again && textOf(again) === textOf(ask) && wasCutOff(history, ask, again)
  return asks.filter((ask, at) => !isCopied(ask, asks[at + 1])).length
}
