import { sql } from '@payloadcms/db-postgres'
import { endChat, lockChatOf } from '../../src/database/end-chat'
import { failpoint } from '../../src/failpoint'
import type { Employee } from './challenge'
import type { SignedIn, World } from '../world'

type Known = { id: string; state: string; chat: number | null }

/**
 * Binds the chat to the employee. One employee has one active chat: an older one is told and loses
 * its access, and the employee is mailed.
 * @returns false when an administrator has blocked this employee
 */
export async function bindChat(world: World, employee: Employee): Promise<boolean> {
  const { tx, chat, queue } = world
  await lockChatOf(tx, { employee: employee.uuid })
  const [known] = await tx.rows<Known>(sql`
    SELECT id, state, chat_id::float8 AS chat FROM users
    WHERE employee = ${employee.uuid} FOR UPDATE`)
  if (known?.state === 'blocked') return false
  await freeTelegramAccount(world, employee.uuid)
  const id = await saveUser(world, employee, known?.id)
  if (known?.chat && known.chat !== chat.id) await tellOldChat(world, id, known.chat)
  await queue.send(tx.db, 'draw-commands', { chat: chat.id }, { key: String(chat.id) })
  await queue.send(tx.db, 'adopt-tickets', { user: id }, { key: id })
  failpoint('sign-in-bound')
  return true
}

/** The same Telegram account may have belonged to another employee before. */
const freeTelegramAccount = ({ tx, incoming }: World, employee: string) =>
  tx.rows(sql`UPDATE users SET telegram_id = NULL, chat_id = NULL, state = 'signedOut'
    WHERE telegram_id = ${incoming.person.id} AND employee <> ${employee}`)

async function saveUser(world: World, employee: Employee, known?: string): Promise<string> {
  const { payload, tx, chat, incoming, settings } = world
  const data = {
    employee: employee.uuid,
    name: employee.name,
    firstName: employee.firstName,
    email: employee.email.trim().toLowerCase(),
    login: employee.login,
    department: employee.department ?? null,
    post: employee.post ?? null,
    telegramId: incoming.person.id,
    telegramUsername: incoming.person.username ?? null,
    chatId: chat.id,
    state: 'active' as const,
    botBlocked: false,
    consentVersion: chat.consentVersion,
  }
  const door = { collection: 'users', req: tx.req, overrideAccess: true, depth: 0 } as const
  const user = known
    ? await payload.update({ ...door, id: known, data })
    : await payload.create({ ...door, data: { ...data, role: 'employee' } })
  await tx.rows(sql`UPDATE users SET signed_in_at = now(), checked_at = now(), last_seen_at = now(),
      session_expires_at = now() + make_interval(secs => ${settings.sessionDays * 86_400}),
      consent_at = (SELECT consented_at FROM bot_chats WHERE chat_id = ${chat.id})
    WHERE id = ${user.id}`)
  await tx.rows(sql`INSERT INTO active_days (day, user_id)
    VALUES ((now() AT TIME ZONE ${settings.timeZone})::date, ${user.id}) ON CONFLICT DO NOTHING`)
  return String(user.id)
}

async function tellOldChat({ tx, queue }: World, user: string, chat: number) {
  const rows = [[{ label: 'signInButton', press: '/sign-in' }]]
  await endChat(tx, queue, { chat, text: 'bindingMoved', rows })
  const at = new Date().toISOString()
  await queue.send(tx.db, 'send-mail', { kind: 'binding-moved', user, at })
}

/** «Выйти». */
export async function unbindChat({ tx, user }: SignedIn): Promise<void> {
  await tx.rows(sql`UPDATE users SET telegram_id = NULL, chat_id = NULL, state = 'signedOut',
    session_expires_at = NULL WHERE id = ${user.id}`)
}
