import type { MenuSection, TicketStatus } from '../src/payload-types'
import { paragraphs } from './lexical'

type Section = Pick<MenuSection, 'emoji' | 'title' | 'kind'> & {
  text?: MenuSection['text']
  under?: Section[]
}
type StatusRow = NonNullable<TicketStatus['statuses']>[number]

/** The menu of a fresh database; from then on it is the admins'. */
export const firstMenu: Section[] = [
  { emoji: '📝', title: 'Создать заявку', kind: 'create-request' },
  { emoji: '📋', title: 'Мои заявки', kind: 'my-requests' },
  { emoji: '📚', title: 'База знаний', kind: 'knowledge-base' },
  { emoji: '👤', title: 'Профиль', kind: 'profile' },
  {
    emoji: '❓',
    title: 'Помощь',
    kind: 'submenu',
    text: paragraphs('Чем помочь? Выберите раздел ниже.'),
    under: [
      {
        emoji: '💡',
        title: 'Как пользоваться ботом',
        kind: 'page',
        text: paragraphs(
          'Чтобы подать заявку, нажмите «Создать заявку», выберите тему и опишите, что случилось. Фото, файлы и голосовые сообщения тоже подойдут.',
          'Номер заявки придёт сразу. Когда статус изменится или инженер напишет, вы получите сообщение здесь.',
          'Все заявки лежат в разделе «Мои заявки». Если что-то пошло не так, нажмите /start — ничего не потеряется.',
        ),
      },
      {
        emoji: '📞',
        title: 'Контакты',
        kind: 'contacts',
        text: paragraphs(
          'Если бот не помог или вы не можете войти, позвоните в службу поддержки вашего предприятия.',
        ),
      },
    ],
  },
]

/** Naumen's states as a standard installation names them, in the order they are tried. */
export const firstStatuses: StatusRow[] = [
  {
    status: 'assigned',
    icon: '👤',
    title: 'Назначена на сотрудника',
    text: 'Заявка {number} назначена на сотрудника: {responsible}.',
    naumenStates: ['registered'],
    needsEmployee: 'yes',
    notify: 'silent',
  },
  {
    status: 'registered',
    icon: '🆕',
    title: 'Зарегистрирована',
    text: 'Заявка {number} зарегистрирована.',
    naumenStates: ['registered'],
    needsEmployee: 'any',
    notify: 'off',
  },
  {
    status: 'inProgress',
    icon: '🔧',
    title: 'В работе',
    text: 'Заявка {number} в работе.',
    naumenStates: ['inprogress'],
    needsEmployee: 'yes',
    notify: 'silent',
  },
  {
    status: 'accepted',
    icon: '📥',
    title: 'Взята в работу',
    text: 'Заявка {number} взята в работу.',
    naumenStates: ['inprogress'],
    needsEmployee: 'any',
    notify: 'silent',
  },
  {
    status: 'inProgress',
    icon: '🔧',
    title: 'Снова в работе',
    text: 'Заявка {number} снова в работе.',
    naumenStates: ['resumed'],
    needsEmployee: 'any',
    notify: 'silent',
  },
  {
    status: 'inProgress',
    icon: '⏸',
    title: 'Отложена',
    text: 'Работа по заявке {number} отложена.',
    naumenStates: ['deferred'],
    needsEmployee: 'any',
    notify: 'silent',
  },
  {
    status: 'awaitingAuthor',
    icon: '✋',
    title: 'Ждёт вашего ответа',
    text: 'По заявке {number} нужен ваш ответ.',
    naumenStates: ['waitClientAnswer'],
    needsEmployee: 'any',
    notify: 'loud',
  },
  {
    status: 'resolved',
    icon: '✅',
    title: 'Решена, ждёт подтверждения',
    text: 'Заявка {number} решена. Подтвердите, пожалуйста, что всё работает.',
    naumenStates: ['resolved'],
    needsEmployee: 'any',
    notify: 'loud',
  },
  {
    status: 'closed',
    icon: '🏁',
    title: 'Закрыта',
    text: 'Заявка {number} закрыта.',
    naumenStates: ['closed'],
    needsEmployee: 'any',
    notify: 'silent',
  },
]
