import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'

import type { Finding } from '../src/domain/connection'
import type { StatusRow } from '../src/domain/ticket-status'
import { rows } from '../src/database/transaction'
import type { Log } from '../src/log'
import { checkConnection } from '../src/naumen/check'
import type { Naumen } from '../src/naumen/client'
import type { Mapping } from '../src/naumen/mapping'
import type { NaumenLane } from './reach/naumen-lane'

type Deps = {
  payload: Payload
  lane: NaumenLane
  log: Log
  readMapping: () => Promise<Mapping>
  readStatuses: () => Promise<StatusRow[]>
  /** A Naumen of its own: short of patience, and telling what its clock says. */
  connect: (more: { timeoutMs: number; onClock: (theirs: Date) => void }) => Naumen
  config: Settings
}
type Settings = {
  NAUMEN_URL?: string
  NAUMEN_TIME_ZONE: string
  NAUMEN_LOGIN_RULE: string
  NAUMEN_POLL_SECONDS: number
  NAUMEN_EVENT_SECRET?: string
}

const TIMEOUT_MS = 10_000

/** Sees whether the saved mapping fits the Naumen behind it, and writes down what it found. */
export function createCheckConnection(deps: Deps & { timeoutMs?: number }) {
  const { payload, lane, log } = deps

  return async function check({ check: id }: { check: string }) {
    const [asked] = await rows<{ id: string }>(
      payload,
      sql`SELECT id FROM connection_checks WHERE id = ${id} AND state = 'running'`,
    )
    if (!asked) return
    const findings = await look(deps).catch((error: unknown): Finding[] => {
      log.error({ err: error }, 'The check of the connection failed')
      return [{ name: 'checkFailed' }]
    })
    const isThrough = findings.some(({ name }) => name === 'keyAccepted')
    // Whoever has mended the key need not wait until the lane is tried again
    if (isThrough) await lane.noteSuccess()
    const state = findings.some(({ name }) => name === 'addressReached') ? 'done' : 'unreachable'
    await rows(
      payload,
      sql`UPDATE connection_checks SET state = ${state}, ended_at = now(),
            findings = ${JSON.stringify(findings)}::jsonb
          WHERE id = ${id} AND state = 'running'`,
    )
  }
}

async function look(deps: Deps & { timeoutMs?: number }): Promise<Finding[]> {
  const { payload, config, timeoutMs = TIMEOUT_MS } = deps
  let clocks: { theirs: Date; ours: Date } | null = null
  const naumen = deps.connect({
    timeoutMs,
    onClock: (theirs) => (clocks = { theirs, ours: new Date() }),
  })
  return checkConnection({
    naumen,
    host: hostOf(config.NAUMEN_URL ?? ''),
    timeoutMs,
    timeZone: config.NAUMEN_TIME_ZONE,
    mapping: await deps.readMapping(),
    loginRule: config.NAUMEN_LOGIN_RULE,
    statuses: await deps.readStatuses(),
    pollSeconds: config.NAUMEN_POLL_SECONDS,
    hasPush: !!config.NAUMEN_EVENT_SECRET,
    lastHandedOver: await lastHandedOver(payload),
    clocks: () => clocks,
  })
}

/** Handed over at the first try: its date in Naumen is about ours. */
async function lastHandedOver(payload: Payload) {
  const [row] = await rows<{ uuid: string; at: Date | string }>(
    payload,
    sql`SELECT naumen_uuid AS uuid, hand_over_done_at AS at FROM tickets
        WHERE created_at > now() - interval '7 days' AND origin = 'bot'
          AND hand_over_state = 'done' AND hand_over_attempts = 0
        ORDER BY created_at DESC LIMIT 1`,
  )
  return row ? { uuid: row.uuid, at: new Date(row.at) } : null
}

function hostOf(url: string): string {
  try {
    return new URL(url).host
  } catch {
    return url
  }
}
