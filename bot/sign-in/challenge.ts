import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import { sql } from '@payloadcms/db-postgres'
import { v5 as uuidV5 } from 'uuid'
import type { InTransaction } from '../../src/database/transaction'
import {
  type Budget,
  hasSpentFailures,
  limits,
  mayMail,
  signInCode,
  typedCode,
} from '../../src/domain/sign-in'
import { failpoint } from '../../src/failpoint'
import { inWords } from '../dates'
import type { Note } from '../dialog'
import type { World } from '../world'

/** The employee as Naumen knows them, kept with the challenge by the look-up job. */
export type Employee = {
  uuid: string
  name: string
  firstName: string
  email: string
  login: string
  department?: string
  post?: string
}

/** Folded, and as it was typed. */
type Address = { address: string; typed: string }

type Asked = { challenge: string } | { notes: Note[] }

/**
 * Asks for a code to be mailed, if the address is an employee's. Path, answer and budget are the
 * same for every address: who works here is decided later, in a job.
 */
export async function askCode(world: World, asked: Address): Promise<Asked> {
  const { tx, chat } = world
  const { address } = asked
  await lockBudgets(tx, chat.id, address)
  const answer = mayMail(await budgetOf(tx, chat.id, address))
  if (typeof answer === 'object')
    return { notes: [{ text: 'resendWait', values: { seconds: inWords(answer.wait) } }] }
  if (answer !== 'granted') return { notes: [{ text: answer }] }
  return { challenge: await openChallenge(world, asked) }
}

async function openChallenge(world: World, { address, typed }: Address): Promise<string> {
  const { tx, chat, queue } = world
  const id = randomUUID()
  await tx.rows(sql`UPDATE sign_in_challenges SET state = 'void'
    WHERE chat_id = ${chat.id} AND state = 'open'`)
  await tx.rows(sql`INSERT INTO sign_in_challenges (id, chat_id, address, typed, nonce, expires_at)
    VALUES (${id}, ${chat.id}, ${address}, ${typed}, ${randomBytes(24).toString('base64url')},
      now() + make_interval(mins => ${limits.codeLifeMinutes}))`)
  await remember(tx, 'mail', chat.id, address)
  await queue.send(tx.db, 'sign-in-lookup', { challenge: id }, { key: id })
  failpoint('sign-in-challenge-made')
  return id
}

type Tried = { employee: Employee } | { notes: Note[]; dead?: boolean }

/**
 * Compares a typed code. The row's lock makes each try count once, however many come at the same
 * moment; lives are compared by the database's clock.
 */
export async function tryCode(world: World, id: string, code: string): Promise<Tried> {
  const { tx, chat } = world
  const [open] = await tx.rows<{ address: string }>(sql`
    SELECT address FROM sign_in_challenges
    WHERE id = ${id} AND chat_id = ${chat.id} AND state = 'open'`)
  if (!open) return { notes: [{ text: 'codeDead' }], dead: true }
  await lockBudgets(tx, chat.id, open.address)
  const budget = await budgetOf(tx, chat.id, open.address)
  if (hasSpentFailures(budget)) return { notes: [{ text: 'tooManyFailures' }] }
  return evaluate(world, id, code)
}

type Challenge = { nonce: string; address: string; employee: Employee | null; tries: number }

async function evaluate(world: World, id: string, code: string): Promise<Tried> {
  const { tx, chat, settings } = world
  const [challenge] = await tx.rows<Challenge>(sql`
    UPDATE sign_in_challenges SET tries = tries + 1
    WHERE id = ${id} AND chat_id = ${chat.id} AND state = 'open' AND expires_at > now()
      AND tries < ${limits.triesPerCode}
    RETURNING nonce, address, employee, tries`)
  if (!challenge) return { notes: [{ text: 'codeDead' }], dead: true }
  const right = signInCode(settings.signInKey, { ...challenge, chat: String(chat.id) })
  const fits = timingSafeEqual(Buffer.from(right), Buffer.from(code))
  if (!fits || !challenge.employee) return refuse(world, id, challenge)
  await tx.rows(sql`UPDATE sign_in_challenges SET state = 'used', used_at = now() WHERE id = ${id}`)
  return { employee: challenge.employee }
}

async function refuse(world: World, id: string, challenge: Challenge): Promise<Tried> {
  const { tx, chat } = world
  await remember(tx, 'failure', chat.id, challenge.address)
  await alertAboutSpraying(world)
  if (challenge.tries < limits.triesPerCode) return { notes: [{ text: 'codeWrong' }] }
  await tx.rows(sql`UPDATE sign_in_challenges SET state = 'void' WHERE id = ${id}`)
  return { notes: [{ text: 'codeDead' }], dead: true }
}

/** Whether it is the code that has just let this chat in, sent once more. */
export async function isSpentCode({ tx, chat, settings }: World, text: string): Promise<boolean> {
  const code = typedCode(text)
  if (!code) return false
  const spent = await tx.rows<{ nonce: string; address: string }>(sql`
    SELECT nonce, address FROM sign_in_challenges
    WHERE chat_id = ${chat.id} AND state = 'used' AND expires_at > now()`)
  const bound = { chat: String(chat.id) }
  return spent.some((one) => signInCode(settings.signInKey, { ...one, ...bound }) === code)
}

const thisHour = () => new Date().toISOString().slice(0, 13)

/** One alert an hour while a day's wrong codes pass 200; no pause, which would let a stranger stop everybody. */
async function alertAboutSpraying({ tx, queue, settings }: World) {
  const { alertEmail, alertChat } = settings
  if (!alertEmail && alertChat === undefined) return
  const [row] = await tx.rows<{ count: number }>(sql`SELECT count(*)::int AS count
    FROM sign_in_events WHERE kind = 'failure' AND at > now() - interval '24 hours'`)
  if (!row || row.count < 200) return
  const subject = 'Много неверных кодов входа'
  const text = 'За сутки введено 200 неверных кодов входа в бот: возможно, их подбирают.'
  const id = uuidV5(`spraying ${thisHour()}`, uuidV5.URL)
  const alert = { subject, text }
  if (alertEmail) await queue.send(tx.db, 'send-mail', { kind: 'alert', ...alert }, { id })
  if (alertChat === undefined) return
  const notice = { chat: alertChat, text: 'alert', values: alert }
  await queue.send(tx.db, 'notify', notice, { id, key: String(alertChat) })
}

const remember = (tx: InTransaction, kind: 'mail' | 'failure', chat: number, address: string) =>
  tx.rows(
    sql`INSERT INTO sign_in_events (kind, chat_id, address) VALUES (${kind}, ${chat}, ${address})`,
  )

/** Two chats asking for the same address must not both see the last of its budget. */
const lockBudgets = (tx: InTransaction, chat: number, address: string) =>
  tx.rows(sql`SELECT pg_advisory_xact_lock(hashtextextended(key, 0))
    FROM unnest(ARRAY[${`sign-in ${address}`}, ${`sign-in ${chat}`}]) AS key ORDER BY key`)

async function budgetOf(tx: InTransaction, chat: number, address: string): Promise<Budget> {
  const [budget] = await tx.rows<Budget>(sql`
    SELECT
      extract(epoch FROM now() - max(at) FILTER (WHERE kind = 'mail'))::float8
        AS "secondsSinceLastMail",
      greatest(
        count(*) FILTER (WHERE kind = 'mail' AND chat_id = ${chat} AND at > now() - interval '1 hour'),
        count(*) FILTER (WHERE kind = 'mail' AND address = ${address} AND at > now() - interval '1 hour')
      )::int AS "mailsLastHour",
      greatest(
        count(*) FILTER (WHERE kind = 'mail' AND chat_id = ${chat}),
        count(*) FILTER (WHERE kind = 'mail' AND address = ${address})
      )::int AS "mailsLastDay",
      count(*) FILTER (WHERE kind = 'failure' AND chat_id = ${chat})::int AS "failuresLastDayByChat",
      count(*) FILTER (WHERE kind = 'failure' AND address = ${address})::int
        AS "failuresLastDayByAddress"
    FROM sign_in_events
    WHERE (chat_id = ${chat} OR address = ${address}) AND at > now() - interval '24 hours'`)
  if (!budget) throw new Error('The sign-in budget could not be counted')
  return budget
}
