import type { CollectionConfig } from 'payload'
import { contentManagers, nobodyAtAll } from './access'
import { articleLink } from './article-link'
import { completeArticle, keepUntilItsTime } from './Articles.hooks'
import { auditChange, auditDelete } from './AuditLog.hooks'
import { bumpContentRevision } from './content-revision'
import { publishedUnlessDraft } from './published'

/** What employees read before they ask. */
export const Articles: CollectionConfig = {
  slug: 'articles',
  labels: { singular: { ru: 'Статья', en: 'Article' }, plural: { ru: 'Статьи', en: 'Articles' } },
  access: {
    read: contentManagers,
    readVersions: contentManagers,
    create: contentManagers,
    update: contentManagers,
    delete: contentManagers,
  },
  admin: {
    hideAPIURL: true,
    group: { ru: 'Бот', en: 'Bot' },
    useAsTitle: 'title',
    defaultColumns: ['title', 'section', '_status', 'publishAt', 'updatedAt'],
    listSearchableFields: ['title', 'plain'],
  },
  versions: { drafts: true, maxPerDoc: 50 },
  endpoints: [articleLink],
  hooks: {
    beforeOperation: [publishedUnlessDraft, keepUntilItsTime],
    beforeChange: [completeArticle],
    afterChange: [bumpContentRevision, auditChange('values')],
    afterDelete: [bumpContentRevision, auditDelete('values')],
  },
  fields: [
    {
      name: 'title',
      type: 'text',
      label: { ru: 'Заголовок', en: 'Title' },
      required: true,
      maxLength: 120,
    },
    {
      name: 'section',
      type: 'relationship',
      relationTo: 'article-sections',
      label: { ru: 'Раздел', en: 'Section' },
      index: true,
    },
    { name: 'text', type: 'richText', label: { ru: 'Текст', en: 'Text' } },
    {
      name: 'picture',
      type: 'upload',
      relationTo: 'files',
      label: { ru: 'Картинка', en: 'Picture' },
      filterOptions: { mimeType: { in: ['image/jpeg', 'image/png', 'image/webp'] } },
    },
    {
      name: 'files',
      type: 'upload',
      relationTo: 'files',
      hasMany: true,
      maxRows: 10,
      label: { ru: 'Файлы', en: 'Files' },
    },
    {
      name: 'keywords',
      type: 'text',
      label: { ru: 'Слова для поиска', en: 'Search words' },
      admin: {
        description: {
          ru: 'Как это называют сотрудники: «комп, системник, ноут». Через запятую.',
          en: 'What employees call it, separated by commas.',
        },
      },
    },
    {
      name: 'topic',
      type: 'relationship',
      relationTo: 'categories',
      label: { ru: 'Тема заявки', en: 'Topic of the request' },
      admin: {
        position: 'sidebar',
        description: {
          ru: 'С ней откроется «Создать заявку», если статья не помогла.',
          en: 'Chosen already when the article did not help and a request is filed.',
        },
      },
    },
    {
      name: 'publishAt',
      type: 'date',
      label: { ru: 'Опубликовать', en: 'Publish at' },
      index: true,
      admin: {
        position: 'sidebar',
        date: { pickerAppearance: 'dayAndTime' },
        description: {
          ru: 'Черновик станет виден в боте в это время.',
          en: 'The draft is shown in the bot from this moment on.',
        },
      },
    },
    {
      name: 'author',
      type: 'text',
      label: { ru: 'Автор', en: 'Author' },
      access: { create: nobodyAtAll, update: nobodyAtAll },
      admin: { position: 'sidebar', readOnly: true },
    },
    // The words alone, for the search
    {
      name: 'plain',
      type: 'textarea',
      access: { create: nobodyAtAll, update: nobodyAtAll },
      admin: { hidden: true },
    },
  ],
}
