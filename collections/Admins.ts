import type { CollectionConfig, Endpoint } from 'payload'
import {
  administrators,
  administratorsButNotThemselves,
  administratorsOnly,
  administratorsOrSelf,
  isAdmin,
  nobodyAtAll,
} from './access'
import { keepOneAdministrator, passwordMail, refuseLocked } from './Admins.hooks'
import { auditChange, auditDelete, auditSignIn } from './AuditLog.hooks'

const minute = 60_000

/** The first account is made by `npm start` (seed.ts); whoever finds the page first must not be it. */
const noFirstRegister: Endpoint = {
  path: '/first-register',
  method: 'post',
  handler: () => Response.json({ errors: [{ message: 'Запрещено' }] }, { status: 403 }),
}

/** @param options.secure whether the panel is reached by https alone */
export const Admins = (options: { secure: boolean }): CollectionConfig => ({
  slug: 'admins',
  labels: {
    singular: { ru: 'Администратор', en: 'Admin' },
    plural: { ru: 'Администраторы', en: 'Admins' },
  },
  auth: {
    tokenExpiration: 2 * 60 * 60,
    maxLoginAttempts: 5,
    lockTime: 10 * minute,
    useSessions: true,
    cookies: { secure: options.secure, sameSite: 'Lax' },
    removeTokenFromResponses: true,
    forgotPassword: { ...passwordMail, expiration: 60 * minute, minRequestInterval: minute },
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
    group: { ru: 'Люди', en: 'People' },
    description: {
      ru: 'Кто входит в эту панель. Пароль меняется и здесь, и по ссылке «Забыли пароль?» на странице входа.',
      en: 'Who may enter this panel.',
    },
    useAsTitle: 'name',
    defaultColumns: ['name', 'email', 'role', 'state', 'updatedAt'],
  },
  endpoints: [noFirstRegister],
  hooks: {
    beforeChange: [keepOneAdministrator],
    beforeLogin: [refuseLocked],
    afterLogin: [auditSignIn],
    afterChange: [auditChange('names')],
    afterDelete: [auditDelete('names')],
  },
  fields: [
    { name: 'name', type: 'text', label: { ru: 'Имя', en: 'Name' }, required: true },
    {
      name: 'role',
      type: 'select',
      label: { ru: 'Роль', en: 'Role' },
      required: true,
      defaultValue: 'contentManager',
      saveToJWT: true,
      access: { create: administratorsOnly, update: administratorsOnly },
      options: [
        { value: 'administrator', label: { ru: 'Администратор', en: 'Administrator' } },
        { value: 'contentManager', label: { ru: 'Контент-менеджер', en: 'Content manager' } },
      ],
      admin: {
        description: {
          ru: 'Контент-менеджер ведёт меню, статьи и рассылки. Остальное видит только администратор.',
          en: 'A content manager edits the menu, articles and broadcasts; the rest is for administrators.',
        },
      },
    },
    {
      name: 'state',
      type: 'select',
      label: { ru: 'Доступ в панель', en: 'Access to the panel' },
      required: true,
      defaultValue: 'active',
      access: { create: administratorsOnly, update: administratorsOnly },
      options: [
        { value: 'active', label: { ru: 'Есть', en: 'Active' } },
        { value: 'locked', label: { ru: 'Закрыт', en: 'Locked' } },
      ],
      admin: {
        description: {
          ru: 'Закройте доступ, когда сотрудник уволен. Открытые входы прекращаются сразу.',
          en: 'Close it when the employee is dismissed. Open sessions end at once.',
        },
      },
    },
    {
      name: 'user',
      type: 'relationship',
      relationTo: 'users',
      label: { ru: 'Сотрудник', en: 'Employee' },
      access: { create: administratorsOnly, update: administratorsOnly },
      admin: { position: 'sidebar' },
    },
    {
      name: 'lockedBecause',
      type: 'select',
      label: { ru: 'Почему закрыт', en: 'Why locked' },
      access: { create: nobodyAtAll, update: nobodyAtAll },
      options: [
        { value: 'dismissed', label: { ru: 'Сотрудник уволен', en: 'The employee was dismissed' } },
        { value: 'byAdmin', label: { ru: 'Закрыт администратором', en: 'Locked by an admin' } },
      ],
      admin: {
        position: 'sidebar',
        readOnly: true,
        condition: ({ state }) => state === 'locked',
      },
    },
    {
      name: 'checkedAt',
      type: 'date',
      label: { ru: 'Подтверждён в Naumen', en: 'Confirmed in Naumen' },
      access: { create: nobodyAtAll, update: nobodyAtAll },
      admin: { position: 'sidebar', readOnly: true, date: { pickerAppearance: 'dayAndTime' } },
    },
    {
      name: 'invitedAt',
      type: 'date',
      label: { ru: 'Приглашён', en: 'Invited' },
      access: { create: nobodyAtAll, update: nobodyAtAll },
      admin: { position: 'sidebar', readOnly: true, date: { pickerAppearance: 'dayAndTime' } },
    },
    {
      name: 'emergency',
      type: 'checkbox',
      label: { ru: 'Аварийная учётная запись', en: 'Emergency account' },
      defaultValue: false,
      access: { create: administratorsOnly, update: administratorsOnly },
      admin: {
        position: 'sidebar',
        description: {
          ru: 'Не проверяется на увольнение: ею входят, когда Naumen недоступен.',
          en: 'Not checked for dismissal: the way in while Naumen is away.',
        },
      },
    },
  ],
})
