import type { CollectionConfig, Condition } from 'payload'
import { contentManagers, nobody, nobodyAtAll, readersOfFiles } from './access'
import { auditChange, auditDelete } from './AuditLog.hooks'
import { describeUpload, renameUpload } from './Files.hooks'

/** No svg and no html: what the panel serves must not be able to run in it. */
export const uploadTypes = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'video/mp4',
  'application/pdf',
  'application/zip',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
]

/** Before a file is chosen there is nothing to say of it. */
const onceItIsThere: Condition = (_file, _same, { operation }) => operation !== 'create'

/** Pictures of the menu, employees' attachments, engineers' files. Bytes: src/database/file-bytes.ts. */
export const Files: CollectionConfig = {
  slug: 'files',
  labels: { singular: { ru: 'Файл', en: 'File' }, plural: { ru: 'Файлы', en: 'Files' } },
  // A file never changes: a new picture is a new file, so that the bot may keep what it sent
  access: { read: readersOfFiles, create: contentManagers, update: nobody, delete: readersOfFiles },
  upload: {
    mimeTypes: uploadTypes,
    pasteURL: false,
    crop: false,
    focalPoint: false,
    bulkUpload: false,
    disableLocalStorage: true,
  },
  admin: {
    hideAPIURL: true,
    group: { ru: 'Бот', en: 'Bot' },
    description: {
      ru: 'Картинки и документы для меню и статей; вложения заявок.',
      en: 'Pictures and documents of the menu and articles; attachments of tickets.',
    },
    useAsTitle: 'name',
    defaultColumns: ['name', 'source', 'mimeType', 'filesize', 'createdAt'],
  },
  hooks: {
    beforeOperation: [renameUpload],
    beforeChange: [describeUpload],
    afterChange: [auditChange('names')],
    afterDelete: [auditDelete('names')],
  },
  fields: [
    {
      name: 'name',
      type: 'text',
      label: { ru: 'Имя файла', en: 'Name' },
      admin: { readOnly: true, condition: onceItIsThere },
    },
    // Payload makes these two of every upload; here they get words and a measure
    { name: 'mimeType', type: 'text', label: { ru: 'Вид', en: 'Kind' } },
    {
      name: 'filesize',
      type: 'number',
      label: { ru: 'Размер', en: 'Size' },
      admin: { components: { Cell: '/src/admin/files/SizeCell#SizeCell' } },
    },
    {
      name: 'source',
      type: 'select',
      label: { ru: 'Откуда', en: 'Source' },
      required: true,
      defaultValue: 'admin',
      index: true,
      access: { create: nobodyAtAll },
      options: [
        { value: 'admin', label: { ru: 'Панель', en: 'Panel' } },
        { value: 'employee', label: { ru: 'Сотрудник', en: 'Employee' } },
        { value: 'engineer', label: { ru: 'Инженер', en: 'Engineer' } },
      ],
      admin: { position: 'sidebar', readOnly: true, condition: onceItIsThere },
    },
    {
      name: 'ticket',
      type: 'relationship',
      relationTo: 'tickets',
      label: { ru: 'Заявка', en: 'Ticket' },
      index: true,
      access: { create: nobodyAtAll },
      admin: { position: 'sidebar', readOnly: true, condition: onceItIsThere },
    },
    {
      name: 'sha256',
      type: 'text',
      label: { ru: 'Контрольная сумма', en: 'SHA-256' },
      index: true,
      access: { create: nobodyAtAll },
      admin: { position: 'sidebar', readOnly: true, condition: onceItIsThere },
    },
  ],
}
