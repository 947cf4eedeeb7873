import type { CollectionConfig, DefaultValue } from 'payload'
import { nobodyAtAll, ownedByContentManagers } from './access'
import { articleLink } from './article-link'
import { completeArticle, keepUntilItsTime } from './Articles.hooks'
import { auditChange, auditDelete } from './AuditLog.hooks'
import { searchWords, telegramPictures } from './content-fields'
import { bumpContentRevision } from './content-revision'
import { publishedUnlessDraft } from './published'

/** An article begun from the page of demand: what it is about stands in the address of the form. */
const askedFor =
  (name: 'title' | 'topic', fits: RegExp): DefaultValue =>
  ({ req }) => {
    const asked: unknown = req?.query?.[name]
    return typeof asked === 'string' && fits.test(asked) ? asked : undefined
  }

/** What employees read before they ask. */
export const Articles: CollectionConfig = {
  slug: 'articles',
  labels: { singular: { ru: 'Статья', en: 'Article' }, plural: { ru: 'Статьи', en: 'Articles' } },
  access: ownedByContentManagers,
  admin: {
    hideAPIURL: true,
    group: { ru: 'Бот', en: 'Bot' },
    description: {
      ru: 'Что сотрудники читают в боте, прежде чем подать заявку. Изменения видны сразу после «Опубликовать».',
      en: 'What employees read in the bot before they file a request. Seen as soon as published.',
    },
    useAsTitle: 'title',
    defaultColumns: ['title', 'section', '_status', 'views', 'helped', 'publishAt', 'updatedAt'],
    listSearchableFields: ['title', 'keywords', 'plain'],
    components: {
      edit: { PublishButton: '/src/admin/articles/PublishArticle#PublishArticle' },
    },
  },
  defaultSort: '-updatedAt',
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
      defaultValue: askedFor('title', /^[^]{1,120}$/),
    },
    {
      name: 'section',
      type: 'relationship',
      relationTo: 'article-sections',
      label: { ru: 'Раздел', en: 'Section' },
      index: true,
      admin: {
        description: {
          ru: 'Где статья стоит в базе знаний. Без раздела её найдут только поиском.',
          en: 'Where it stands in the knowledge base. Without one it is found by search only.',
        },
      },
    },
    {
      name: 'text',
      type: 'richText',
      label: { ru: 'Текст', en: 'Text' },
      admin: {
        description: {
          ru: 'Короткими шагами. Заголовков и таблиц в Telegram нет: выделяйте главное жирным.',
          en: 'In short steps. Telegram has no headings or tables: use bold.',
        },
      },
    },
    {
      name: 'picture',
      type: 'upload',
      relationTo: 'files',
      label: { ru: 'Картинка', en: 'Picture' },
      filterOptions: telegramPictures,
      admin: {
        description: {
          ru: 'Стоит над текстом. Большие уменьшаются, сведения о съёмке стираются.',
          en: 'Stands above the text. Large ones are made smaller, camera data is removed.',
        },
      },
    },
    {
      name: 'files',
      type: 'upload',
      relationTo: 'files',
      hasMany: true,
      maxRows: 10,
      label: { ru: 'Файлы', en: 'Files' },
      admin: {
        description: {
          ru: 'До 10 файлов по 20 МБ. Бот пришлёт их по кнопке «Файлы».',
          en: 'Up to 10 files of 20 MB. The bot sends them when asked.',
        },
      },
    },
    searchWords,
    {
      name: 'qr',
      type: 'ui',
      label: { ru: 'Ссылка и QR-код', en: 'Link and QR code' },
      admin: {
        disableListColumn: true,
        components: { Field: '/src/admin/articles/ArticleQr#ArticleQr' },
      },
    },
    {
      name: 'phone',
      type: 'ui',
      label: { ru: 'Телефон', en: 'Phone' },
      admin: {
        position: 'sidebar',
        disableListColumn: true,
        components: { Field: '/src/admin/articles/ArticlePhone#ArticlePhone' },
      },
    },
    {
      name: 'views',
      type: 'ui',
      label: { ru: 'Просмотров', en: 'Views' },
      admin: { components: { Cell: '/src/admin/articles/FigureCells#ViewsCell' } },
    },
    {
      name: 'helped',
      type: 'ui',
      label: { ru: 'Помогло', en: 'Helped' },
      admin: {
        position: 'sidebar',
        components: {
          Cell: '/src/admin/articles/FigureCells#HelpedCell',
          Field: '/src/admin/articles/Outcome#Outcome',
        },
      },
    },
    {
      name: 'topic',
      type: 'relationship',
      relationTo: 'categories',
      label: { ru: 'Тема заявки', en: 'Topic of the request' },
      defaultValue: askedFor('topic', /^[\da-f-]{36}$/),
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
      label: { ru: 'Время публикации', en: 'Publish at' },
      index: true,
      admin: {
        position: 'sidebar',
        date: {
          pickerAppearance: 'dayAndTime',
          displayFormat: 'dd.MM.yyyy HH:mm',
          timeFormat: 'HH:mm',
        },
        description: {
          ru: 'Необязательно: статья выйдет сама в это время. Пусто — выйдет по кнопке.',
          en: 'Optional: the article is published by itself then. Empty: by the button.',
        },
      },
    },
    {
      name: 'publishTime',
      type: 'ui',
      admin: {
        position: 'sidebar',
        disableListColumn: true,
        components: { Field: '/src/admin/articles/PublishTime#PublishTime' },
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
      label: { ru: 'Слова текста', en: 'Words of the text' },
      access: { create: nobodyAtAll, update: nobodyAtAll },
      admin: { hidden: true },
    },
  ],
}
