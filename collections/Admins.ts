import type { CollectionConfig } from 'payload'
import {
  administrators,
  administratorsButNotThemselves,
  administratorsOrSelf,
  isAdmin,
} from './access'
import { adminEndpoints } from './Admins.endpoints'
import { adminFields } from './admin-fields'
import {
  auditPassword,
  endAccessOfLocked,
  guardPassword,
  inviteByMail,
  keepOneAdministrator,
  keepOneEmergency,
  noteLock,
  tellOfEmergency,
} from './Admins.hooks'
import { auditChange, auditDelete, auditSignIn, auditSignOut } from './AuditLog.hooks'
import { panelLimits } from '../src/domain/panel-sign-in'
import { endAfterTwelveHours } from './panel-sessions'
import { askSecondFactor } from './panel-sign-in'

const minute = 60_000

/** @param options.secure whether the panel is reached by https alone */
export const Admins = (options: { secure: boolean }): CollectionConfig => ({
  slug: 'admins',
  labels: {
    singular: { ru: 'Администратор', en: 'Admin' },
    plural: { ru: 'Администраторы', en: 'Admins' },
  },
  auth: {
    tokenExpiration: 2 * 60 * 60,
    maxLoginAttempts: panelLimits.triesBeforeLockOut,
    lockTime: panelLimits.lockOutMinutes * minute,
    useSessions: true,
    cookies: { secure: options.secure, sameSite: 'Lax' },
    removeTokenFromResponses: true,
    forgotPassword: {
      expiration: panelLimits.resetMinutes * minute,
      minRequestInterval: panelLimits.secondsBetweenLinks * 1000,
    },
  },
  access: {
    admin: ({ req }) => isAdmin(req),
    read: administratorsOrSelf,
    create: administrators,
    update: administratorsOrSelf,
    delete: administratorsButNotThemselves,
    unlock: administrators,
  },
  admin: {
    hideAPIURL: true,
    hidden: ({ user }) => user?.role !== 'administrator',
    group: { ru: 'Люди', en: 'People' },
    description: {
      ru: 'Кто входит в эту панель. Новому человеку приходит письмо: пароль он задаст сам.',
      en: 'Who may enter this panel. A new person gets a mail and sets the password alone.',
    },
    useAsTitle: 'name',
    defaultColumns: ['name', 'email', 'role', 'state', 'updatedAt'],
    listSearchableFields: ['name', 'email'],
  },
  endpoints: adminEndpoints,
  hooks: {
    beforeValidate: [guardPassword],
    beforeChange: [keepOneAdministrator, keepOneEmergency, noteLock],
    beforeLogin: [askSecondFactor],
    afterLogin: [auditSignIn, tellOfEmergency],
    afterLogout: [auditSignOut],
    refresh: [endAfterTwelveHours],
    afterChange: [auditChange('names'), auditPassword, endAccessOfLocked, inviteByMail],
    afterDelete: [auditDelete('names')],
  },
  fields: adminFields,
})
