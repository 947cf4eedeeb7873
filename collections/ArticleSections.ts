import type { CollectionConfig } from 'payload'
import { ownedByContentManagers } from './access'
import { placeLast, refuseWithArticles } from './ArticleSections.hooks'
import { auditChange, auditDelete } from './AuditLog.hooks'
import { bumpContentRevision } from './content-revision'

/** The shelves of the knowledge base. */
export const ArticleSections: CollectionConfig = {
  slug: 'article-sections',
  labels: {
    singular: { ru: 'Раздел базы знаний', en: 'Knowledge base section' },
    plural: { ru: 'Разделы базы знаний', en: 'Knowledge base sections' },
  },
  access: ownedByContentManagers,
  admin: {
    hideAPIURL: true,
    group: { ru: 'Бот', en: 'Bot' },
    description: {
      ru: 'Разделы, по которым разложены статьи базы знаний в боте.',
      en: 'The sections articles lie in, as the bot shows them.',
    },
    useAsTitle: 'title',
    defaultColumns: ['title', 'emoji', 'active', 'order'],
  },
  defaultSort: 'order',
  hooks: {
    beforeChange: [placeLast],
    beforeDelete: [refuseWithArticles],
    afterChange: [bumpContentRevision, auditChange('values')],
    afterDelete: [bumpContentRevision, auditDelete('values')],
  },
  fields: [
    {
      name: 'title',
      type: 'text',
      label: { ru: 'Название', en: 'Title' },
      required: true,
      maxLength: 60,
    },
    { name: 'emoji', type: 'text', label: { ru: 'Эмодзи', en: 'Emoji' }, maxLength: 16 },
    {
      name: 'active',
      type: 'checkbox',
      label: { ru: 'Показывать', en: 'Shown' },
      defaultValue: true,
      admin: {
        position: 'sidebar',
        description: {
          ru: 'Выключено — раздела и его статей в боте не видно и не найти.',
          en: 'Off: neither the section nor its articles are seen or found in the bot.',
        },
      },
    },
    {
      name: 'order',
      type: 'number',
      label: { ru: 'Порядок', en: 'Order' },
      index: true,
      admin: {
        position: 'sidebar',
        description: {
          ru: 'Меньшее число стоит выше. Пусто — раздел встанет последним.',
          en: 'The smaller stands higher. Empty: the section stands last.',
        },
      },
    },
  ],
}
