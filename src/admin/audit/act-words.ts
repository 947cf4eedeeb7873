import { type Words, wordsIn } from '../kit/words'

/** What an entry says was done, by `action`. */
const actions = {
  ru: {
    create: 'Создание',
    update: 'Изменение',
    delete: 'Удаление',
    signIn: 'Вход',
    signInRefused: 'Отказ во входе',
    signOut: 'Выход',
    export: 'Выгрузка',
    act: 'Команда',
  },
  en: {
    create: 'Created',
    update: 'Changed',
    delete: 'Deleted',
    signIn: 'Sign-in',
    signInRefused: 'Sign-in refused',
    signOut: 'Sign-out',
    export: 'Export',
    act: 'Command',
  },
} satisfies Words<string>

/** Which command, by `act`. One nobody has named here is shown as it is called in code. */
const acts: Record<string, [ru: string, en: string]> = {
  'check-connection': ['Проверка подключения', 'Check of the connection'],
  'ticket-retry': ['Повтор передачи заявки', 'Hand-over of a ticket repeated'],
  'ticket-giveUp': ['Отказ от передачи заявки', 'Hand-over of a ticket given up'],
  'message-retry': ['Повтор передачи сообщения', 'Hand-over of a message repeated'],
  'message-giveUp': ['Отказ от передачи сообщения', 'Hand-over of a message given up'],
  'job-retry': ['Повтор отложенного задания', 'A job set aside repeated'],
  'job-giveUp': ['Отказ от отложенного задания', 'A job set aside given up'],
  retry: ['Повтор передачи', 'Hand-over repeated'],
  takeTheirs: ['Расхождение: взято из Naumen', 'Difference: Naumen’s taken'],
  keepOurs: ['Расхождение: оставлено наше', 'Difference: ours kept'],
  archive: ['В архив', 'Archived'],
  restore: ['Из архива', 'Restored'],
  move: ['Перемещение', 'Moved'],
  invite: ['Приглашение в панель', 'Invited to the panel'],
  setPassword: ['Новый пароль', 'Password set'],
  endSessions: ['Завершение сеансов', 'Sessions ended'],
  emergency: ['Вход аварийной записью', 'Sign-in with the emergency account'],
  lockDismissed: ['Доступ закрыт: сотрудник уволен', 'Access ended: employee dismissed'],
  unlock: ['Снятие блокировки', 'Unlocked'],
  block: ['Блокировка в боте', 'Blocked in the bot'],
  unblock: ['Разблокировка в боте', 'Unblocked in the bot'],
  signOut: ['Выход из бота', 'Signed out of the bot'],
  'sign-out': ['Выход из бота', 'Signed out of the bot'],
  check: ['Проверка в Naumen', 'Checked in Naumen'],
  role: ['Роль в боте изменена', 'Role in the bot changed'],
  recheck: ['Проверка в Naumen', 'Checked in Naumen'],
  export: ['Выгрузка', 'Export'],
  erase: ['Удаление персональных данных', 'Personal data erased'],
  publish: ['Публикация', 'Published'],
  'publish-article': ['Публикация по времени', 'Published at its time'],
  unpublish: ['Снятие с публикации', 'Unpublished'],
  rollBack: ['Возврат к прежней версии', 'Rolled back'],
}

/** «Изменение», «Приглашение в панель», «Вход аварийной записью». */
export function actInWords(action: string, act: string | null, language: string): string {
  const index = language === 'en' ? 1 : 0
  if (act) return acts[act]?.[index] ?? act
  const known: Record<string, string> = wordsIn(language, actions)
  return known[action] ?? action
}

export const actionNames = Object.keys(actions.ru)

/** Sections that are no collection of the panel. */
export const otherSections: Record<string, [ru: string, en: string]> = {
  queue: ['Очередь передачи', 'Hand-over queue'],
}
