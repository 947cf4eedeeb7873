import type { CheckboxField, CollectionConfig, DateField, NumberField, TextField } from 'payload'
import { administrators, nobody } from './access'
import { attachments, readOnlyJson } from './attachments'
import { findTickets, searchBy, searchField } from './ticket-search'
import { ticketEndpoints } from './Tickets.endpoints'
import { handOverNewTicket, numberTicket } from './Tickets.hooks'
import { statusOptions } from './TicketStatuses'

type Label = { ru: string; en: string }
const date = (name: string, label: Label): DateField => ({
  name,
  type: 'date',
  label,
  admin: {
    date: { pickerAppearance: 'dayAndTime', displayFormat: 'dd.MM.yyyy HH:mm' },
    components: { Cell: '/src/admin/kit/MomentCell#MomentCell' },
  },
})
const number = (name: string, label: Label, defaultValue?: number): NumberField => ({
  name,
  type: 'number',
  label,
  defaultValue,
})
const text = (name: string, label: Label, more: Partial<TextField> = {}) =>
  ({ name, type: 'text', label, ...more }) as TextField

const hidden = <F extends TextField | CheckboxField>(field: F): F => ({
  ...field,
  admin: { hidden: true },
})

/** Requests of employees. Written by the bot and jobs; the panel looks on. */
export const Tickets: CollectionConfig = {
  slug: 'tickets',
  labels: { singular: { ru: 'Заявка', en: 'Ticket' }, plural: { ru: 'Заявки', en: 'Tickets' } },
  access: { read: administrators, create: nobody, update: nobody, delete: nobody },
  admin: {
    hideAPIURL: true,
    group: { ru: 'Заявки', en: 'Tickets' },
    description: {
      ru: 'Все заявки тех, кто пользуется ботом, как бы они ни были поданы. Работа с ними идёт в Naumen.',
      en: 'Every ticket of those who use the bot, however filed. The work itself is done in Naumen.',
    },
    useAsTitle: 'number',
    defaultColumns: [
      ...['number', 'topicPath', 'status', 'user', 'handOver', 'registeredAt', 'deadline'],
    ],
    listSearchableFields: ['search'],
    components: {
      beforeListTable: ['/src/admin/tickets/TicketFilters#TicketFilters'],
      views: { edit: { root: { Component: '/src/admin/tickets/TicketPage#TicketPage' } } },
    },
  },
  defaultSort: '-registeredAt',
  hooks: {
    beforeOperation: [searchBy(findTickets)],
    beforeValidate: [numberTicket],
    afterChange: [handOverNewTicket],
  },
  endpoints: [...ticketEndpoints],
  fields: [
    searchField({ ru: 'номер, слова из переписки, имя', en: 'number, words, name' }),
    text('number', { ru: 'Номер', en: 'Number' }, { required: true, unique: true }),
    {
      name: 'origin',
      type: 'select',
      label: { ru: 'Откуда', en: 'Origin' },
      required: true,
      defaultValue: 'bot',
      options: [
        { value: 'bot', label: { ru: 'Бот', en: 'Bot' } },
        { value: 'naumen', label: { ru: 'Почта или портал', en: 'Mail or portal' } },
      ],
    },
    {
      name: 'user',
      type: 'relationship',
      relationTo: 'users',
      label: { ru: 'Сотрудник', en: 'User' },
      required: true,
      index: true,
      admin: { components: { Cell: '/src/admin/tickets/PersonCell#PersonCell' } },
    },
    text(
      'topicPath',
      { ru: 'Тема', en: 'Topic' },
      {
        admin: {
          description: { ru: 'Как она называлась при подаче.', en: 'As it was called when filed.' },
          components: { Cell: '/src/admin/tickets/TopicCell#TopicCell' },
        },
      },
    ),
    {
      name: 'category',
      type: 'relationship',
      relationTo: 'categories',
      label: { ru: 'Тема в каталоге', en: 'Topic in the catalogue' },
    },
    { name: 'text', type: 'textarea', label: { ru: 'Описание', en: 'Description' } },
    {
      name: 'status',
      type: 'select',
      label: { ru: 'Статус', en: 'Status' },
      required: true,
      defaultValue: 'registered',
      index: true,
      options: statusOptions,
      admin: { components: { Cell: '/src/admin/tickets/StatusCell#StatusCell' } },
    },
    text('statusTitle', { ru: 'Статус в Naumen', en: 'Status in Naumen' }),
    text('responsible', { ru: 'Ответственный', en: 'Responsible' }),
    {
      name: 'files',
      type: 'relationship',
      relationTo: 'files',
      hasMany: true,
      label: { ru: 'Файлы', en: 'Files' },
    },
    attachments,
    {
      name: 'place',
      type: 'json',
      label: { ru: 'Место', en: 'Place' },
      admin: readOnlyJson,
      typescriptSchema: [
        () => ({
          type: 'object',
          additionalProperties: false,
          required: ['latitude', 'longitude'],
          properties: { latitude: { type: 'number' }, longitude: { type: 'number' } },
        }),
      ],
    },
    {
      name: 'contact',
      type: 'json',
      label: { ru: 'Контакт', en: 'Contact' },
      admin: readOnlyJson,
      typescriptSchema: [
        () => ({
          type: 'object',
          additionalProperties: false,
          required: ['name', 'phone'],
          properties: { name: { type: 'string' }, phone: { type: 'string' } },
        }),
      ],
    },
    {
      name: 'naumen',
      type: 'group',
      label: { ru: 'В Naumen', en: 'In Naumen' },
      fields: [
        text('uuid', { ru: 'Идентификатор', en: 'Id' }, { unique: true }),
        number('number', { ru: 'Номер', en: 'Number' }),
        text('title', { ru: 'Название', en: 'Title' }),
        text('state', { ru: 'Состояние', en: 'State' }),
        hidden(text('responsible', { ru: 'Ответственный', en: 'Responsible' })),
        // `lastModifiedDate` as Naumen writes it: only ever compared with itself
        hidden(text('modified', { ru: 'Изменена', en: 'Modified' })),
        // What changed at the last look is looked at once more: its dates have whole seconds only
        hidden({ name: 'settled', type: 'checkbox', defaultValue: true }),
        date('pulledAt', { ru: 'Прочитана', en: 'Read' }),
        date('goneAt', { ru: 'Не найдена', en: 'Gone' }),
      ],
    },
    {
      name: 'handOver',
      type: 'group',
      label: { ru: 'Передача в Naumen', en: 'Hand-over to Naumen' },
      admin: { components: { Cell: '/src/admin/tickets/HandOverCell#HandOverCell' } },
      fields: [
        {
          name: 'state',
          type: 'select',
          label: { ru: 'Состояние', en: 'State' },
          required: true,
          defaultValue: 'waiting',
          index: true,
          options: [
            { value: 'waiting', label: { ru: 'Ждёт', en: 'Waiting' } },
            { value: 'creating', label: { ru: 'Передаётся', en: 'Being handed over' } },
            { value: 'created', label: { ru: 'Создана, идут файлы', en: 'Created, files follow' } },
            { value: 'done', label: { ru: 'Передана', en: 'Done' } },
            { value: 'failed', label: { ru: 'Не передана', en: 'Failed' } },
            { value: 'givenUp', label: { ru: 'Передача прекращена', en: 'Given up' } },
          ],
        },
        number('attempts', { ru: 'Попыток', en: 'Attempts' }, 0),
        date('createStartedAt', { ru: 'Начата', en: 'Started' }),
        number('lookups', { ru: 'Проверок', en: 'Look-ups' }, 0),
        date('lookedUpAt', { ru: 'Проверена', en: 'Looked up' }),
        date('nextAttemptAt', { ru: 'Следующая попытка', en: 'Next attempt' }),
        text('error', { ru: 'Причина', en: 'Reason' }),
        // Who may create it in Naumen just now: a worker that slept past its turn finds another here
        text('claim', { ru: 'Чья очередь', en: 'Claim' }, { admin: { hidden: true } }),
        date('failedAt', { ru: 'Не удалось', en: 'Failed' }),
        date('doneAt', { ru: 'Передана', en: 'Done' }),
      ],
    },
    {
      name: 'history',
      type: 'array',
      label: { ru: 'История статусов', en: 'History of statuses' },
      labels: {
        singular: { ru: 'Статус', en: 'Status' },
        plural: { ru: 'Статусы', en: 'Statuses' },
      },
      fields: [
        {
          name: 'status',
          type: 'select',
          label: { ru: 'Статус', en: 'Status' },
          required: true,
          options: statusOptions,
        },
        text('title', { ru: 'Название', en: 'Title' }),
        date('at', { ru: 'Когда', en: 'When' }),
      ],
    },
    {
      name: 'receipt',
      type: 'group',
      label: { ru: 'Сообщение сотруднику', en: 'Message to the employee' },
      admin: { hidden: true },
      fields: [
        number('chat', { ru: 'Чат', en: 'Chat' }),
        number('message', { ru: 'Сообщение', en: 'Message' }),
      ],
    },
    { ...number('mark', { ru: 'Оценка', en: 'Rating' }), min: 1, max: 5 },
    date('ratingAskedAt', { ru: 'Оценка запрошена', en: 'Rating asked' }),
    date('ratingRemindedAt', { ru: 'Напомнили об оценке', en: 'Rating reminded' }),
    { name: 'markComment', type: 'textarea', label: { ru: 'Отзыв', en: 'Comment on the rating' } },
    // One ticket a draft, however often «Отправить» is pressed
    text('draftKey', { ru: 'Черновик', en: 'Draft' }, { unique: true, admin: { hidden: true } }),
    { ...date('registeredAt', { ru: 'Подана', en: 'Filed' }), index: true },
    // When an engineer's first public comment was written: the figure of the dashboard
    date('firstAnsweredAt', { ru: 'Первый ответ', en: 'First answer' }),
    date('deadline', { ru: 'Срок', en: 'Deadline' }),
    date('closedAt', { ru: 'Закрыта', en: 'Closed' }),
  ],
}
