import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'

import { inTransaction, rows } from '../../src/database/transaction'
import {
  changeOfAddress,
  changedDetails,
  type Employee,
  foldAddress,
  isBrakeNeeded,
  liveWithAddress,
  spellingsOf,
} from '../../src/domain/employee'
import { sendAlert } from '../reach/alert'
import type { JudgeDeps, KnownUser, Verdict } from './judge-employees'
import { tellDoubles } from '../tell/doubles'

type Seen = { user: KnownUser; employee: Employee }

const BATCH = 100

/**
 * Writes over what we knew of live employees what Naumen tells now. Nobody is disturbed by a new
 * name, post or department; a new address is told, because the next sign-in needs it.
 */
export function createFollow(deps: JudgeDeps & { payload: Payload }) {
  const { payload, queue, naumen, log } = deps

  return async function follow(live: Verdict[]): Promise<void> {
    const seen = live.flatMap(({ user, employee }) => (employee ? [{ user, employee }] : []))
    await writeDetails(payload, seen)
    const changed = (how: 'emptied' | 'changed') =>
      seen.filter(({ user, employee }) => changeOfAddress(user.email, employee.email) === how)
    await emptied(changed('emptied'), seen.length)
    await moved(changed('changed'))
  }

  /** The binding lasts until its end; without an address nobody can sign in again. */
  async function emptied(people: Seen[], asked: number) {
    if (!people.length) return
    if (isBrakeNeeded(people.length, asked)) {
      log.error({ people: people.length, asked }, 'Too many addresses vanished in one sweep')
      return sendAlert(deps, null, {
        subject: 'В Naumen разом опустели адреса',
        text: `Не видно рабочего e-mail у ${people.length} из ${asked} пользователей бота. Прежние адреса оставлены. Проверьте права ключа на атрибут email.`,
      })
    }
    for (const { user } of people)
      await inTransaction(payload, async (tx) => {
        if (!(await tx.rows(addressSet(user, ''))).length) return
        await sendAlert(deps, tx.db, {
          subject: `В Naumen нет адреса сотрудника ${user.employee}`,
          text: 'Его вход в бот действует до своего срока, но войти снова он не сможет. Заполните e-mail в карточке сотрудника.',
        })
      })
  }

  async function moved(people: Seen[]) {
    for (let start = 0; start < people.length; start += BATCH) {
      const batch = people.slice(start, start + BATCH)
      const spellings = batch.flatMap(({ employee }) => spellingsOf(employee.email))
      const found = await naumen.findEmployeesByEmail([...new Set(spellings)])
      for (const one of batch) await move(one, liveWithAddress(found, one.employee.email))
    }
  }

  async function move({ user, employee }: Seen, sharing: Employee[]) {
    const address = foldAddress(employee.email)
    await inTransaction(payload, async (tx) => {
      type Told = { chat: number | null }
      const [told] = await tx.rows<Told>(addressSet(user, address))
      if (!told) return
      if (sharing.length > 1) return tellDoubles(deps, tx.db, sharing)
      if (told.chat === null) return
      const notice = { chat: told.chat, text: 'addressChanged', values: { address }, silent: true }
      await queue.send(tx.db, 'notify', notice, { key: String(told.chat) })
      await queue.send(tx.db, 'send-mail', { kind: 'address-changed', user: user.id })
    })
  }
}

/** Only while it is still what we knew: two sweeps at once tell it once. */
const addressSet = ({ id, email }: KnownUser, address: string) =>
  sql`UPDATE users SET email = ${address}, updated_at = now()
    WHERE id = ${id} AND email = ${email} RETURNING chat_id::float8 AS chat`

async function writeDetails(payload: Payload, seen: Seen[]) {
  const changes = seen.flatMap(({ user, employee }) => {
    const details = changedDetails(user, employee)
    return details ? [{ id: user.id, ...details }] : []
  })
  if (!changes.length) return
  await rows(
    payload,
    sql`UPDATE users SET name = new.name, first_name = new."firstName", login = new.login,
          department = nullif(new.department, ''), post = nullif(new.post, ''), updated_at = now()
        FROM jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) AS new
          (id uuid, name text, "firstName" text, login text, department text, post text)
        WHERE users.id = new.id`,
  )
}
