import type { Words } from './words'

/** What our own pages are called, by their path below the panel's root. */
export const ownPages = {
  ru: {
    '': 'Обзор',
    'hand-over': 'Очередь передачи',
    knowledge: 'Спрос на статьи',
    login: 'Вход',
    password: 'Новый пароль',
    unauthorized: 'Нет доступа',
  },
  en: {
    '': 'Overview',
    'hand-over': 'Hand-over queue',
    knowledge: 'Demand for articles',
    login: 'Sign-in',
    password: 'New password',
    unauthorized: 'No access',
  },
} satisfies Words<string>
