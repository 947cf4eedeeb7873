import { randomBytes } from 'node:crypto'
import { sql } from '@payloadcms/db-postgres'
import type { Endpoint } from 'payload'
import { type InTransaction, inTransaction } from '../src/database/transaction'
import { auditAct } from './AuditLog.hooks'
import { forAdministrators, refusal } from './panel-endpoint'
import { forgotPassword, resetPassword, sendPasswordLink } from './panel-password'
import { sessionEndpoints } from './panel-sessions'
import { login } from './panel-sign-in'

/** The first account is made by `npm start` (seed.ts); whoever finds the page first must not be it. */
const noFirstRegister: Endpoint = {
  path: '/first-register',
  method: 'post',
  handler: () => Response.json({ errors: [{ message: 'Запрещено' }] }, { status: 403 }),
}

const roles = { administrator: 'администратор', contentManager: 'контент-менеджер' } as const

/** «Дать доступ в панель»: an account for somebody who uses the bot; they set the password by mail. */
const invite = forAdministrators({ path: '/invite' }, async (req, { user, role }) => {
  if (role !== 'administrator' && role !== 'contentManager') throw refusal('Выберите роль.')
  return inTransaction(req.payload, async (tx) => {
    const person = await personOf(tx, String(user))
    tx.req.user = req.user
    const made = await req.payload.create({
      collection: 'admins',
      data: { ...person, role, state: 'active', password: unknownPassword() },
      overrideAccess: true,
      req: tx.req,
    })
    await auditAct(tx.req, { act: 'invite', collection: 'admins', document: made.id })
    return { admin: made.id, email: person.email }
  })
})

type Person = { user: string; name: string; email: string }

/** @throws in words, when there is nobody to be invited */
async function personOf({ rows }: InTransaction, id: string): Promise<Person> {
  if (!isId(id)) throw refusal('Такого пользователя нет.', 404)
  const [person] = await rows<Person & { state: string }>(
    sql`SELECT id::text AS user, name, lower(trim(email)) AS email, state
        FROM users WHERE id = ${id} FOR UPDATE`,
  )
  if (!person) throw refusal('Такого пользователя нет.', 404)
  const { state, ...known } = person
  if (state === 'dismissed' || state === 'locked')
    throw refusal('Сотрудник уволен или заблокирован в Naumen: доступ дать нельзя.', 409)
  if (!known.email) throw refusal('У сотрудника нет почты: приглашение отправить некуда.', 409)
  const [account] = await rows<{ role: keyof typeof roles; state: string }>(
    sql`SELECT role, state FROM admins WHERE user_id = ${id} OR email = ${known.email}`,
  )
  if (!account) return known
  const closed = account.state === 'locked' ? ', но он закрыт' : ''
  throw refusal(
    `Доступ в панель уже есть${closed} (${roles[account.role]}). Его меняют в разделе «Администраторы».`,
    409,
  )
}

/** One more mail, when the first has expired or was lost. */
const inviteAgain = forAdministrators({ path: '/:id/invite' }, async (req) => {
  const id = String(req.routeParams?.id ?? '')
  if (!isId(id)) throw refusal('Такой учётной записи нет.', 404)
  await inTransaction(req.payload, async (tx) => {
    tx.req.user = req.user
    const sent = await sendPasswordLink(tx.req, { id }, 'panel-invitation')
    if (!sent) throw refusal(await whyNot(tx, id), 409)
    await auditAct(tx.req, { act: 'invite', collection: 'admins', document: id })
  })
  return { sent: true }
})

async function whyNot({ rows }: InTransaction, id: string): Promise<string> {
  const [admin] = await rows<{ state: string }>(sql`SELECT state FROM admins WHERE id = ${id}`)
  if (!admin) return 'Такой учётной записи нет.'
  return admin.state === 'locked'
    ? 'Доступ закрыт: сначала откройте его.'
    : 'Письмо только что отправлено. Повторить можно через минуту.'
}

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

/** Nobody is to know it: neither who makes the account nor whoever reads the request. */
export const unknownPassword = () => randomBytes(32).toString('base64url')

export const adminEndpoints: Endpoint[] = [
  noFirstRegister,
  login,
  forgotPassword,
  resetPassword,
  invite,
  inviteAgain,
  ...sessionEndpoints,
]
