import type { Field, TextField } from 'payload'
import type { Said } from '../src/domain/said'
import { type MappingField, orConfigured } from './NaumenMapping.hooks'
import { validated } from './refusal'

type Words = { label: [ru: string, en: string]; about: [ru: string, en: string] }

export const serviceCallFields: Field[] = [
  code('ticketType', {
    label: ['Тип запроса', 'Type of service call'],
    about: [
      'Каким запросом заводится заявка из бота, например serviceCall$call.',
      'What a request of the bot becomes, for example serviceCall$call.',
    ],
  }),
  {
    type: 'row',
    fields: [
      code('agreement', {
        label: ['Соглашение', 'Agreement'],
        about: [
          'UUID, например agreement$605301. Обычно обязательно.',
          'UUID, for example agreement$605301. Usually mandatory.',
        ],
      }),
      code('service', {
        label: ['Услуга', 'Service'],
        about: [
          'UUID, например slmService$605005. Обычно обязательна.',
          'UUID, for example slmService$605005. Usually mandatory.',
        ],
      }),
    ],
  },
]

export const categoryFields: Field[] = [
  {
    type: 'row',
    fields: [
      code('categoryClass', {
        label: ['Каталог категорий', 'Catalogue of categories'],
        about: [
          'Код каталога с деревом тем, например catalogs$category.',
          'Code of the catalogue of topics, for example catalogs$category.',
        ],
      }),
      {
        name: 'categoryOrder',
        type: 'text',
        label: { ru: 'Порядок категорий', en: 'Order of categories' },
        admin: {
          width: '50%',
          description: {
            ru: 'Код атрибута с номером по порядку. Пусто — порядок остаётся только в боте.',
            en: 'Code of the attribute that holds the order. Empty: the order stays in the bot.',
          },
        },
      },
    ],
  },
]

const attributes: Record<string, Words> = {
  subject: {
    label: ['Тема', 'Subject'],
    about: [
      'Короткий заголовок. Бывает subjectTicket, topic, shortTitle.',
      'The short title. Elsewhere subjectTicket, topic, shortTitle.',
    ],
  },
  description: {
    label: ['Описание', 'Description'],
    about: [
      'Слова сотрудника. Бывает descriptionInRTF.',
      'What the employee wrote. Elsewhere descriptionInRTF.',
    ],
  },
  category: {
    label: ['Категория', 'Category'],
    about: [
      'Ссылка на тему из каталога. Бывает categories, baseCategory.',
      'Link to the topic. Elsewhere categories, baseCategory.',
    ],
  },
  correlation: {
    label: ['Номер в боте', 'Number in the bot'],
    about: [
      'Строка, по которой бот узнаёт свою заявку после обрыва связи. Пусто — номер пойдёт в описание.',
      'Text by which the bot knows its request again. Empty: the number goes into the description.',
    ],
  },
  rating: {
    label: ['Оценка', 'Rating'],
    about: ['Число от 1 до 5 или элемент каталога.', 'A number from 1 to 5 or a catalogue item.'],
  },
  ratingComment: {
    label: ['Отзыв', 'Comment on the rating'],
    about: ['Слова к оценке. Пусто — уйдут комментарием.', 'Words. Empty: they go as a comment.'],
  },
  deadline: {
    label: ['Срок', 'Deadline'],
    about: ['Когда заявку обещали решить.', 'When it was promised to be solved.'],
  },
}

export const attributeFields: Field[] = pairs(
  Object.entries(attributes).map(([name, words]) => code(name, words, 'attributes')),
)

export const stateFields: Field[] = [
  {
    type: 'row',
    fields: [
      code('closedState', {
        label: ['Состояние «закрыта»', 'State «closed»'],
        about: [
          'Куда ведёт «Подтвердить» и «Закрыть заявку».',
          'Where «Confirm» and «Close» lead to.',
        ],
      }),
      code('reopenedState', {
        label: ['Состояние «возобновлена»', 'State «reopened»'],
        about: ['Куда ведёт «Вернуть в работу».', 'Where «Reopen» leads to.'],
      }),
    ],
  },
]

export const ratingFields: Field[] = [
  {
    name: 'ratings',
    type: 'array',
    label: { ru: 'Оценки в каталоге Naumen', en: 'Ratings in Naumen' },
    labels: { singular: { ru: 'Оценка', en: 'Rating' }, plural: { ru: 'Оценки', en: 'Ratings' } },
    maxRows: 5,
    admin: {
      components: { RowLabel: '/src/admin/settings/RatingRow#RatingRow' },
      description: {
        ru: 'Нужны, если оценка в Naumen — элемент каталога. Иначе передаётся число от 1 до 5.',
        en: 'Needed where a rating is an item of a catalogue; else a number from 1 to 5 is sent.',
      },
    },
    validate: validated(repeatedMark),
    fields: [
      {
        type: 'row',
        fields: [
          {
            name: 'mark',
            type: 'number',
            label: { ru: 'Звёзд', en: 'Stars' },
            required: true,
            min: 1,
            max: 5,
            admin: { width: '25%' },
          },
          {
            name: 'uuid',
            type: 'text',
            label: { ru: 'Элемент каталога', en: 'Item' },
            required: true,
            admin: { placeholder: 'catalogs$5005', width: '75%' },
          },
        ],
      },
    ],
  },
]

export function repeatedMark(rows: unknown): Said | null {
  const marks = Array.isArray(rows) ? rows.map((row: { mark?: unknown }) => row.mark) : []
  const twice = marks.find((mark, at) => mark != null && marks.indexOf(mark) < at)
  if (twice === undefined) return null
  return {
    ru: `Оценка ${String(twice)} указана дважды.`,
    en: `The rating ${String(twice)} stands here twice.`,
  }
}

function code(name: string, { label, about }: Words, group?: 'attributes'): TextField {
  const field = (group ? `${group}.${name}` : name) as MappingField
  return {
    name,
    type: 'text',
    label: { ru: label[0], en: label[1] },
    admin: {
      width: '50%',
      description: { ru: about[0], en: about[1] },
      components: { afterInput: ['/src/admin/settings/RestoreCode#RestoreCode'] },
    },
    hooks: { afterRead: [orConfigured(field)] },
    validate: validated(oddCode),
  }
}

/** Pasted codes bring spaces and Cyrillic look-alikes with them, which Naumen answers in riddles. */
export function oddCode(value: unknown): Said | null {
  if (typeof value !== 'string' || !value.trim()) return null
  if (/\p{Script=Cyrillic}/u.test(value)) return codeWords.russian
  return /^[\w$]+$/.test(value.trim()) ? null : codeWords.odd
}

const codeWords = {
  russian: {
    ru: 'В коде есть русская буква: наберите его латиницей.',
    en: 'There is a Russian letter in this code: type it in Latin ones.',
  },
  odd: {
    ru: 'Код состоит из латинских букв, цифр, _ и $, без пробелов.',
    en: 'A code consists of Latin letters, digits, _ and $, without spaces.',
  },
}

/** Two beside each other. */
function pairs(fields: Field[]): Field[] {
  const rows = Array.from({ length: Math.ceil(fields.length / 2) }, (_, at) =>
    fields.slice(at * 2, at * 2 + 2),
  )
  return rows.map((two) => ({ type: 'row', fields: two }))
}
