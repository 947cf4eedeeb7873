import type { CollectionConfig } from 'payload'
import { administrators, nobody } from './access'
import { attachments } from './attachments'
import { findMessages, searchBy, searchField } from './ticket-search'
import { messageEndpoints } from './Tickets.endpoints'

/** Turns of a ticket's conversation: what the employee wrote, what the engineer answered. */
export const Messages: CollectionConfig = {
  slug: 'messages',
  labels: {
    singular: { ru: 'Сообщение', en: 'Message' },
    plural: { ru: 'Сообщения', en: 'Messages' },
  },
  access: { read: administrators, create: nobody, update: nobody, delete: nobody },
  admin: {
    hideAPIURL: true,
    group: { ru: 'Заявки', en: 'Tickets' },
    description: { ru: 'Переписка по заявкам.', en: 'The conversations of tickets.' },
    useAsTitle: 'text',
    defaultColumns: ['sentAt', 'ticket', 'direction', 'author', 'text'],
    listSearchableFields: ['search'],
  },
  defaultSort: '-sentAt',
  hooks: { beforeOperation: [searchBy(findMessages)] },
  endpoints: [...messageEndpoints],
  fields: [
    searchField({ ru: 'слова', en: 'words' }),
    {
      name: 'ticket',
      type: 'relationship',
      relationTo: 'tickets',
      label: { ru: 'Заявка', en: 'Ticket' },
      required: true,
      index: true,
      admin: { components: { Cell: '/src/admin/tickets/NumberCell#NumberCell' } },
    },
    {
      name: 'direction',
      type: 'select',
      label: { ru: 'Кто пишет', en: 'Direction' },
      required: true,
      options: [
        { value: 'fromEmployee', label: { ru: 'Сотрудник', en: 'From the employee' } },
        { value: 'fromEngineer', label: { ru: 'Инженер', en: 'From the engineer' } },
        { value: 'note', label: { ru: 'Событие', en: 'Note' } },
      ],
    },
    {
      name: 'act',
      type: 'select',
      label: { ru: 'Что это', en: 'Act' },
      required: true,
      defaultValue: 'comment',
      options: [
        { value: 'comment', label: { ru: 'Сообщение', en: 'Message' } },
        { value: 'correction', label: { ru: 'Исправление', en: 'Correction' } },
        { value: 'close', label: { ru: 'Подтверждение решения', en: 'Confirmation' } },
        { value: 'reopen', label: { ru: 'Возврат в работу', en: 'Reopening' } },
        { value: 'rating', label: { ru: 'Оценка', en: 'Rating' } },
        // Written for engineers alone, by the bot itself
        { value: 'undelivered', label: { ru: 'Не доставлено', en: 'Not delivered' } },
      ],
    },
    { name: 'author', type: 'text', label: { ru: 'Автор', en: 'Author' } },
    { name: 'text', type: 'textarea', label: { ru: 'Текст', en: 'Text' } },
    // An engineer's words as Telegram shows them
    { name: 'html', type: 'textarea', admin: { hidden: true } },
    {
      name: 'corrects',
      type: 'relationship',
      relationTo: 'messages',
      label: { ru: 'Исправляет', en: 'Corrects' },
    },
    {
      name: 'files',
      type: 'relationship',
      relationTo: 'files',
      hasMany: true,
      label: { ru: 'Файлы', en: 'Files' },
    },
    attachments,
    {
      name: 'telegram',
      type: 'group',
      label: { ru: 'В Telegram', en: 'In Telegram' },
      admin: { hidden: true },
      fields: [
        { name: 'chat', type: 'number', label: { ru: 'Чат', en: 'Chat' }, index: true },
        { name: 'message', type: 'number', label: { ru: 'Сообщение', en: 'Message' }, index: true },
      ],
    },
    {
      name: 'naumen',
      type: 'group',
      label: { ru: 'В Naumen', en: 'In Naumen' },
      fields: [
        { name: 'uuid', type: 'text', label: { ru: 'Идентификатор', en: 'Id' }, unique: true },
        // By which a change of the text or the files is seen
        { name: 'fingerprint', type: 'text', admin: { hidden: true } },
      ],
    },
    {
      name: 'handOver',
      type: 'group',
      label: { ru: 'Передача в Naumen', en: 'Hand-over to Naumen' },
      fields: [
        {
          name: 'state',
          type: 'select',
          label: { ru: 'Передача', en: 'Hand-over' },
          required: true,
          defaultValue: 'waiting',
          index: true,
          options: [
            { value: 'waiting', label: { ru: 'Ждёт', en: 'Waiting' } },
            { value: 'creating', label: { ru: 'Передаётся', en: 'Being handed over' } },
            { value: 'done', label: { ru: 'Передано', en: 'Done' } },
            { value: 'failed', label: { ru: 'Не передано', en: 'Failed' } },
            { value: 'givenUp', label: { ru: 'Передача прекращена', en: 'Given up' } },
            { value: 'notNeeded', label: { ru: 'Не нужна', en: 'Not needed' } },
          ],
        },
        {
          name: 'attempts',
          type: 'number',
          label: { ru: 'Попыток', en: 'Attempts' },
          defaultValue: 0,
        },
        { name: 'error', type: 'text', label: { ru: 'Причина', en: 'Reason' } },
        // Set while a call is under way whose end may stay unknown
        { name: 'startedAt', type: 'date', admin: { hidden: true } },
        { name: 'claim', type: 'text', admin: { hidden: true } },
        { name: 'doneAt', type: 'date', label: { ru: 'Передано', en: 'Done' } },
      ],
    },
    {
      name: 'sentAt',
      type: 'date',
      label: { ru: 'Когда', en: 'Sent' },
      index: true,
      admin: { components: { Cell: '/src/admin/kit/MomentCell#MomentCell' } },
    },
    { name: 'editedAt', type: 'date', label: { ru: 'Изменено', en: 'Edited' } },
    { name: 'deletedAt', type: 'date', label: { ru: 'Удалено', en: 'Deleted' } },
  ],
}
