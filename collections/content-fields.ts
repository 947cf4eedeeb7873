import type { TextField } from 'payload'

/** How employees call it, where the bot searches. */
export const searchWords: TextField = {
  name: 'keywords',
  type: 'text',
  label: { ru: 'Слова для поиска', en: 'Search words' },
  admin: {
    description: {
      ru: 'Как это называют сотрудники: «комп, системник, ноут». Через запятую.',
      en: 'What employees call it, separated by commas.',
    },
  },
}

/** What both an article and a page of the menu may show above their text. */
export const telegramPictures = { mimeType: { in: ['image/jpeg', 'image/png', 'image/webp'] } }
