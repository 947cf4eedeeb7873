import type { GlobalConfig, Option } from 'payload'
import { administrators } from './access'
import { auditGlobal } from './AuditLog.hooks'
import { bumpContentRevision } from './content-revision'
import { validated } from './refusal'
import type { Said } from '../src/domain/said'
import { unreachableRows } from '../src/domain/settings-problems'
import { problemOfText } from '../src/domain/text-problems'
import type { StatusRow } from '../src/domain/ticket-status'

/** The seven statuses people hear of (PRODUCT: living with a request). */
export const statusOptions: Option[] = [
  { value: 'registered', label: { ru: 'Зарегистрирована', en: 'Registered' } },
  { value: 'accepted', label: { ru: 'Взята в работу', en: 'Accepted' } },
  { value: 'inProgress', label: { ru: 'В работе', en: 'In progress' } },
  { value: 'assigned', label: { ru: 'Назначена на сотрудника', en: 'Assigned' } },
  {
    value: 'awaitingAuthor',
    label: { ru: 'Ожидает дополнений от автора', en: 'Awaits the author' },
  },
  { value: 'resolved', label: { ru: 'Решена, ждёт подтверждения', en: 'Resolved' } },
  { value: 'closed', label: { ru: 'Закрыта', en: 'Closed' } },
]

/** Naumen's states → our statuses: an ordered table, the first row that fits wins. */
export const TicketStatuses: GlobalConfig = {
  slug: 'ticket-statuses',
  label: { ru: 'Статусы заявок', en: 'Ticket statuses' },
  access: { read: administrators, update: administrators },
  admin: {
    hideAPIURL: true,
    group: { ru: 'Настройки', en: 'Settings' },
    description: {
      ru: 'Какой статус видит сотрудник. Строки проверяются сверху вниз, действует первая подходящая.',
      en: 'Which status the employee sees. Rows are tried from the top; the first that fits wins.',
    },
  },
  hooks: { afterChange: [bumpContentRevision, auditGlobal] },
  fields: [
    {
      name: 'unmapped',
      type: 'ui',
      admin: { components: { Field: '/src/admin/settings/UnmappedStates#UnmappedStates' } },
    },
    {
      name: 'statuses',
      type: 'array',
      admin: {
        initCollapsed: true,
        components: { RowLabel: '/src/admin/settings/StatusRowLabel#StatusRowLabel' },
      },
      validate: validated(problemOfRows),
      label: { ru: 'Статусы', en: 'Statuses' },
      labels: {
        singular: { ru: 'Статус', en: 'Status' },
        plural: { ru: 'Статусы', en: 'Statuses' },
      },
      fields: [
        {
          type: 'row',
          fields: [
            {
              name: 'status',
              type: 'select',
              label: { ru: 'Статус', en: 'Status' },
              required: true,
              options: statusOptions,
            },
            { name: 'icon', type: 'text', label: { ru: 'Значок', en: 'Icon' }, maxLength: 16 },
            { name: 'title', type: 'text', label: { ru: 'Название', en: 'Title' }, required: true },
          ],
        },
        {
          name: 'text',
          type: 'textarea',
          label: { ru: 'Уведомление', en: 'Notification' },
          validate: (value, { req }) =>
            problemOfText('{number} {responsible}', value, {
              language: req.i18n.language === 'en' ? 'en' : 'ru',
            }) ?? true,
          admin: {
            description: {
              ru: '{number} — номер заявки, {responsible} — кто ею занят.',
              en: '{number}: the ticket, {responsible}: who works on it.',
            },
          },
        },
        {
          type: 'row',
          fields: [
            {
              name: 'naumenStates',
              type: 'text',
              hasMany: true,
              label: { ru: 'Состояния в Naumen', en: 'States in Naumen' },
              admin: {
                description: {
                  ru: 'Коды через Enter, например inprogress.',
                  en: 'Codes, each with Enter, like inprogress.',
                },
              },
            },
            {
              name: 'needsEmployee',
              type: 'select',
              label: { ru: 'Ответственный сотрудник', en: 'Responsible employee' },
              required: true,
              defaultValue: 'any',
              options: [
                { value: 'any', label: { ru: 'Не важно', en: 'Does not matter' } },
                { value: 'yes', label: { ru: 'Назначен', en: 'Is set' } },
                { value: 'no', label: { ru: 'Не назначен', en: 'Is not set' } },
              ],
            },
            {
              name: 'notify',
              type: 'select',
              label: { ru: 'Уведомлять', en: 'Notify' },
              required: true,
              defaultValue: 'silent',
              options: [
                { value: 'loud', label: { ru: 'Со звуком', en: 'With sound' } },
                { value: 'silent', label: { ru: 'Без звука', en: 'Silently' } },
                { value: 'off', label: { ru: 'Нет', en: 'No' } },
              ],
            },
          ],
        },
      ],
    },
  ],
}

/** A row that never comes true is a mistake nobody would see. */
function problemOfRows(rows: unknown): Said | null {
  if (!Array.isArray(rows)) return null
  const table = (rows as Partial<StatusRow>[]).map(({ naumenStates, needsEmployee }) => ({
    naumenStates: naumenStates ?? [],
    needsEmployee: needsEmployee ?? 'any',
  }))
  const dead = unreachableRows(table).join(', ')
  if (!dead) return null
  return {
    ru: `Никогда не сработает, все её состояния заняты строками выше: строка ${dead}. Поднимите её или удалите.`,
    en: `Never comes true, rows above take all its states: ${dead}. Move it up or remove it.`,
  }
}
