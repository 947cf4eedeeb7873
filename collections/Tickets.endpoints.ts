import { sql } from '@payloadcms/db-postgres'
import type { Endpoint, PayloadRequest } from 'payload'
import { rows } from '../src/database/transaction'
import {
  type ActOutcome,
  actOnMessage,
  actOnTicket,
  type HandOverAct,
  isUuid,
} from './hand-over-acts'
import { forAdministrators } from './panel-endpoint'
import { inWords, refusal } from './refusal'
import { actOnSetAside } from './set-aside-acts'

const atOnce = 200

/** Commands of the panel over requests: hand over again, or no more; and whether a page is stale. */
export const ticketEndpoints: Omit<Endpoint, 'root'>[] = [
  forAdministrators({ path: '/:id/retry' }, (req) => one(req, actOnTicket, 'retry')),
  forAdministrators({ path: '/:id/give-up' }, (req) => one(req, actOnTicket, 'giveUp')),
  forAdministrators({ path: '/:id/changed', method: 'get' }, changed),
  forAdministrators({ path: '/hand-over' }, async (req, body) => {
    const act = actOf(req, body.act)
    return tally(req, [
      ...idsOf(body.tickets).map((id) => () => actOnTicket(req, act, id)),
      ...idsOf(body.messages).map((id) => () => actOnMessage(req, act, id)),
    ])
  }),
  forAdministrators({ path: '/set-aside' }, async (req, body) => {
    const act = actOf(req, body.act)
    return tally(
      req,
      idsOf(body.ids).map((id) => () => actOnSetAside(req, act, id)),
    )
  }),
]

/** Commands over single turns of a conversation. */
export const messageEndpoints: Omit<Endpoint, 'root'>[] = [
  forAdministrators({ path: '/:id/retry' }, (req) => one(req, actOnMessage, 'retry')),
  forAdministrators({ path: '/:id/give-up' }, (req) => one(req, actOnMessage, 'giveUp')),
]

type Act = (req: PayloadRequest, act: HandOverAct, id: string) => Promise<ActOutcome>

async function one(req: PayloadRequest, perform: Act, act: HandOverAct) {
  const outcome = await perform(req, act, idOf(req))
  if (!outcome.done) throw refusal(req, outcome.words, 409)
  return outcome
}

/** Each in a transaction of its own: one that can't be done keeps nobody else from it. */
async function tally(req: PayloadRequest, acts: (() => Promise<ActOutcome>)[]) {
  if (!acts.length) throw refusal(req, words.nothing)
  if (acts.length > atOnce) throw refusal(req, words.tooMany)
  const why = new Set<string>()
  let done = 0
  for (const act of acts) {
    const outcome = await act()
    if (outcome.done) done += 1
    else why.add(inWords(req, outcome.words))
  }
  return { done, left: acts.length - done, words: [...why] }
}

const words = {
  nothing: { ru: 'Ничего не выбрано.', en: 'Nothing is chosen.' },
  tooMany: { ru: `За один раз — не больше ${atOnce}.`, en: `At most ${atOnce} at once.` },
  unknown: { ru: 'Неизвестная команда.', en: 'There is no such command.' },
}

/** A mark that differs as soon as anything of the ticket or its conversation has changed. */
async function changed(req: PayloadRequest) {
  const [row] = await rows<{ mark: string }>(
    req.payload,
    sql`SELECT concat_ws('/', extract(epoch FROM t.updated_at), count(m.id),
          extract(epoch FROM max(m.updated_at))) AS mark
        FROM tickets t LEFT JOIN messages m ON m.ticket_id = t.id
        WHERE t.id = ${uuidOf(req)} GROUP BY t.id`,
  )
  return { mark: row?.mark ?? '' }
}

/** One that nobody has, where it is none. */
const uuidOf = (req: PayloadRequest) =>
  isUuid(idOf(req)) ? idOf(req) : '00000000-0000-0000-0000-000000000000'

const idOf = (req: PayloadRequest) => String(req.routeParams?.id ?? '')

function actOf(req: PayloadRequest, value: unknown): HandOverAct {
  if (value === 'retry' || value === 'giveUp') return value
  throw refusal(req, words.unknown)
}

const idsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : []
