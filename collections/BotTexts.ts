import type { Field, GlobalConfig } from 'payload'
import { isButtonText } from '../src/domain/text-sections'
import { defaultTexts, type TextName } from '../src/domain/texts'
import { administrators } from './access'
import { auditGlobal } from './AuditLog.hooks'
import { keepWritten, problemOfText, writtenOrOurs } from './BotTexts.hooks'
import { bumpContentRevision } from './content-revision'

/** What the bot says. A field left at our words keeps following them when they are improved. */
export const BotTexts: GlobalConfig = {
  slug: 'bot-texts',
  label: { ru: 'Тексты бота', en: 'Bot texts' },
  access: { read: administrators, update: administrators },
  admin: {
    hideAPIURL: true,
    group: { ru: 'Бот', en: 'Bot' },
    description: {
      ru: 'Всё, что бот говорит сотрудникам. Сохранённое действует сразу. Можно <b>, <i>, <u>, <s>, <code>, <a>; пустое поле — исходный текст.',
      en: 'Everything the bot says to people; what is saved holds at once. <b>, <i>, <u>, <s>, <code>, <a> may be used; an empty field means the original text.',
    },
  },
  hooks: { beforeChange: [keepWritten], afterChange: [bumpContentRevision, auditGlobal] },
  fields: [
    {
      name: 'consentRequired',
      type: 'checkbox',
      label: { ru: 'Спрашивать согласие на обработку персональных данных', en: 'Ask for consent' },
      defaultValue: true,
    },
    {
      name: 'consentVersion',
      type: 'text',
      label: { ru: 'Версия согласия', en: 'Consent version' },
      defaultValue: '1',
      required: true,
      admin: {
        description: {
          ru: 'Измените её вместе с текстом согласия: бот спросит каждого ещё раз.',
          en: 'Change it with the wording of the consent: everybody is asked again.',
        },
      },
    },
    { name: 'written', type: 'json', admin: { hidden: true } },
    {
      name: 'editor',
      type: 'ui',
      admin: { components: { Field: '/src/admin/settings/texts/TextsEditor#TextsEditor' } },
    },
    ...Object.entries(defaultTexts).map(textField),
  ],
}

function textField([name, { label, labelEn, text }]: [
  string,
  (typeof defaultTexts)['greeting'],
]): Field {
  return {
    name,
    type: 'textarea',
    // Kept in `written`; Payload takes a virtual field for one nobody may write
    virtual: true,
    // Drawn by the editor above: a hundred and more of them are no form
    admin: { readOnly: false, components: { Field: false } },
    label: { ru: label, en: labelEn },
    maxLength: 3500,
    hooks: { afterRead: [writtenOrOurs(name, text)] },
    validate: (value: unknown, { req }: { req: { i18n: { language: string } } }) => {
      const language = req.i18n.language === 'en' ? 'en' : 'ru'
      const isButton = isButtonText(name as TextName)
      return problemOfText(text, value, { language, isButton }) ?? true
    },
  }
}
