import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { endChat, lockChatOf } from '../src/database/end-chat'
import type { InTransaction } from '../src/database/transaction'
import type { Notice } from '../src/queue'
import { auditAct } from './AuditLog.hooks'
import { enqueue, queueOf } from './engine'
import { inNameOf } from './panel-endpoint'
import { refusal } from './refusal'

type Person = {
  id: string
  state: string
  role: string
  isDismissed: boolean
  chat: number | null
  account: number | null
}
type Body = Record<string, unknown>

const signInButton: Notice['rows'] = [[{ label: 'signInButton', press: '/sign-in' }]]

/** «Завершить вход»: whoever holds the phone has to sign in with a new code. */
export const signOut = (req: PayloadRequest) =>
  acting(req, 'signOut', async (tx, { id, state, chat }) => {
    if (state !== 'active') throw refusal(req, words.notIn, 409)
    await tx.rows(sql`UPDATE users SET state = 'signedOut', telegram_id = NULL, chat_id = NULL,
      session_expires_at = NULL, updated_at = now() WHERE id = ${id}`)
    await sayLast(req, tx, chat, { text: 'signedOutByAdmin', rows: signInButton })
  })

/**
 * «Заблокировать». The Telegram account stays known, so that the bot tells its owner why it is silent
 * and lets nobody else in from it.
 */
export const block = (req: PayloadRequest) =>
  acting(req, 'block', async (tx, { id, state, chat }) => {
    if (state === 'blocked') throw refusal(req, words.blocked, 409)
    await tx.rows(sql`UPDATE users SET state = 'blocked', chat_id = NULL, session_expires_at = NULL,
      updated_at = now() WHERE id = ${id}`)
    await sayLast(req, tx, chat, { text: 'blockedByAdmin' })
  })

/** «Разблокировать»: nobody is signed in by it, and whoever was dismissed meanwhile stays out. */
export const unblock = (req: PayloadRequest) =>
  acting(req, 'unblock', async (tx, { id, state, account, isDismissed }) => {
    if (state !== 'blocked') throw refusal(req, words.notBlocked, 409)
    await tx.rows(sql`UPDATE users SET telegram_id = NULL, chat_id = NULL, updated_at = now(),
      state = ${isDismissed ? 'dismissed' : 'signedOut'}::enum_users_state WHERE id = ${id}`)
    if (isDismissed) return
    // In a private chat the chat's id is the person's
    await sayLast(req, tx, account, { text: 'unblockedByAdmin', rows: signInButton })
  })

/** «Проверить в Naumen»: the answer comes with the job. */
export const check = (req: PayloadRequest) =>
  acting(req, 'check', async (tx, { id }) => {
    await enqueue(tx.req, 'recheck-users', { user: id }, { key: id })
  })

/** What the person sees of the menu. */
export const changeRole = (req: PayloadRequest, { role }: Body) =>
  acting(
    req,
    'role',
    async (tx, person) => {
      if (role !== 'employee' && role !== 'manager') throw refusal(req, words.noRole)
      if (role === person.role) throw refusal(req, words.sameRole, 409)
      await tx.rows(sql`UPDATE users SET role = ${role}::enum_users_role, updated_at = now()
        WHERE id = ${person.id}`)
    },
    ['role'],
  )

/** The act, its entry in the audit log and its jobs: all of them or none. */
async function acting(
  req: PayloadRequest,
  act: string,
  work: (tx: InTransaction, person: Person) => Promise<void>,
  fields?: string[],
) {
  const id = String(req.routeParams?.id ?? '')
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id)) throw refusal(req, words.nobody, 404)
  await inNameOf(req, async (tx) => {
    await lockChatOf(tx, { id })
    const [person] = await tx.rows<Person>(sql`
      SELECT id::text, state::text, role::text, dismissed_at IS NOT NULL AS "isDismissed",
        chat_id::float8 AS chat, telegram_id::float8 AS account
      FROM users WHERE id = ${id} FOR UPDATE`)
    if (!person) throw refusal(req, words.nobody, 404)
    await work(tx, person)
    await auditAct(tx.req, { act, collection: 'users', document: id, fields })
  })
  return { ok: true }
}

const words = {
  nobody: { ru: 'Такого пользователя нет.', en: 'There is no such user.' },
  notIn: { ru: 'Сотрудник и так не вошёл в бот.', en: 'The employee is not signed in anyway.' },
  blocked: { ru: 'Сотрудник уже заблокирован.', en: 'The employee is blocked already.' },
  notBlocked: { ru: 'Сотрудник не заблокирован.', en: 'The employee is not blocked.' },
  noRole: { ru: 'Такой роли нет.', en: 'There is no such role.' },
  sameRole: { ru: 'Эта роль у сотрудника уже есть.', en: 'The employee has this role already.' },
}

async function sayLast(
  { payload }: PayloadRequest,
  tx: InTransaction,
  chat: number | null,
  word: Omit<Notice, 'chat'>,
) {
  if (chat !== null) await endChat(tx, await queueOf(payload), { chat, ...word })
}
