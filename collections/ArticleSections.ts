import type { CollectionConfig } from 'payload'
import { contentManagers } from './access'
import { auditChange, auditDelete } from './AuditLog.hooks'
import { bumpContentRevision } from './content-revision'

/** The shelves of the knowledge base. */
export const ArticleSections: CollectionConfig = {
  slug: 'article-sections',
  labels: {
    singular: { ru: 'Раздел базы знаний', en: 'Knowledge base section' },
    plural: { ru: 'Разделы базы знаний', en: 'Knowledge base sections' },
  },
  access: {
    read: contentManagers,
    create: contentManagers,
    update: contentManagers,
    delete: contentManagers,
  },
  admin: {
    hideAPIURL: true,
    group: { ru: 'Бот', en: 'Bot' },
    useAsTitle: 'title',
    defaultColumns: ['title', 'emoji', 'active', 'order'],
  },
  defaultSort: 'order',
  hooks: {
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
      admin: { position: 'sidebar' },
    },
    {
      name: 'order',
      type: 'number',
      label: { ru: 'Порядок', en: 'Order' },
      index: true,
      admin: { position: 'sidebar' },
    },
  ],
}
