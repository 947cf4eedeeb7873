import type { GlobalConfig, NumberField } from 'payload'
import { administrators } from './access'
import { auditGlobal } from './AuditLog.hooks'

const days = (name: string, defaultValue: number, ru: string, en: string): NumberField => ({
  name,
  type: 'number',
  label: { ru, en },
  required: true,
  min: 1,
  defaultValue,
})

/** How long personal data stays here (152-ФЗ). Naumen keeps its own copy by its own rules. */
export const Retention: GlobalConfig = {
  slug: 'retention',
  label: { ru: 'Сроки хранения', en: 'Retention' },
  access: { read: administrators, update: administrators },
  admin: {
    hideAPIURL: true,
    group: { ru: 'Настройки', en: 'Settings' },
    description: {
      ru: 'Через сколько дней данные удаляются отсюда. В Naumen они остаются.',
      en: 'After how many days data is deleted here. Naumen keeps its own.',
    },
  },
  hooks: { afterChange: [auditGlobal] },
  fields: [
    days(
      'conversationDays',
      365,
      'Переписка после закрытия заявки, дней',
      'Conversations after closing, days',
    ),
    days(
      'attachmentDays',
      30,
      'Файлы вложений после передачи, дней',
      'Attachments after hand-over, days',
    ),
    days('draftDays', 30, 'Черновики, дней', 'Drafts, days'),
    days('signInDays', 30, 'Журнал попыток входа, дней', 'Sign-in attempts, days'),
  ],
}
