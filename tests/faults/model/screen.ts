import { type Bubble, textOf } from '../../world/phone'

export type Kind =
  | 'consent'
  | 'address'
  | 'code'
  | 'menu'
  | 'resume'
  | 'topic'
  | 'description'
  | 'preview'
  | 'article'
  | 'knowledge'
  | 'receipt'
  | 'list'
  | 'card'
  | 'find'
  | 'which'
  | 'conversation'
  | 'closing'
  | 'rating'
  | 'signedOut'
  | 'unverified'
  | 'dismissed'
  | 'page'
  | 'nothing'

export type Key = { message: number; label: string; data: string }

/** The first that fits: a question may stand below the words of another screen. */
const signs: [Kind, RegExp][] = [
  ['receipt', /Заявка Б-\d+ (принята|передана|сохранена)/],
  ['consent', /согласие на обработку персональных данных/],
  ['code', /Введите код сюда/],
  ['address', /Введите рабочий e-mail/],
  ['resume', /Продолжить черновик\?/],
  ['preview', /Проверьте заявку/],
  ['description', /Опишите, что случилось|Добавьте ещё или нажмите «Далее»/],
  ['closing', /^(?:[^]*\n)?(Закрыть заявку|Вернуть заявку) \S+( в работу)?\?/],
  ['conversation', /Напишите инженеру|Принято для инженера/],
  ['which', /К какой заявке это относится/],
  ['rating', /Ваша оценка:|Оцените, пожалуйста, работу/],
  ['card', /Подана:/],
  ['find', /Найти заявку|Среди ваших заявок нет|Нашлось по номеру/],
  [
    'knowledge',
    /База знаний|Поиск по базе знаний|Вот что есть по запросу|статей нет|Выберите статью|статья (не )?помогла|Отправляем файлы/,
  ],
  [
    'topic',
    /Новая заявка|Уточните раздел|Выберите тему|[Пп]о запросу «|Список тем ещё загружается|Этой темы больше нет/,
  ],
  ['list', /Мои заявки|[Зз]аявок пока нет|заявок нет/],
  ['menu', /Чем помочь\?/],
  ['unverified', /не получается подтвердить ваш доступ/],
  ['dismissed', /доступ к боту завершён|учётная запись сотрудника заблокирована/],
  ['signedOut', /Вы вышли\./],
]

/** Whatever its text speaks of: an article asks whether it helped. */
const isArticle = (bubble: Bubble) => keysOf(bubble).some(({ label }) => /👍 Помогло/.test(label))

export function kindOf(bubble: Bubble | undefined): Kind {
  if (!bubble) return 'nothing'
  if (isArticle(bubble)) return 'article'
  return signs.find(([, sign]) => sign.test(textOf(bubble)))?.[0] ?? 'page'
}

export const signInKinds: Kind[] = ['consent', 'address', 'code']
export const talkKinds: Kind[] = ['which', 'conversation', 'closing', 'rating']
export const dialogKinds: Kind[] = ['resume', 'topic', 'description', 'preview']

/** What nobody may be shown who is not let in; a receipt stays where it was. */
export const isSubstance = (kind: Kind) =>
  ['menu', 'list', 'card', 'find', 'knowledge', 'article', ...talkKinds, ...dialogKinds].some(
    (one) => one === kind,
  )

const notice =
  /из другого чата Telegram|система инженеров её не приняла|Не получилось обработать|не передан/
/** What is told of a request by itself: an engineer's words, a status, a question for stars. */
const telling = /^(💬|🗑|✏️|[^\p{L}\s]+ Б-\d+( ·|\n|$))/u
const isTold = (bubble: Bubble) => notice.test(textOf(bubble)) || telling.test(textOf(bubble))

/** Messages told by themselves that can be acted on. */
export const toldOf = (bubbles: Bubble[]) => bubbles.filter(isTold)

/** The newest message that is a screen, and the newest that is not a receipt drawn belatedly. */
export function screensOf(bubbles: Bubble[]): Bubble[] {
  const screens = bubbles.filter((bubble) => !isTold(bubble))
  const last = screens.at(-1)
  const other = screens.findLast((bubble) => kindOf(bubble) !== 'receipt')
  return [...new Set([last, other])].filter((bubble) => bubble !== undefined)
}

export const keysOf = (bubble: Bubble | undefined): Key[] =>
  (bubble?.keyboard ?? [])
    .flat()
    .flatMap(({ text, data }) =>
      bubble && data ? [{ message: bubble.id, label: text, data }] : [],
    )

/**
 * A button leads on, or the bot asks for something to be typed. The last word to whoever was shut out
 * needs neither: rehired, they begin by writing.
 */
export const hasWayOn = (bubble: Bubble | undefined) =>
  keysOf(bubble).length > 0 || ['address', 'code', 'dismissed'].includes(kindOf(bubble))

/** A way leads to a place from anywhere; all other buttons answer one question and grow stale. */
export const isWay = ({ data }: Key) => data.startsWith('1:/')

export const numberOf = (bubble: Bubble) => /Заявка (Б-\d+)/.exec(textOf(bubble))?.[1] ?? null
