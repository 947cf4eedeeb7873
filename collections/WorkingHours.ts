import type { GlobalConfig } from 'payload'
import { administrators } from './access'
import { auditGlobal } from './AuditLog.hooks'
import { bumpContentRevision } from './content-revision'

const time = (value: unknown) =>
  (typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value)) ||
  'Время пишется так: 09:00'

const days = ['Понедельник', 'Вторник', 'Среда', 'Четверг', 'Пятница', 'Суббота', 'Воскресенье']
const daysEn = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** When the support works, and what it says outside. */
export const WorkingHours: GlobalConfig = {
  slug: 'working-hours',
  label: { ru: 'Часы работы', en: 'Working hours' },
  access: { read: administrators, update: administrators },
  admin: { hideAPIURL: true, group: { ru: 'Настройки', en: 'Settings' } },
  hooks: { afterChange: [bumpContentRevision, auditGlobal] },
  fields: [
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
      admin: { condition: ({ enabled }) => !!enabled },
    },
    {
      name: 'days',
      type: 'array',
      label: { ru: 'Рабочие дни', en: 'Working days' },
      labels: { singular: { ru: 'День', en: 'Day' }, plural: { ru: 'Дни', en: 'Days' } },
      admin: { condition: ({ enabled }) => !!enabled },
      fields: [
        {
          type: 'row',
          fields: [
            {
              name: 'day',
              type: 'select',
              label: { ru: 'День недели', en: 'Day' },
              required: true,
              options: days.map((ru, index) => ({
                value: String(index + 1),
                label: { ru, en: daysEn[index] ?? ru },
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
      admin: { condition: ({ enabled }) => !!enabled },
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
