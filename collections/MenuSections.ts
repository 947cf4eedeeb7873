import type { CollectionConfig, PayloadRequest } from 'payload'
import { ownedByContentManagers } from './access'
import { auditChange, auditDelete } from './AuditLog.hooks'
import { telegramPictures } from './content-fields'
import { bumpContentRevision } from './content-revision'
import { publishedUnlessDraft } from './published'
import { menuEndpoints } from './MenuSections.endpoints'
import { keepTree, problemOfLink, refuseWithChildren } from './MenuSections.hooks'
import { validated } from './refusal'

type Section = { kind?: string }
type LinkContext = { siblingData: Section; req: PayloadRequest }
const only =
  (...kinds: string[]) =>
  (_: unknown, section: Section) =>
    kinds.includes(section.kind ?? '')

/** The bot's menu: a tree of sections, each of one kind. */
export const MenuSections: CollectionConfig = {
  slug: 'menu-sections',
  labels: {
    singular: { ru: 'Раздел меню', en: 'Menu section' },
    plural: { ru: 'Меню', en: 'Menu' },
  },
  access: ownedByContentManagers,
  admin: {
    hideAPIURL: true,
    group: { ru: 'Бот', en: 'Bot' },
    description: {
      ru: 'Кнопки главного меню и всё, что под ними. В боте видно то, что опубликовано.',
      en: 'The main menu and all that is under it. The bot shows what is published.',
    },
    useAsTitle: 'title',
    defaultColumns: ['title', 'emoji', 'kind', 'parent', 'active', 'order'],
    components: { views: { list: { Component: '/src/admin/menu/MenuView#MenuView' } } },
  },
  endpoints: menuEndpoints,
  defaultSort: 'order',
  versions: { drafts: true, maxPerDoc: 50 },
  hooks: {
    beforeOperation: [publishedUnlessDraft],
    beforeChange: [keepTree],
    beforeDelete: [refuseWithChildren],
    afterChange: [bumpContentRevision, auditChange('values')],
    afterDelete: [bumpContentRevision, auditDelete('values')],
  },
  fields: [
    {
      name: 'flaws',
      type: 'ui',
      admin: { components: { Field: '/src/admin/menu/SectionFlaws#SectionFlaws' } },
    },
    {
      type: 'row',
      fields: [
        {
          name: 'emoji',
          type: 'text',
          label: { ru: 'Эмодзи', en: 'Emoji' },
          maxLength: 16,
          admin: { width: '20%' },
        },
        {
          name: 'title',
          type: 'text',
          label: { ru: 'Надпись на кнопке', en: 'Button label' },
          required: true,
          maxLength: 60,
          admin: { width: '80%' },
        },
      ],
    },
    {
      name: 'kind',
      type: 'select',
      label: { ru: 'Что делает', en: 'What it does' },
      required: true,
      defaultValue: 'page',
      options: [
        { value: 'submenu', label: { ru: 'Открывает подменю', en: 'Opens a submenu' } },
        { value: 'page', label: { ru: 'Показывает страницу', en: 'Shows a page' } },
        { value: 'link', label: { ru: 'Открывает ссылку', en: 'Opens a link' } },
        { value: 'create-request', label: { ru: 'Создать заявку', en: 'Create a request' } },
        { value: 'my-requests', label: { ru: 'Мои заявки', en: 'My requests' } },
        { value: 'knowledge-base', label: { ru: 'База знаний', en: 'Knowledge base' } },
        { value: 'profile', label: { ru: 'Профиль', en: 'Profile' } },
        { value: 'contacts', label: { ru: 'Контакты', en: 'Contacts' } },
      ],
    },
    {
      name: 'url',
      type: 'text',
      label: { ru: 'Адрес ссылки', en: 'Link' },
      admin: {
        condition: only('link'),
        description: { ru: 'Начинается с https://', en: 'Starts with https://' },
      },
      validate: (value: unknown, { siblingData, req }: LinkContext) =>
        siblingData.kind !== 'link' || validated(problemOfLink)(value, { req }),
    },
    {
      name: 'topic',
      type: 'relationship',
      relationTo: 'categories',
      label: { ru: 'Тема заявки', en: 'Topic of the request' },
      admin: {
        condition: only('create-request'),
        description: {
          ru: 'Если выбрана, сотрудник сразу переходит к описанию.',
          en: 'When chosen, the employee goes straight to the description.',
        },
      },
    },
    {
      name: 'text',
      type: 'richText',
      label: { ru: 'Текст', en: 'Text' },
      admin: {
        condition: only('submenu', 'page', 'contacts'),
        description: {
          ru: 'Показывается над кнопками. Только то, что умеет Telegram.',
          en: 'Stands above the buttons. Only what Telegram can show.',
        },
      },
    },
    {
      name: 'picture',
      type: 'upload',
      relationTo: 'files',
      label: { ru: 'Картинка', en: 'Picture' },
      filterOptions: telegramPictures,
      admin: { condition: only('submenu', 'page', 'contacts') },
    },
    {
      name: 'visibility',
      type: 'select',
      label: { ru: 'Кому видно', en: 'Visible to' },
      required: true,
      defaultValue: 'everyone',
      options: [
        { value: 'everyone', label: { ru: 'Всем', en: 'Everyone' } },
        { value: 'manager', label: { ru: 'Руководителям', en: 'Managers' } },
      ],
      admin: { position: 'sidebar' },
    },
    {
      name: 'phone',
      type: 'ui',
      admin: {
        position: 'sidebar',
        components: { Field: '/src/admin/menu/SectionPhone#SectionPhone' },
      },
    },
    // Where it stands and whether it is shown: the tree changes them, at once and without a draft
    {
      name: 'parent',
      type: 'relationship',
      relationTo: 'menu-sections',
      label: { ru: 'Внутри раздела', en: 'Inside' },
      index: true,
      filterOptions: { kind: { in: ['submenu', 'page'] } },
      admin: { disabled: true },
    },
    {
      name: 'active',
      type: 'checkbox',
      label: { ru: 'Показывать', en: 'Shown' },
      defaultValue: true,
      admin: { disabled: true },
    },
    {
      name: 'order',
      type: 'number',
      label: { ru: 'Порядок', en: 'Order' },
      index: true,
      admin: { disabled: true },
    },
  ],
}
