import { randomBytes } from 'node:crypto'
import { sql } from '@payloadcms/db-postgres'
import type { Endpoint } from 'payload'
import type { InTransaction } from '../src/database/transaction'
import type { Said } from '../src/domain/said'
import { auditAct } from './AuditLog.hooks'
import { forAdministrators, inNameOf } from './panel-endpoint'
import { forgotPassword, resetPassword, sendPasswordLink } from './panel-password'
import { sessionEndpoints } from './panel-sessions'
import { login } from './panel-sign-in'
import { refusal } from './refusal'

/** The first account is made by `npm start` (seed.ts); whoever finds the page first must not be it. */
const noFirstRegister: Endpoint = {
  path: '/first-register',
  method: 'post',
  handler(req) {
    throw refusal(req, { ru: 'Запрещено', en: 'Forbidden' }, 403)
  },
}

const roles = {
  administrator: { ru: 'администратор', en: 'administrator' },
  contentManager: { ru: 'контент-менеджер', en: 'content manager' },
}

/** «Дать доступ в панель»: an account for somebody who uses the bot; they set the password by mail. */
const invite = forAdministrators({ path: '/invite' }, async (req, { user, role }) => {
  if (role !== 'administrator' && role !== 'contentManager') throw refusal(req, words.noRole)
  return inNameOf(req, async (tx) => {
    const person = await personOf(tx, String(user))
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
async function personOf({ req, rows }: InTransaction, id: string): Promise<Person> {
  if (!isId(id)) throw refusal(req, words.noPerson, 404)
  const [person] = await rows<Person & { state: string }>(
    sql`SELECT id::text AS user, name, lower(trim(email)) AS email, state
        FROM users WHERE id = ${id} FOR UPDATE`,
  )
  if (!person) throw refusal(req, words.noPerson, 404)
  const { state, ...known } = person
  if (state === 'dismissed' || state === 'locked') throw refusal(req, words.dismissed, 409)
  if (!known.email) throw refusal(req, words.noMail, 409)
  const [account] = await rows<{ role: keyof typeof roles; state: string }>(
    sql`SELECT role, state FROM admins WHERE user_id = ${id} OR email = ${known.email}`,
  )
  if (!account) return known
  throw refusal(req, hasAccount(roles[account.role], account.state === 'locked'), 409)
}

const hasAccount = (role: Said, isClosed: boolean): Said => ({
  ru: `Доступ в панель уже есть${isClosed ? ', но он закрыт' : ''} (${role.ru}). Его меняют в разделе «Администраторы».`,
  en: `They have an account already${isClosed ? ', but it is closed' : ''} (${role.en}). It is changed in “Admins”.`,
})

/** One more mail, when the first has expired or was lost. */
const inviteAgain = forAdministrators({ path: '/:id/invite' }, async (req) => {
  const id = String(req.routeParams?.id ?? '')
  if (!isId(id)) throw refusal(req, words.noAccount, 404)
  await inNameOf(req, async (tx) => {
    const sent = await sendPasswordLink(tx.req, { id }, 'panel-invitation')
    if (!sent) throw refusal(req, await whyNot(tx, id), 409)
    await auditAct(tx.req, { act: 'invite', collection: 'admins', document: id })
  })
  return { sent: true }
})

async function whyNot({ rows }: InTransaction, id: string): Promise<Said> {
  const [admin] = await rows<{ state: string }>(sql`SELECT state FROM admins WHERE id = ${id}`)
  if (!admin) return words.noAccount
  return admin.state === 'locked' ? words.closed : words.justSent
}

const words = {
  noRole: { ru: 'Выберите роль.', en: 'Choose a role.' },
  noPerson: { ru: 'Такого пользователя нет.', en: 'There is no such user.' },
  dismissed: {
    ru: 'Сотрудник уволен или заблокирован в Naumen: доступ дать нельзя.',
    en: 'The employee was dismissed or is locked in Naumen: they cannot be let in.',
  },
  noMail: {
    ru: 'У сотрудника нет почты: приглашение отправить некуда.',
    en: 'The employee has no e-mail: there is nowhere to send an invitation.',
  },
  noAccount: { ru: 'Такой учётной записи нет.', en: 'There is no such account.' },
  closed: {
    ru: 'Доступ закрыт: сначала откройте его.',
    en: 'The account is closed: open it first.',
  },
  justSent: {
    ru: 'Письмо только что отправлено. Повторить можно через минуту.',
    en: 'A mail has just been sent. You can send another in a minute.',
  },
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
