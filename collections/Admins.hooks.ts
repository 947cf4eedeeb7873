import {
  type CollectionBeforeChangeHook,
  type CollectionBeforeLoginHook,
  type IncomingAuthType,
  LockedAuth,
  ValidationError,
} from 'payload'
import type { Admin } from '../src/payload-types'

export const passwordMail: IncomingAuthType['forgotPassword'] = {
  generateEmailSubject: () => 'Сброс пароля в панели поддержки',
  generateEmailHTML: (args) =>
    passwordMailHtml(args?.req?.payload.config.serverURL ?? '', args?.token ?? ''),
}

/** Letters of the token are hex, the address is our own: nothing here needs escaping. */
export function passwordMailHtml(serverUrl: string, token: string): string {
  const link = `${serverUrl}/admin/reset/${token}`
  return [
    '<p>Здравствуйте!</p>',
    '<p>Вы попросили сбросить пароль в панели поддержки. Чтобы задать новый, откройте ссылку:</p>',
    `<p><a href="${link}">${link}</a></p>`,
    '<p>Ссылка действует один час и только один раз.</p>',
    '<p>Если это были не вы, ничего не делайте: пароль останется прежним.</p>',
  ].join('\n')
}

export const refuseLocked: CollectionBeforeLoginHook<Admin> = ({ req, user }) => {
  if (user.state !== 'active') throw new LockedAuth(req.t)
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
  const message = 'Это последний администратор: сначала назначьте другого.'
  throw new ValidationError({ errors: [{ path: 'role', message }] })
}

function rules(admin: Pick<Admin, 'role' | 'state'>): boolean {
  return admin.role === 'administrator' && admin.state === 'active'
}
