import { openStates, type StatusRow } from '../src/domain/ticket-status'
import { NaumenRejected } from '../src/naumen/errors'
import type { Mapping } from '../src/naumen/mapping'
import type { ServiceCallGlance } from '../src/naumen/words/service-call-card'
import { createAdoption } from './inbound/adopt-calls'
import { type Applied, createApply } from './inbound/apply-look'
import { beatOfNaumen } from './inbound/heartbeat'
import type { InboundDeps } from './inbound/deps'
import { createLooks, type Look } from './inbound/look-at-tickets'
import {
  changedConversations,
  closedTickets,
  isChanged,
  knownAmong,
  openTickets,
  usersAmong,
  type Watched,
} from './inbound/watched-tickets'

type Deps = InboundDeps & {
  /** Between two looks at all open tickets, in seconds. */
  pollSeconds: number
  /** Between two looks at a closed one. */
  closedSeconds?: number
}

/** What one look over all tickets has found. */
export type Polled = { open: number; pulled: number; changed: number; adopted: number }

/** Tickets pulled at once. */
const BATCH = 100
/** Of them kept at the same time, each in its own transaction. */
const AT_ONCE = 4
/** More than these missing from all lists are no lost tickets but a lost right. */
const READ_ALONE_AT_MOST = 50

/**
 * Compares all tickets with Naumen and pulls those that are not as we have them. Costs some dozens of
 * calls however many there are, and misses nothing after a gap: it compares, it does not follow.
 */
export function createPullChanges(deps: Deps) {
  const { payload, queue, naumen, lane, log } = deps
  const looks = createLooks(deps)
  const apply = createApply(deps)
  const { adopt } = createAdoption(deps)
  const nextTurn = createTurns(deps)

  return async function pullChanges(): Promise<Polled | undefined> {
    if (await lane.secondsShut()) return undefined
    try {
      const polled = await poll(await deps.readMapping(), await deps.readStatuses())
      await lane.noteSuccess()
      await beatOfNaumen(payload, null)
      if (polled.changed || polled.adopted) log.info(polled, 'Changes were pulled from Naumen')
      return polled
    } catch (error) {
      await lane.noteFailure(error)
      await beatOfNaumen(payload, error)
      throw error
    }
  }

  async function poll(mapping: Mapping, table: StatusRow[]): Promise<Polled> {
    const open = await openTickets(payload)
    const listed = await naumen.findOpenCalls(mapping, openStates(table))
    const watched = new Map(open.map((ticket) => [ticket.uuid, ticket]))
    const strangers = listed.filter(({ uuid }) => !watched.has(uuid))
    const reopened = await knownAmong(
      payload,
      strangers.map(({ uuid }) => uuid),
    )
    const closed = await closedTickets(payload, nextTurn())
    for (const ticket of [...reopened, ...closed]) watched.set(ticket.uuid, ticket)

    const seen = await withUnlisted(mapping, [...watched.values()], listed)
    const there = [...watched.values()].filter(({ uuid }) => seen.has(uuid))
    const talked = await conversations(there)
    const changed = there.filter(
      (ticket) => talked.has(ticket.uuid) || isChanged(ticket, seen.get(ticket.uuid)!),
    )
    const news = strangers.filter(({ uuid }) => !watched.has(uuid))
    const adopted = await adoptAmong(news, mapping, table)
    const uuids = [...new Set([...changed.map(({ uuid }) => uuid), ...adopted])]
    const applied = await pull(uuids, table)
    return { open: open.length, pulled: uuids.length, changed: applied, adopted: adopted.length }
  }

  /** Who is in no list is asked for by name, and then each by itself: absence proves nothing. */
  async function withUnlisted(mapping: Mapping, known: Watched[], listed: ServiceCallGlance[]) {
    const seen = new Map(listed.map((glance) => [glance.uuid, glance]))
    const missing = known.map(({ uuid }) => uuid).filter((uuid) => !seen.has(uuid))
    for (const glance of await naumen.findGlances(mapping, missing)) seen.set(glance.uuid, glance)
    const lost = missing.filter((uuid) => !seen.has(uuid))
    if (lost.length > READ_ALONE_AT_MOST)
      log.error({ lost: lost.length }, 'Naumen does not show many of our tickets')
    // Each ends as gone, or pulled, or not at all: its own job sees to that
    for (const uuid of lost.slice(0, READ_ALONE_AT_MOST))
      await queue.send(null, 'pull-ticket', { serviceCall: uuid }, { key: uuid })
    return seen
  }

  async function conversations(watched: Watched[]): Promise<Set<string>> {
    try {
      const comments = await naumen.glanceAtComments(watched.map(({ uuid }) => uuid))
      return await changedConversations(payload, watched, comments)
    } catch (error) {
      if (!(error instanceof NaumenRejected)) throw error
      // Statuses are told all the same
      log.warn({ reason: error.message }, 'Naumen does not show comments')
      return new Set()
    }
  }

  async function adoptAmong(news: ServiceCallGlance[], mapping: Mapping, table: StatusRow[]) {
    const clients = [...new Set(news.map(({ client }) => client).filter(Boolean))]
    if (!clients.length) return []
    const users = await usersAmong(payload, clients)
    const theirs = news.filter(({ client }) => users.has(client)).map(({ uuid }) => uuid)
    return theirs.length ? adopt(await naumen.findCards(mapping, theirs), table) : []
  }

  /** @returns how many have changed for those who look at them */
  async function pull(uuids: string[], table: StatusRow[]): Promise<number> {
    const changed: string[] = []
    const keep = async (look: Look) => {
      const applied = await tryTo(look, table)
      if (applied?.outcome === 'changed') changed.push(applied.ticket)
      if (applied) await again(look.card.uuid, applied)
    }
    for (let start = 0; start < uuids.length; start += BATCH) {
      const batch = uuids.slice(start, start + BATCH)
      const seen = await looks.atAll(batch)
      for (let at = 0; at < seen.length; at += AT_ONCE)
        await Promise.all(seen.slice(at, at + AT_ONCE).map(keep))
    }
    if (changed.length)
      await deps.refreshCards(changed).catch((error: unknown) => {
        log.warn({ err: error }, 'Cards of tickets could not be refreshed')
      })
    return changed.length
  }

  /** One ticket that can't be kept must not hold back the others. */
  async function tryTo(look: Look, table: StatusRow[]): Promise<Applied | undefined> {
    try {
      return await apply(look, table)
    } catch (error) {
      log.error({ err: error, serviceCall: look.card.uuid }, 'A ticket could not be brought up')
      return undefined
    }
  }

  /** Somebody looked meanwhile, perhaps before what we saw. */
  async function again(uuid: string, { outcome }: Applied) {
    if (outcome === 'stale')
      await queue.send(null, 'pull-ticket', { serviceCall: uuid }, { key: uuid })
  }
}

/**
 * Closed tickets are looked at in turns, so that every poll costs the same. Counted poll by poll: by
 * the clock, polls that take two intervals would meet every second turn only.
 */
function createTurns({ pollSeconds, closedSeconds = 600 }: Deps) {
  const of = Math.max(1, Math.round(closedSeconds / pollSeconds))
  // Workers share the polls: where each begins is left to chance
  let turn = Math.floor(Math.random() * of)
  return () => ({ slice: turn++ % of, of })
}
