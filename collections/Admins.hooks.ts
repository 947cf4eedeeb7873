import type {
  CollectionAfterChangeHook,
  CollectionAfterLoginHook,
  CollectionBeforeChangeHook,
  CollectionBeforeValidateHook,
  PayloadRequest,
} from 'payload'
import { troubleWithPassword } from '../src/domain/panel-sign-in'
import type { Admin } from '../src/payload-types'
import { unknownPassword } from './Admins.endpoints'
import { auditAct } from './AuditLog.hooks'
import { enqueue } from './engine'
import { sendPasswordLink } from './panel-password'
import { endAccess } from './panel-sessions'
import { refusedField } from './refusal'

const isMadeInPanel = (req: PayloadRequest) => req.user?.collection === 'admins'

/** Whoever makes an account does not choose its password; whoever has one chooses a long one. */
export const guardPassword: CollectionBeforeValidateHook<Admin> = ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  if (!data) return data
  if (operation === 'create' && isMadeInPanel(req)) return { ...data, password: unknownPassword() }
  if (!data.password) return data
  const foreign = isMadeInPanel(req) && operation === 'update' && req.user?.id !== originalDoc?.id
  const trouble = foreign ? notTheirs : troubleWithPassword(data.password)
  if (trouble) throw refusedField(req, 'password', trouble)
  req.context.passwordChanged = true
  return data
}

const notTheirs = {
  ru: 'Пароль другого человека задать нельзя. Отправьте ссылку: он выберет пароль сам.',
  en: 'Nobody sets another person’s password. Send a link: they choose it themselves.',
}

export const inviteByMail: CollectionAfterChangeHook<Admin> = async ({ doc, operation, req }) => {
  if (operation === 'create' && isMadeInPanel(req) && doc.state === 'active')
    await sendPasswordLink(req, { id: doc.id }, 'panel-invitation')
  return doc
}

export const auditPassword: CollectionAfterChangeHook<Admin> = async ({ doc, operation, req }) => {
  if (operation === 'update' && req.context.passwordChanged)
    await auditAct(req, { act: 'setPassword', collection: 'admins', document: doc.id })
  return doc
}

export const noteLock: CollectionBeforeChangeHook<Admin> = ({ data, operation, originalDoc }) => {
  const before = operation === 'update' ? originalDoc?.state : undefined
  const { state = before } = data
  if (state === before) return data
  return { ...data, lockedBecause: state === 'locked' ? 'byAdmin' : null }
}

/** Open sessions, a code or a link on its way: none of them leads in any more. */
export const endAccessOfLocked: CollectionAfterChangeHook<Admin> = async ({
  doc,
  previousDoc,
  req,
}) => {
  if (doc.state === 'locked' && previousDoc?.state !== 'locked') await endAccess(req, doc.id)
  return doc
}

/** It signs in by its password alone: a second one would be a second hole. */
export const keepOneEmergency: CollectionBeforeChangeHook<Admin> = async ({
  data,
  originalDoc,
  req,
}) => {
  if (!data.emergency || originalDoc?.emergency) return data
  const { docs } = await req.payload.find({
    collection: 'admins',
    where: { emergency: { equals: true } },
    depth: 0,
    limit: 1,
    overrideAccess: true,
    req,
  })
  const [other] = docs
  if (!other) return data
  throw refusedField(req, 'emergency', {
    ru: `Аварийная учётная запись одна: ${other.email}. Сначала снимите отметку там.`,
    en: `There is one emergency account: ${other.email}. Clear the mark there first.`,
  })
}

/** The price of a way in without a code: everybody hears of it. */
export const tellOfEmergency: CollectionAfterLoginHook<Admin> = async ({ req, user }) => {
  if (!user.emergency || req.context.settingPassword) return user
  const news = { kind: 'panel-news', news: 'emergency', admin: user.id } as const
  const at = new Date().toISOString()
  await enqueue(req, 'send-mail', { ...news, at })
  const { docs } = await req.payload.find({
    collection: 'admins',
    where: { role: { equals: 'administrator' }, state: { equals: 'active' } },
    depth: 0,
    pagination: false,
    overrideAccess: true,
    req,
  })
  for (const { id } of docs) await enqueue(req, 'send-mail', { ...news, at, to: id })
  return user
}

// The panel must never be left without anybody who may let others in
export const keepOneAdministrator: CollectionBeforeChangeHook<Admin> = async ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  const leaves =
    operation === 'update' &&
    originalDoc &&
    rules(originalDoc) &&
    !rules({ ...originalDoc, ...data })
  if (!leaves) return data
  const { totalDocs } = await req.payload.count({
    collection: 'admins',
    overrideAccess: true,
    req,
    where: {
      id: { not_equals: originalDoc.id },
      role: { equals: 'administrator' },
      state: { equals: 'active' },
    },
  })
  if (totalDocs > 0) return data
  throw refusedField(req, 'role', {
    ru: 'Это последний администратор: сначала назначьте другого.',
    en: 'This is the last administrator: appoint another one first.',
  })
}

function rules(admin: Pick<Admin, 'role' | 'state'>): boolean {
  return admin.role === 'administrator' && admin.state === 'active'
}
