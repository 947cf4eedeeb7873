import { wordsIn } from '../kit/words'

const ru = {
  title: 'Категории',
  description:
    'Категории, подкатегории и темы заявок: зеркало каталога Naumen. Что изменено здесь, само передаётся в Naumen, и наоборот. Ненужное не удаляется, а уходит в архив.',
  label: 'Дерево категорий',
  search: 'Найти категорию или тему',
  add: 'Добавить категорию',
  showArchived: 'Показать архив',
  showThese: 'Показать только их',
  showAll: 'Показать все',
  archived: 'в архиве',
  archive: 'В архив',
  restore: 'Вернуть из архива',
  words: 'Слова для поиска…',
  wordsTitle: 'Слова для поиска: «{title}»',
  wordsHint: 'Как это называют сотрудники, через запятую: «комп, системник, ноут».',
  open: 'Открыть страницу и QR-код',
  save: 'Сохранить',
  cancel: 'Отмена',
  usesLabel: 'Заявок за 12 месяцев',
  waiting: 'ждёт передачи',
  failed: 'не передано',
  conflict: 'расхождение',
  retry: 'Повторить',
  queued: 'Передаём ещё раз.',
  compare: 'Сравнить',
  conflictTitle: 'Расхождение: «{title}»',
  conflictHint: 'Это изменили и здесь, и в Naumen. Решите, что останется.',
  ours: 'Здесь',
  theirs: 'В Naumen',
  name: 'Название',
  place: 'Место',
  use: 'В работе',
  yes: 'да',
  no: 'нет, в архиве',
  top: 'верхний уровень',
  unknownPlace: 'место, которого здесь нет',
  keepOurs: 'Оставить наше',
  takeTheirs: 'Взять из Naumen',
  archiveTitle: 'Убрать в архив «{title}»?',
  archiveText:
    'Сотрудники перестанут её видеть, в Naumen она тоже уйдёт в архив. Вернуть можно в любой момент.',
  archiveBelow: 'Всё, что внутри, тоже скроется от сотрудников.',
  moveTitle: 'Перенести «{title}»?',
  move: 'Перенести',
  draftsArchive:
    'Черновики не пропадут: бот скажет, что темы больше нет, и предложит выбрать другую.',
  draftsMove: 'Черновики не пропадут: бот скажет, где тема теперь.',
  emptyTitle: 'Категории появятся из Naumen',
  emptyText:
    'Они загружаются сами, раз в несколько минут. Если их долго нет, проверьте раздел «Сопоставление с Naumen»: каталог категорий и кнопка «Проверить подключение». Можно начать и отсюда: добавленное здесь появится в Naumen.',
}

const en: typeof ru = {
  title: 'Categories',
  description:
    'Categories, subcategories and topics: a mirror of Naumen’s catalogue. What is changed here reaches Naumen by itself, and the other way round. What is not needed is archived, never deleted.',
  label: 'Tree of categories',
  search: 'Find a category or topic',
  add: 'Add a category',
  showArchived: 'Show archived',
  showThese: 'Show these alone',
  showAll: 'Show all',
  archived: 'archived',
  archive: 'Archive',
  restore: 'Bring back',
  words: 'Search words…',
  wordsTitle: 'Search words: “{title}”',
  wordsHint: 'What employees call it, separated by commas.',
  open: 'Open the page and QR code',
  save: 'Save',
  cancel: 'Cancel',
  usesLabel: 'Requests in 12 months',
  waiting: 'waiting',
  failed: 'not handed over',
  conflict: 'conflict',
  retry: 'Try again',
  queued: 'Trying again.',
  compare: 'Compare',
  conflictTitle: 'Conflict: “{title}”',
  conflictHint: 'This was changed both here and in Naumen. Decide what stays.',
  ours: 'Here',
  theirs: 'In Naumen',
  name: 'Title',
  place: 'Place',
  use: 'In use',
  yes: 'yes',
  no: 'no, archived',
  top: 'top level',
  unknownPlace: 'a place that is not here',
  keepOurs: 'Keep ours',
  takeTheirs: 'Take Naumen’s',
  archiveTitle: 'Archive “{title}”?',
  archiveText:
    'Employees will not see it any more, and it is archived in Naumen too. It can be brought back at any time.',
  archiveBelow: 'All that is inside is hidden from employees too.',
  moveTitle: 'Move “{title}”?',
  move: 'Move',
  draftsArchive:
    'No draft is lost: the bot says that the topic is gone and offers to choose another.',
  draftsMove: 'No draft is lost: the bot says where the topic is now.',
  emptyTitle: 'Categories will come from Naumen',
  emptyText:
    'They are loaded by themselves every few minutes. If they stay away, look at “Naumen mapping”: the catalogue of categories and “Check the connection”. You may begin here as well: what is added here will appear in Naumen.',
}

export const categoryWords = { ru, en }
export type CategoryWords = typeof ru

/** «Тему сейчас выбирают 3 человека.» */
export function draftsInWords(language: string, people: number): string {
  const forms = wordsIn(language, {
    ru: {
      one: '{n} человек сейчас составляет',
      few: '{n} человека сейчас составляют',
      many: '{n} человек сейчас составляют',
    },
    en: {
      one: '{n} person is just writing',
      few: '{n} people are just writing',
      many: '{n} people are just writing',
    },
  })
  const tail = wordsIn(language, {
    ru: { text: ' заявку с этой темой.' },
    en: { text: ' a request with this topic.' },
  })
  const rule = new Intl.PluralRules(language === 'en' ? 'en' : 'ru').select(people)
  const form = rule === 'one' || rule === 'few' ? forms[rule] : forms.many
  return form.replace('{n}', String(people)) + tail.text
}

type Figures = { topics: number; waiting: number; failed: number; conflict: number }
export type Trouble = Exclude<keyof Figures, 'topics'>

const figureWords = {
  ru: { topics: 'тем', waiting: 'ждут передачи', failed: 'не передано', conflict: 'расхождений' },
  en: { topics: 'topics', waiting: 'waiting', failed: 'not handed over', conflict: 'conflicts' },
}

/** «тем: 84», and each state that needs a look, without what is nothing. */
export function figuresInWords(language: string, { topics, ...states }: Figures) {
  const say = wordsIn(language, figureWords)
  const troubles = (['failed', 'conflict', 'waiting'] as const)
    .filter((state) => states[state] > 0)
    .map((state) => ({ state, text: `${say[state]}: ${states[state]}` }))
  return { topics: `${say.topics}: ${topics}`, troubles }
}
