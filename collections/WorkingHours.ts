import type { GlobalConfig } from 'payload'
import { administrators } from './access'
import { auditGlobal } from './AuditLog.hooks'
import { bumpContentRevision } from './content-revision'
import { dayName, problemOfDays } from '../src/domain/settings-problems'
import { problemOfText } from '../src/domain/text-problems'
import { ourReply } from '../src/domain/working-hours'
import { validated } from './refusal'

const time = validated((value) =>
  typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value)
    ? null
    : { ru: 'Время пишется так: 09:00', en: 'A time is written like this: 09:00' },
)

/** When the support works, and what it says outside. */
export const WorkingHours: GlobalConfig = {
  slug: 'working-hours',
  label: { ru: 'Часы работы', en: 'Working hours' },
  access: { read: administrators, update: administrators },
  admin: {
    hideAPIURL: true,
    group: { ru: 'Настройки', en: 'Settings' },
    description: {
      ru: 'Когда работает поддержка и что бот отвечает в остальное время. Заявки принимаются всегда.',
      en: 'When the support works, and what the bot answers otherwise. Requests are always taken.',
    },
  },
  hooks: { afterChange: [bumpContentRevision, auditGlobal] },
  fields: [
    {
      name: 'now',
      type: 'ui',
      admin: { components: { Field: '/src/admin/settings/OpenNow#OpenNow' } },
    },
    {
      name: 'enabled',
      type: 'checkbox',
      label: { ru: 'Предупреждать о нерабочем времени', en: 'Say when the support is closed' },
      defaultValue: false,
    },
    {
      name: 'reply',
      type: 'textarea',
      label: { ru: 'Что сказать', en: 'What to say' },
      maxLength: 1000,
      defaultValue: ourReply,
      validate: (value, { req }) =>
        problemOfText('{opens}', value, {
          language: req.i18n.language === 'en' ? 'en' : 'ru',
        }) ?? true,
      admin: {
        description: {
          ru: '{opens} — когда откроется: «завтра в 09:00». Пусто — исходный текст.',
          en: '{opens}: the moment it opens, in Russian words. Empty: the original text.',
        },
      },
    },
    {
      name: 'days',
      type: 'array',
      label: { ru: 'Рабочие дни', en: 'Working days' },
      labels: { singular: { ru: 'День', en: 'Day' }, plural: { ru: 'Дни', en: 'Days' } },
      admin: {
        initCollapsed: true,
        components: { RowLabel: '/src/admin/settings/DayRowLabel#DayRowLabel' },
        description: {
          ru: 'Перерыв — две строки одного дня. Конец раньше начала — до утра следующего дня.',
          en: 'A break makes two rows of a day. An end before the beginning means the next morning.',
        },
      },
      defaultValue: ['1', '2', '3', '4', '5'].map((day) => ({ day, from: '09:00', to: '18:00' })),
      validate: (rows, { req }) => problemOfRows(rows, req.i18n.language) ?? true,
      fields: [
        {
          type: 'row',
          fields: [
            {
              name: 'day',
              type: 'select',
              label: { ru: 'День недели', en: 'Day' },
              required: true,
              options: [1, 2, 3, 4, 5, 6, 7].map((day) => ({
                value: String(day),
                label: { ru: dayName(day, 'ru'), en: dayName(day, 'en') },
              })),
            },
            {
              name: 'from',
              type: 'text',
              label: { ru: 'С', en: 'From' },
              required: true,
              validate: time,
            },
            {
              name: 'to',
              type: 'text',
              label: { ru: 'До', en: 'To' },
              required: true,
              validate: time,
            },
          ],
        },
      ],
    },
    {
      name: 'holidays',
      type: 'array',
      label: { ru: 'Праздники', en: 'Holidays' },
      labels: {
        singular: { ru: 'Праздник', en: 'Holiday' },
        plural: { ru: 'Праздники', en: 'Holidays' },
      },
      admin: {
        components: { RowLabel: '/src/admin/settings/HolidayRowLabel#HolidayRowLabel' },
        description: {
          ru: 'Дни, когда поддержка не работает, хотя по неделе должна.',
          en: 'Days without support that would be working days otherwise.',
        },
      },
      fields: [
        {
          name: 'date',
          type: 'date',
          label: { ru: 'Дата', en: 'Date' },
          required: true,
          admin: { date: { pickerAppearance: 'dayOnly', displayFormat: 'dd.MM.yyyy' } },
        },
      ],
    },
  ],
}

function problemOfRows(rows: unknown, language: string): string | null {
  if (!Array.isArray(rows)) return null
  const days = (rows as { day?: string; from?: string; to?: string }[]).flatMap(
    ({ day, from, to }) => (day && from && to ? [{ day: Number(day), from, to }] : []),
  )
  return problemOfDays(days, language === 'en' ? 'en' : 'ru')
}
