import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'

import { inTransaction, rows } from '../src/database/transaction'
import {
  type Employee,
  employeeWithAddress,
  liveWithAddress,
  type LoginRule,
  spellingsOf,
} from '../src/domain/employee'
import { failpoint } from '../src/failpoint'
import type { Naumen } from '../src/naumen/client'
import type { Queue } from '../src/queue'
import type { NaumenLane } from './reach/naumen-lane'
import { tellDoubles } from './tell/doubles'

/**
 * Asks Naumen whose address was typed. Only the one live employee it belongs to gets a mail; for
 * everybody else nothing happens, and nobody can tell the difference.
 */
export function createSignInLookup(deps: {
  payload: Payload
  queue: Queue
  naumen: Naumen
  lane: NaumenLane
  loginRule: LoginRule
  /** Says on the person's screen that the check is delayed. */
  tellOutage: (challenge: string) => Promise<void>
  alertEmail?: string
  alertChat?: number
}) {
  const told = new Set<string>()

  async function tellOnce(challenge: string) {
    if (told.has(challenge)) return
    // Forgotten now and then: telling twice does no harm
    if (told.size > 10_000) told.clear()
    told.add(challenge)
    await deps.tellOutage(challenge)
  }

  /** Thrown errors make the queue try again while the challenge is open. */
  return async function lookUp({ challenge }: { challenge: string }) {
    const address = await openAddress(deps.payload, challenge)
    if (!address) return
    try {
      const found = await deps.naumen.findEmployeesByEmail(spellingsOf(address))
      const employee = employeeWithAddress(found, address, deps.loginRule)
      if (employee) await confirm(deps, challenge, employee)
      else await tellDoubles(deps, null, liveWithAddress(found, address))
      failpoint('sign-in-looked-up')
    } catch (error) {
      await deps.lane.noteFailure(error)
      await tellOnce(challenge)
      throw error
    }
  }
}

async function openAddress(payload: Payload, challenge: string): Promise<string | undefined> {
  const [row] = await rows<{ address: string }>(
    payload,
    sql`SELECT coalesce(typed, address) AS address FROM sign_in_challenges
        WHERE id = ${challenge} AND state = 'open' AND expires_at > now() AND employee IS NULL`,
  )
  return row?.address
}

/** The code is mailed to the address Naumen holds, not to the one typed. */
async function confirm(
  { payload, queue }: { payload: Payload; queue: Queue },
  challenge: string,
  { uuid, name, firstName, email, login, department, post }: Employee,
) {
  const kept = JSON.stringify({ uuid, name, firstName, email, login, department, post })
  await inTransaction(payload, async (tx) => {
    const changed = await tx.rows(sql`UPDATE sign_in_challenges SET employee = ${kept}::jsonb
      WHERE id = ${challenge} AND state = 'open' AND expires_at > now() AND employee IS NULL
      RETURNING id`)
    if (changed.length) await queue.send(tx.db, 'send-mail', { kind: 'sign-in-code', challenge })
  })
}
