import type { CollectionConfig } from 'payload'
import { administrators, nobody } from './access'
import { readOnlyJson } from './attachments'

/** Who changed what. Written by hooks alone; the database itself refuses to change or delete a row. */
export const AuditLog: CollectionConfig = {
  slug: 'audit-log',
  labels: {
    singular: { ru: 'Запись журнала', en: 'Audit entry' },
    plural: { ru: 'Журнал действий', en: 'Audit log' },
  },
  access: { read: administrators, create: nobody, update: nobody, delete: nobody },
  admin: {
    hideAPIURL: true,
    group: { ru: 'Журнал', en: 'Log' },
    description: {
      ru: 'Кто, когда и что изменил. Исправить или удалить запись нельзя.',
      en: 'Who changed what and when. An entry can be neither changed nor deleted.',
    },
    useAsTitle: 'action',
    components: {
      views: {
        list: { Component: '/src/admin/audit/AuditList#AuditList' },
        edit: { root: { Component: '/src/admin/audit/AuditEntry#AuditEntry' } },
      },
    },
    // Our list reads by keys; Payload's own would count a million rows beside it
    baseFilter: () => ({ id: { exists: false } }),
  },
  defaultSort: '-at',
  timestamps: false,
  lockDocuments: false,
  fields: [
    { name: 'at', type: 'date', label: { ru: 'Когда', en: 'When' }, required: true, index: true },
    // Words, not a relationship: the entry outlives the account
    { name: 'admin', type: 'text', label: { ru: 'Кто', en: 'Who' }, required: true },
    {
      name: 'action',
      type: 'select',
      label: { ru: 'Действие', en: 'Action' },
      required: true,
      options: [
        { value: 'create', label: { ru: 'Создание', en: 'Create' } },
        { value: 'update', label: { ru: 'Изменение', en: 'Update' } },
        { value: 'delete', label: { ru: 'Удаление', en: 'Delete' } },
        { value: 'signIn', label: { ru: 'Вход', en: 'Sign-in' } },
        { value: 'signInRefused', label: { ru: 'Отказ во входе', en: 'Sign-in refused' } },
        { value: 'signOut', label: { ru: 'Выход', en: 'Sign-out' } },
        { value: 'export', label: { ru: 'Выгрузка', en: 'Export' } },
        { value: 'act', label: { ru: 'Команда', en: 'Act' } },
      ],
    },
    // Which one, by its name in code: `block`, `retry`, `invite`…
    { name: 'act', type: 'text', label: { ru: 'Команда', en: 'Act' } },
    {
      name: 'collection',
      type: 'text',
      label: { ru: 'Раздел', en: 'Collection' },
      required: true,
      index: true,
    },
    { name: 'document', type: 'text', label: { ru: 'Документ', en: 'Document' } },
    { name: 'fields', type: 'text', hasMany: true, label: { ru: 'Поля', en: 'Fields' } },
    { name: 'before', type: 'json', label: { ru: 'Было', en: 'Before' }, admin: readOnlyJson },
    { name: 'after', type: 'json', label: { ru: 'Стало', en: 'After' }, admin: readOnlyJson },
  ],
}
