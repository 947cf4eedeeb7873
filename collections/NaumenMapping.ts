import type { GlobalConfig, TextField } from 'payload'
import { administrators } from './access'
import { auditGlobal } from './AuditLog.hooks'
import { naumenMappingEndpoints } from './NaumenMapping.endpoints'
import { type MappingField, orConfigured } from './NaumenMapping.hooks'

/** How Naumen of this company is set up. The environment gives the first values; once saved, these win. */
export const NaumenMapping: GlobalConfig = {
  slug: 'naumen-mapping',
  label: { ru: 'Связь с Naumen', en: 'Naumen mapping' },
  access: { read: administrators, update: administrators },
  admin: {
    hideAPIURL: true,
    group: { ru: 'Настройки', en: 'Settings' },
    description: {
      ru: 'Тип запроса, каталог категорий и коды атрибутов. Спросите их у администратора Naumen.',
      en: 'Type of service call, catalogue of categories, codes of attributes.',
    },
  },
  endpoints: naumenMappingEndpoints,
  hooks: { afterChange: [auditGlobal] },
  fields: [
    code('ticketType', 'Тип запроса', 'Type of service call'),
    code('agreement', 'Соглашение', 'Agreement'),
    code('service', 'Услуга', 'Service'),
    code('categoryClass', 'Каталог категорий', 'Catalogue of categories'),
    {
      name: 'categoryOrder',
      type: 'text',
      label: { ru: 'Порядок категорий', en: 'Order of categories' },
      admin: {
        description: {
          ru: 'Код атрибута с номером по порядку. Пусто — порядок остаётся только в боте.',
          en: 'Code of the attribute that holds the order. Empty: the order stays in the bot.',
        },
      },
    },
    {
      name: 'attributes',
      type: 'group',
      label: { ru: 'Коды атрибутов запроса', en: 'Attributes of a service call' },
      fields: [
        code('subject', 'Тема', 'Subject', 'attributes'),
        code('description', 'Описание', 'Description', 'attributes'),
        code('category', 'Категория', 'Category', 'attributes'),
        code('correlation', 'Номер в боте', 'Number in the bot', 'attributes'),
        code('rating', 'Оценка', 'Rating', 'attributes'),
        code('ratingComment', 'Отзыв', 'Comment on the rating', 'attributes'),
        code('deadline', 'Срок', 'Deadline', 'attributes'),
      ],
    },
    {
      type: 'row',
      fields: [
        code('closedState', 'Состояние «закрыта»', 'State «closed»'),
        code('reopenedState', 'Состояние «возобновлена»', 'State «reopened»'),
      ],
    },
    {
      name: 'ratings',
      type: 'array',
      label: { ru: 'Оценки в каталоге Naumen', en: 'Ratings in Naumen' },
      labels: { singular: { ru: 'Оценка', en: 'Rating' }, plural: { ru: 'Оценки', en: 'Ratings' } },
      admin: {
        description: {
          ru: 'Нужны, если оценка в Naumen — элемент каталога. Иначе передаётся число от 1 до 5.',
          en: 'Needed where a rating is an item of a catalogue; else a number from 1 to 5 is sent.',
        },
      },
      fields: [
        {
          name: 'mark',
          type: 'number',
          label: { ru: 'Звёзд', en: 'Stars' },
          required: true,
          min: 1,
          max: 5,
        },
        {
          name: 'uuid',
          type: 'text',
          label: { ru: 'Элемент каталога', en: 'Item' },
          required: true,
        },
      ],
    },
  ],
}

function code(name: string, ru: string, en: string, group?: 'attributes'): TextField {
  const field = (group ? `${group}.${name}` : name) as MappingField
  return { name, type: 'text', label: { ru, en }, hooks: { afterRead: [orConfigured(field)] } }
}
