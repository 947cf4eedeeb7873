import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { z } from 'zod'
import type { Config } from '../src/config'
import { rows } from '../src/database/transaction'
import {
  addressChangedMail,
  alertMail,
  bindingMovedMail,
  isOneAddress,
  signInMail,
} from '../src/domain/mail'
import { signInCode } from '../src/domain/sign-in'
import { failpoint } from '../src/failpoint'
import type { Log } from '../src/log'
import type { Mail } from '../src/queue'
import { isPanelMail, panelLetter } from './reach/panel-mail'

export type SendMailOptions = {
  payload: Payload
  /** How the bot is called in mails. */
  botName: string
  signInKey: Buffer
  config: Pick<Config, 'TIME_ZONE' | 'ALERT_EMAIL' | 'publicUrl'>
  log: Log
  /** Told of every talk with the mail server. */
  onCall?(milliseconds: number, outcome: 'ok' | 'refused' | 'unreachable'): void
}

type Letter = { to: string; subject: string; html?: string; text?: string }

/** Job `send-mail`: makes the mail now, from what is true now, and hands it to the mail server. */
export function createSendMail(options: SendMailOptions) {
  const { payload, log } = options
  return async function sendMail(mail: Mail): Promise<void> {
    const letter = await letterOf(options, mail)
    if (!letter) return
    if (!isOneAddress(letter.to))
      return log.error({ kind: mail.kind }, 'A mail has no single plain address and is not sent')
    const startedAt = performance.now()
    const report = (outcome: 'ok' | 'refused' | 'unreachable') =>
      options.onCall?.(performance.now() - startedAt, outcome)
    try {
      await payload.sendEmail(letter)
      report('ok')
      failpoint('sign-in-mail-sent')
    } catch (error) {
      // With a code of its own it has answered, and means this one letter
      report(Object.hasOwn(Object(error), 'responseCode') ? 'refused' : 'unreachable')
      throw new Error(`The mail server did not take the mail: ${codeOf(error)}`)
    }
  }
}

/** @returns null when there is nothing to be said any more */
async function letterOf(options: SendMailOptions, mail: Mail): Promise<Letter | null> {
  if (mail.kind === 'sign-in-code') return signInLetter(options, mail.challenge)
  if (mail.kind === 'binding-moved') return bindingMovedLetter(options, mail)
  if (mail.kind === 'address-changed') return addressChangedLetter(options, mail)
  if (isPanelMail(mail)) return panelLetter(options, mail)
  if (mail.kind === 'ready-made') return { ...mail.message, subject: oneLine(mail.message.subject) }
  const to = options.config.ALERT_EMAIL
  return to ? { to, ...alertMail(mail.subject, mail.text) } : null
}

const Employee = z.object({ email: z.string() })
const Person = z
  .object({
    firstName: z.string().optional(),
    lastName: z.string().optional(),
    username: z.string().optional(),
  })
  .catch({})

/** To the address Naumen knows, not the one typed. A dead challenge gets no mail. */
async function signInLetter(options: SendMailOptions, id: string): Promise<Letter | null> {
  const { payload, botName: bot, signInKey, config } = options
  const [challenge] = await rows<{
    nonce: string
    chat: string
    address: string
    employee: unknown
    person: unknown
    until: number
  }>(
    payload,
    sql`SELECT nonce, chat_id::text AS chat, address, employee, person,
        extract(epoch FROM expires_at)::float8 * 1000 AS until
      FROM sign_in_challenges LEFT JOIN bot_chats USING (chat_id)
      WHERE id = ${id} AND state = 'open' AND expires_at > now()`,
  )
  const employee = Employee.safeParse(challenge?.employee)
  if (!challenge || !employee.success) return null
  const code = signInCode(signInKey, challenge)
  const requester = { ...Person.parse(challenge.person), id: Number(challenge.chat) }
  const until = new Date(challenge.until)
  const mail = { code, bot, requester, until, timeZone: config.TIME_ZONE }
  return { to: employee.data.email, ...signInMail(mail) }
}

async function bindingMovedLetter(
  { payload, botName: bot, config }: SendMailOptions,
  { user, at }: { user: string; at: string },
): Promise<Letter | null> {
  const to = await addressOf(payload, user)
  return to
    ? { to, ...bindingMovedMail({ bot, at: new Date(at), timeZone: config.TIME_ZONE }) }
    : null
}

async function addressChangedLetter(
  { payload, botName: bot }: SendMailOptions,
  { user }: { user: string },
): Promise<Letter | null> {
  const to = await addressOf(payload, user)
  return to ? { to, ...addressChangedMail({ bot, address: to }) } : null
}

/** Nothing where Naumen knows none any more. */
async function addressOf(payload: Payload, user: string): Promise<string | undefined> {
  const found = await rows<{ email: string }>(
    payload,
    sql`SELECT email FROM users WHERE id = ${user}`,
  )
  return found[0]?.email || undefined
}

/** What the server said, as a code: its words may repeat the mail, and errors are kept in rows. */
function codeOf(error: unknown): string {
  const { code, responseCode } = Object(error) as { code?: unknown; responseCode?: unknown }
  return [code, responseCode].filter((part) => part !== undefined).join(' ') || 'no answer'
}

const oneLine = (subject: string) => subject.replace(/\s+/g, ' ').trim()
