import type { Field } from 'payload'
import { administratorsOnly, nobodyAtAll } from './access'

export const adminFields: Field[] = [
  { name: 'name', type: 'text', label: { ru: 'Имя', en: 'Name' }, required: true },
  // Codes go there, and dismissal is found by it: whoever could change their own would escape both
  {
    name: 'email',
    type: 'email',
    label: { ru: 'Почта', en: 'E-mail' },
    required: true,
    unique: true,
    access: { update: administratorsOnly },
    admin: { components: { Field: false } },
  },
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
        ru: 'Контент-менеджер ведёт меню, статьи и файлы. Остальное видит только администратор.',
        en: 'A content manager edits the menu, articles and files; the rest is for administrators.',
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
        ru: 'Открытые входы прекращаются сразу. Уволенному доступ закрывается сам.',
        en: 'Open sessions end at once. Of a dismissed employee it closes by itself.',
      },
    },
  },
  {
    name: 'door',
    type: 'ui',
    label: { ru: 'Открытые входы', en: 'Open sessions' },
    admin: {
      position: 'sidebar',
      disableListColumn: true,
      components: { Field: '/src/admin/admins/Door#Door' },
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
    admin: {
      position: 'sidebar',
      readOnly: true,
      condition: ({ checkedAt }) => Boolean(checkedAt),
      date: { pickerAppearance: 'dayAndTime', displayFormat: 'dd.MM.yyyy HH:mm' },
    },
  },
  {
    name: 'invitedAt',
    type: 'date',
    label: { ru: 'Приглашён', en: 'Invited' },
    access: { create: nobodyAtAll, update: nobodyAtAll },
    admin: {
      position: 'sidebar',
      readOnly: true,
      condition: ({ invitedAt }) => Boolean(invitedAt),
      date: { pickerAppearance: 'dayAndTime', displayFormat: 'dd.MM.yyyy HH:mm' },
    },
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
        ru: 'Входит по одному паролю, без кода, и не проверяется на увольнение: на случай, когда недоступны почта или Naumen. О каждом входе узнают все администраторы. Такая запись одна.',
        en: 'Signs in by its password alone and is not checked for dismissal: the way in while mail or Naumen is away. All administrators hear of every sign-in. There is one.',
      },
    },
  },
]
