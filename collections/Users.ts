import type { CollectionConfig } from 'payload'
import { administrators, nobody } from './access'
import { userEndpoints } from './Users.endpoints'

const date = {
  date: { pickerAppearance: 'dayAndTime', displayFormat: 'dd.MM.yyyy HH:mm' },
  components: { Cell: '/src/admin/kit/MomentCell#MomentCell' },
} as const

/** Employees who signed in to the bot. They have no password and no panel; the bot and jobs write here. */
export const Users: CollectionConfig = {
  slug: 'users',
  labels: {
    singular: { ru: 'Пользователь', en: 'User' },
    plural: { ru: 'Пользователи', en: 'Users' },
  },
  access: { read: administrators, create: nobody, update: nobody, delete: nobody },
  admin: {
    hideAPIURL: true,
    group: { ru: 'Люди', en: 'People' },
    description: {
      ru: 'Сотрудники, которые вошли в бот. Сведения берутся из Naumen и здесь не правятся.',
      en: 'Employees who signed in to the bot. What stands here comes from Naumen.',
    },
    useAsTitle: 'name',
    defaultColumns: ['name', 'department', 'email', 'state', 'botBlocked', 'lastSeenAt'],
    listSearchableFields: ['name', 'email', 'login', 'department', 'telegramUsername'],
    components: {
      beforeListTable: ['/src/admin/users/ListTools#ListTools'],
      views: { edit: { root: { Component: '/src/admin/users/UserCard#UserCard' } } },
    },
  },
  endpoints: userEndpoints,
  defaultSort: 'name',
  fields: [
    { name: 'name', type: 'text', label: { ru: 'ФИО', en: 'Full name' }, required: true },
    { name: 'firstName', type: 'text', label: { ru: 'Имя', en: 'First name' } },
    {
      name: 'email',
      type: 'text',
      label: { ru: 'Почта', en: 'E-mail' },
      required: true,
      index: true,
    },
    { name: 'login', type: 'text', label: { ru: 'Логин', en: 'Login' } },
    { name: 'department', type: 'text', label: { ru: 'Отдел', en: 'Department' } },
    { name: 'post', type: 'text', label: { ru: 'Должность', en: 'Post' } },
    {
      name: 'role',
      type: 'select',
      label: { ru: 'Роль в боте', en: 'Role in the bot' },
      required: true,
      defaultValue: 'employee',
      options: [
        { value: 'employee', label: { ru: 'Сотрудник', en: 'Employee' } },
        { value: 'manager', label: { ru: 'Руководитель', en: 'Manager' } },
      ],
    },
    {
      name: 'state',
      type: 'select',
      label: { ru: 'Доступ', en: 'Access' },
      required: true,
      defaultValue: 'active',
      index: true,
      admin: { components: { Cell: '/src/admin/users/StateCell#StateCell' } },
      options: [
        { value: 'active', label: { ru: 'Есть', en: 'Active' } },
        { value: 'signedOut', label: { ru: 'Вышел', en: 'Signed out' } },
        { value: 'dismissed', label: { ru: 'Уволен', en: 'Dismissed' } },
        { value: 'locked', label: { ru: 'Заблокирован в Naumen', en: 'Locked in Naumen' } },
        {
          value: 'blocked',
          label: { ru: 'Заблокирован администратором', en: 'Blocked by an admin' },
        },
      ],
    },
    {
      name: 'botBlocked',
      type: 'checkbox',
      label: { ru: 'Остановил бот', en: 'Stopped the bot' },
      defaultValue: false,
      admin: {
        components: { Cell: '/src/admin/users/StoppedCell#StoppedCell' },
        description: {
          ru: 'Сотрудник остановил бот в Telegram: писать ему нельзя.',
          en: 'The employee stopped the bot in Telegram, so it cannot write to them.',
        },
      },
    },
    {
      name: 'employee',
      type: 'text',
      label: { ru: 'Идентификатор в Naumen', en: 'Id in Naumen' },
      required: true,
      unique: true,
      admin: { position: 'sidebar' },
    },
    // Unique among those who have one: the index stands in the migration
    {
      name: 'telegramId',
      type: 'number',
      label: { ru: 'Telegram ID', en: 'Telegram ID' },
      admin: { position: 'sidebar' },
    },
    {
      name: 'telegramUsername',
      type: 'text',
      label: { ru: 'Имя в Telegram', en: 'Telegram username' },
      admin: { position: 'sidebar' },
    },
    {
      name: 'chatId',
      type: 'number',
      label: { ru: 'Чат', en: 'Chat' },
      index: true,
      admin: { position: 'sidebar' },
    },
    {
      name: 'signedInAt',
      type: 'date',
      label: { ru: 'Вошёл', en: 'Signed in' },
      admin: { position: 'sidebar', ...date },
    },
    {
      name: 'sessionExpiresAt',
      type: 'date',
      label: { ru: 'Вход действует до', en: 'Session expires' },
      admin: { position: 'sidebar', ...date },
    },
    {
      name: 'lastSeenAt',
      type: 'date',
      label: { ru: 'Был в боте', en: 'Last seen' },
      admin: { position: 'sidebar', ...date },
    },
    {
      name: 'checkedAt',
      type: 'date',
      label: { ru: 'Подтверждён в Naumen', en: 'Confirmed in Naumen' },
      index: true,
      admin: { position: 'sidebar', ...date },
    },
    // When requests filed past the bot were last looked for
    { name: 'ticketsReadAt', type: 'date', admin: { hidden: true } },
    {
      name: 'dismissedAt',
      type: 'date',
      label: { ru: 'Уволен', en: 'Dismissed' },
      admin: { position: 'sidebar', ...date },
    },
    {
      name: 'consentVersion',
      type: 'text',
      label: { ru: 'Версия согласия', en: 'Consent version' },
      admin: { position: 'sidebar' },
    },
    {
      name: 'consentAt',
      type: 'date',
      label: { ru: 'Согласие дано', en: 'Consent given' },
      admin: { position: 'sidebar', ...date },
    },
  ],
}
