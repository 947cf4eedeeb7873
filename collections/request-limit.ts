import { createHmac } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { addressOfSocket } from './client-address'
import { rows } from '../src/database/transaction'
import { panelLimits } from '../src/domain/panel-sign-in'
import { engineOf } from './engine'
import { refusal } from './refusal'

/**
 * Counts what one address asks of the panel's door, in the database because there may be several web
 * processes. Stands before the lock-out of an account: guessing costs the guesser first.
 * @throws 429
 */
export async function limitRequests(req: PayloadRequest): Promise<void> {
  const [slot] = await rows<{ count: number }>(
    req.payload,
    sql`INSERT INTO panel_requests AS known (address, slot, count)
        VALUES (${keyOf(req)}, ${thisSlot}, 1)
        ON CONFLICT (address, slot) DO UPDATE SET count = known.count + 1 RETURNING count`,
  )
  if (slot?.count === 1)
    await rows(req.payload, sql`DELETE FROM panel_requests WHERE slot < now() - interval '1 hour'`)
  if ((slot?.count ?? 0) > panelLimits.requestsPerTenMinutes) throw refusal(req, tooMany, 429)
}

const tooMany = {
  ru: 'Слишком много попыток с вашего адреса. Подождите десять минут.',
  en: 'Too many tries from your address. Wait for ten minutes.',
}

/** A right password was no guess: a plant behind one address signs in every morning. */
export async function forgiveRequest(req: PayloadRequest): Promise<void> {
  await rows(
    req.payload,
    sql`UPDATE panel_requests SET count = count - 1
        WHERE address = ${keyOf(req)} AND slot = ${thisSlot} AND count > 0`,
  )
}

const thisSlot = sql`date_bin('10 minutes', now(), TIMESTAMPTZ '2000-01-01')`

/** Addresses are people's data: only a keyed trace of one is kept, for an hour. */
function keyOf(req: PayloadRequest): string {
  const { config } = engineOf(req.payload)
  return createHmac('sha256', config.PAYLOAD_SECRET ?? '')
    .update(networkOf(clientAddress(req.headers, config.TRUST_PROXY === 'true')))
    .digest('base64url')
}

/** @param trustsProxy then the last entry counts: the one our proxy added, which no client can write */
export function clientAddress(headers: Headers, trustsProxy: boolean): string {
  const forwarded = trustsProxy ? headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() : ''
  return forwarded || addressOfSocket() || 'unknown'
}

/** Whoever has IPv6 has 2^64 addresses: they count as one. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.split('%')[0]?.split('::') ?? []
  const groups = [head, tail].map((part) => (part ? part.split(':') : []))
  const [before = [], after = []] = groups
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length
  return [...before, ...Array<string>(zeros).fill('0'), ...after].slice(0, 4).join(':')
}
