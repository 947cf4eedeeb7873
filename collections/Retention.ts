import type { GlobalConfig, NumberField } from 'payload'
import { administrators } from './access'
import { auditGlobal } from './AuditLog.hooks'
import { validated } from './refusal'

type Words = { label: [ru: string, en: string]; about: [ru: string, en: string] }

/** Ten years are more than any purpose lasts; the least is what the work itself needs. */
const days = (name: string, defaultValue: number, min: number, words: Words): NumberField => ({
  name,
  type: 'number',
  label: { ru: words.label[0], en: words.label[1] },
  required: true,
  min,
  max: 3650,
  defaultValue,
  validate: validated((value) => {
    const fits = Number.isInteger(value) && Number(value) >= min && Number(value) <= 3650
    if (fits) return null
    return {
      ru: `Целое число дней от ${min} до 3650.`,
      en: `A whole number of days from ${min} to 3650.`,
    }
  }),
  admin: { description: { ru: words.about[0], en: words.about[1] } },
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
      ru: 'Через сколько дней персональные данные удаляются отсюда: закон (152-ФЗ) требует не хранить их дольше, чем нужно для цели. Удалённое не вернуть. В Naumen остаётся своя копия.',
      en: 'After how many days personal data is deleted here: the law (152-FZ) forbids keeping it longer than its purpose lasts. What is deleted is gone. Naumen keeps its own.',
    },
  },
  hooks: { afterChange: [auditGlobal] },
  fields: [
    {
      name: 'next',
      type: 'ui',
      admin: { components: { Field: '/src/admin/settings/NextPurge#NextPurge' } },
    },
    days('conversationDays', 365, 14, {
      label: ['Переписка после закрытия заявки (дней)', 'Conversations after closing (days)'],
      about: [
        'Слова сотрудника и инженера, место, контакт. Сама заявка, статусы и оценка остаются. Не меньше 14: столько бот следит за закрытой заявкой.',
        'What both sides wrote, places, contacts. The request, its statuses and rating stay. 14 at least: so long a closed request is watched.',
      ],
    }),
    days('attachmentDays', 30, 1, {
      label: ['Файлы вложений после передачи (дней)', 'Attachments after hand-over (days)'],
      about: [
        'Содержимое файлов; список и названия остаются. В Naumen файлы хранятся по его правилам.',
        'The bytes of files; their list and names stay. Naumen keeps its own.',
      ],
    }),
    days('draftDays', 30, 1, {
      label: ['Черновики (дней)', 'Drafts (days)'],
      about: [
        'Начатые и не отправленные заявки: после этого срока бот не предложит их продолжить.',
        'Requests begun and not sent: after this the bot does not offer to go on.',
      ],
    }),
    days('signInDays', 30, 2, {
      label: ['Журнал попыток входа (дней)', 'Sign-in attempts (days)'],
      about: [
        'Кто и когда запрашивал код. Не меньше 2: по нему считаются пределы за сутки.',
        'Who asked for a code and when. 2 at least: the daily limits are counted by it.',
      ],
    }),
  ],
}
