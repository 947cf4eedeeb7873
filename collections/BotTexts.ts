import type { Field, GlobalConfig } from 'payload'
import { defaultTexts } from '../src/domain/texts'
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
      ru: 'Слова в фигурных скобках бот заменит сам. Можно <b>, <i>, <u>, <s>, <code>, <a>. Пустое поле — исходный текст.',
      en: 'Words in braces are filled in by the bot. An empty field means the original text.',
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
    admin: { readOnly: false },
    label: { ru: label, en: labelEn },
    maxLength: 3500,
    hooks: { afterRead: [writtenOrOurs(name, text)] },
    validate: (value: unknown) => problemOfText(text, value) ?? true,
  }
}
