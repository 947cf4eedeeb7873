import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import type { Config } from '../../src/config'
import { rows } from '../../src/database/transaction'
import type { MailText } from '../../src/domain/mail'
import {
  adminDismissedMail,
  emergencyMail,
  invitationMail,
  panelCodeMail,
  passwordMail,
} from '../../src/domain/panel-mail'
import { panelCode, passwordToken } from '../../src/domain/panel-sign-in'
import type { Mail } from '../../src/queue'

export type PanelMail = Extract<Mail, { kind: `panel-${string}` }>
type Options = {
  payload: Payload
  signInKey: Buffer
  config: Pick<Config, 'TIME_ZONE' | 'ALERT_EMAIL' | 'publicUrl'>
}
type Letter = MailText & { to: string }

export const isPanelMail = (mail: Mail): mail is PanelMail => mail.kind.startsWith('panel-')

/**
 * A mail of the panel, made now from what is true now: codes and links stand in no row.
 * @returns null when there is nothing to be said any more
 */
export async function panelLetter(options: Options, mail: PanelMail): Promise<Letter | null> {
  if (mail.kind === 'panel-code') return codeLetter(options, mail.challenge)
  if (mail.kind === 'panel-news') return newsLetter(options, mail)
  return linkLetter(options, mail)
}

async function codeLetter(options: Options, id: string): Promise<Letter | null> {
  const { payload, signInKey, config } = options
  const [challenge] = await rows<{ nonce: string; admin: string; to: string; until: number }>(
    payload,
    sql`SELECT nonce, admin::text, email AS to, extract(epoch FROM expires_at)::float8 * 1000 AS until
        FROM panel_challenges JOIN admins ON admins.id = admin
        WHERE panel_challenges.id = ${id} AND panel_challenges.state = 'open'
          AND admins.state = 'active' AND expires_at > now()`,
  )
  if (!challenge) return null
  const code = panelCode(signInKey, challenge)
  const mail = { code, until: new Date(challenge.until), timeZone: config.TIME_ZONE }
  return { to: challenge.to, ...panelCodeMail(mail) }
}

type Linked = { name: string; role: 'administrator' | 'contentManager'; to: string; nonce: string }

async function linkLetter(
  { payload, signInKey, config }: Options,
  { kind, admin }: { kind: 'panel-invitation' | 'panel-password'; admin: string },
): Promise<Letter | null> {
  const [account] = await rows<Linked & { until: number }>(
    payload,
    sql`SELECT name, role, email AS to, reset_password_token AS nonce,
          extract(epoch FROM reset_password_expiration)::float8 * 1000 AS until
        FROM admins WHERE id = ${admin} AND state = 'active'
          AND reset_password_token IS NOT NULL AND reset_password_expiration > now()`,
  )
  if (!account) return null
  const { to, name, role, nonce } = account
  const link = `${config.publicUrl}/admin/password?token=${passwordToken(signInKey, nonce)}`
  const about = { link, until: new Date(account.until), timeZone: config.TIME_ZONE }
  const text =
    kind === 'panel-invitation' ? invitationMail({ name, role, ...about }) : passwordMail(about)
  return { to, ...text }
}

async function newsLetter(
  { payload, config }: Options,
  { news, admin, at, to }: Extract<PanelMail, { kind: 'panel-news' }>,
): Promise<Letter | null> {
  const about = await addressed(payload, admin)
  const reader = to ? (await addressed(payload, to))?.email : config.ALERT_EMAIL
  if (!about || !reader) return null
  const when = { at: new Date(at), timeZone: config.TIME_ZONE }
  const { name } = about
  const text = news === 'emergency' ? emergencyMail(when) : adminDismissedMail({ name, ...when })
  return { to: reader, ...text }
}

async function addressed(payload: Payload, admin: string) {
  const found = await rows<{ name: string; email: string }>(
    payload,
    sql`SELECT name, email FROM admins WHERE id = ${admin}`,
  )
  return found[0]
}
