import type { CollectionConfig } from 'payload'
import { administrators, contentManagers, nobody, nobodyAtAll } from './access'
import { auditChange } from './AuditLog.hooks'
import { categoryEndpoints } from './Categories.endpoints'
import {
  handOverCategory,
  levelBelow,
  placeInTree,
  rebase,
  waitForNaumen,
} from './Categories.hooks'
import { categoryLink } from './category-link'
import { searchWords } from './content-fields'
import { bumpContentRevision } from './content-revision'

const byJobs = { create: nobodyAtAll, update: nobodyAtAll }

/** Category → subcategory → topic: one tree, mirrored with Naumen's catalogue. */
export const Categories: CollectionConfig = {
  slug: 'categories',
  labels: {
    singular: { ru: 'Категория', en: 'Category' },
    plural: { ru: 'Категории', en: 'Categories' },
  },
  access: { read: contentManagers, create: administrators, update: administrators, delete: nobody },
  admin: {
    hideAPIURL: true,
    components: {
      views: { list: { Component: '/src/admin/categories/CategoriesView#CategoriesView' } },
    },
    // Content managers only choose a topic
    hidden: ({ user }) => user?.role !== 'administrator',
    group: { ru: 'Заявки', en: 'Tickets' },
    description: {
      ru: 'Категории, подкатегории и темы заявок: зеркало каталога Naumen. Ненужное не удаляется, а уходит в архив.',
      en: 'Categories, subcategories and topics: a mirror of Naumen. What is not needed is archived.',
    },
    useAsTitle: 'title',
    defaultColumns: ['title', 'parent', 'level', 'active', 'sync'],
    listSearchableFields: ['title', 'keywords'],
  },
  defaultSort: 'order',
  endpoints: [categoryLink, ...categoryEndpoints],
  hooks: {
    beforeChange: [rebase, placeInTree, waitForNaumen],
    afterChange: [levelBelow, handOverCategory, bumpContentRevision, auditChange('values')],
    afterDelete: [bumpContentRevision],
  },
  fields: [
    {
      name: 'place',
      type: 'ui',
      admin: {
        disableListColumn: true,
        components: { Field: '/src/admin/categories/CategoryPlace#CategoryPlace' },
      },
    },
    {
      name: 'title',
      type: 'text',
      label: { ru: 'Название', en: 'Title' },
      required: true,
      maxLength: 200,
    },
    {
      name: 'parent',
      type: 'relationship',
      relationTo: 'categories',
      label: { ru: 'Внутри', en: 'Inside' },
      index: true,
      // Like the order: the tree changes it, which knows what may stand where
      admin: { disabled: true },
    },
    searchWords,
    {
      name: 'qr',
      type: 'ui',
      label: { ru: 'QR-код', en: 'QR code' },
      admin: {
        disableListColumn: true,
        components: { Field: '/src/admin/CategoryQr#CategoryQr' },
      },
    },
    {
      name: 'active',
      type: 'checkbox',
      label: { ru: 'Показывать в боте', en: 'Shown in the bot' },
      defaultValue: true,
      index: true,
      admin: {
        position: 'sidebar',
        description: {
          ru: 'Выключено — в архиве, и в Naumen тоже.',
          en: 'Off: archived, in Naumen too.',
        },
      },
    },
    {
      name: 'order',
      type: 'number',
      label: { ru: 'Порядок', en: 'Order' },
      index: true,
      admin: { disabled: true },
    },
    {
      name: 'level',
      type: 'number',
      label: { ru: 'Уровень', en: 'Level' },
      min: 1,
      max: 3,
      access: byJobs,
      admin: { disabled: true },
    },
    {
      type: 'collapsible',
      label: { ru: 'Обмен с Naumen: подробности', en: 'Exchange with Naumen: details' },
      admin: { initCollapsed: true },
      fields: [
        {
          name: 'naumen',
          type: 'group',
          label: { ru: 'В Naumen', en: 'In Naumen' },
          access: byJobs,
          admin: { readOnly: true },
          fields: [
            { name: 'uuid', type: 'text', label: { ru: 'Идентификатор', en: 'Id' }, unique: true },
            {
              name: 'title',
              type: 'text',
              label: { ru: 'Название при последней сверке', en: 'Title at the last sync' },
            },
            {
              name: 'parent',
              type: 'text',
              label: { ru: 'Внутри при последней сверке', en: 'Parent at the last sync' },
            },
            {
              name: 'archived',
              type: 'checkbox',
              label: { ru: 'В архиве при последней сверке', en: 'Archived at the last sync' },
              defaultValue: false,
            },
            {
              name: 'order',
              type: 'number',
              label: { ru: 'Порядок при последней сверке', en: 'Order at the last sync' },
            },
          ],
        },
        {
          name: 'sync',
          type: 'group',
          label: { ru: 'Обмен с Naumen', en: 'Sync with Naumen' },
          access: byJobs,
          admin: { readOnly: true },
          fields: [
            {
              name: 'state',
              type: 'select',
              label: { ru: 'Состояние', en: 'State' },
              defaultValue: 'waiting',
              options: [
                { value: 'synced', label: { ru: 'Совпадает', en: 'Synced' } },
                { value: 'waiting', label: { ru: 'Ждёт передачи', en: 'Waiting' } },
                { value: 'failed', label: { ru: 'Не передано', en: 'Failed' } },
                { value: 'conflict', label: { ru: 'Расхождение', en: 'Conflict' } },
              ],
            },
            { name: 'error', type: 'text', label: { ru: 'Причина', en: 'Reason' } },
            // What Naumen says where both sides changed the same: {title?, parent?, archived?, order?}
            { name: 'theirs', type: 'json', admin: { hidden: true } },
            {
              name: 'attempts',
              type: 'number',
              label: { ru: 'Попыток', en: 'Attempts' },
              defaultValue: 0,
            },
            // Set while a call is under way whose end may stay unknown
            { name: 'startedAt', type: 'date', admin: { hidden: true } },
            { name: 'syncedAt', type: 'date', label: { ru: 'Передано', en: 'Synced' } },
          ],
        },
      ],
    },
  ],
}
