import { textOf } from '../../world/phone'
import type { Employee } from './employee'
import { type Look, visibleOn } from './look'
import type { Linked } from './ticket-acts'
import {
  dialogKinds,
  hasWayOn,
  isSubstance,
  isWay,
  type Key,
  type Kind,
  signInKinds,
} from './screen'

/** What an act should lead to; the answer says what is wrong, in words. */
export type Expectation = (before: Look, after: Look) => string | null

export const nothingToExpect: Expectation = () => null

/** `mayEnter`: types a code that was mailed to them. `unheard`: the bot rightly does nothing. */
export type Traits = { mayEnter?: boolean; unheard?: boolean }

/** True after whatever anybody did. */
export function alwaysTrue(employee: Employee, { mayEnter, unheard }: Traits): Expectation {
  return (before, after) => {
    const { blocked, missed, uncertain } = employee
    const [current] = after.screens
    if (after.access !== 'out' && before.access === 'out' && !mayEnter)
      return 'was let in without a code'
    if (blocked || missed || unheard) return null
    if (!current) return 'sees nothing at all'
    if (!hasWayOn(current)) return `has no way on: «${textOf(current)}»`
    if (after.access === 'out' && !uncertain && after.kinds.every(isSubstance))
      return `is out and yet sees «${textOf(current)}»`
    return null
  }
}

const shows = (after: Look, kinds: Kind[], what: string) =>
  after.kinds.some((kind) => kinds.includes(kind))
    ? null
    : `${what}: saw ${after.kinds.join(', ')} instead of ${kinds.join(' or ')}`

/** Whoever is out is asked who they are, whatever they do. */
const outside = (after: Look, what: string): string | null => {
  // Naumen has answered for them meanwhile; whether they may be in at all is asked of every act
  if (after.access === 'in') return null
  if (after.access === 'unverified') return shows(after, ['unverified'], what)
  return shows(after, [...signInKinds, 'signedOut', 'dismissed'], what)
}

const commands: Record<string, Kind[]> = {
  '/start': ['menu'],
  '/new': ['topic', 'resume'],
  '/my': ['list'],
  '/help': ['menu', 'page'],
  '/logout': ['signedOut'],
}

export const afterCommand =
  (command: string): Expectation =>
  (before, after) => {
    if (before.access !== 'in') return outside(after, command)
    if (command === '/logout' && after.access !== 'out') return '/logout: is still in'
    return shows(after, commands[command] ?? ['menu'], command)
  }

/** Nothing that was said disappears without a word: it stands on the screen. */
export const afterWords =
  (words: string): Expectation =>
  (before, after) => {
    if (before.access !== 'in') return outside(after, 'words')
    if (isSaid(after, words)) return null
    const seen = after.screens.map(textOf)
    return seen.some((text) => text.includes(words) || text.includes('…'))
      ? null
      : `«${words}» is nowhere to be seen: ${seen.join(' / ')}`
  }

const isSaid = ({ turns }: Look, words: string) => turns.some(({ text }) => text.includes(words))

/** What answers a message about a request is said in that request, whatever else is going on. */
export const afterAnswer =
  (words: string): Expectation =>
  (before, after) => {
    if (before.access !== 'in') return outside(after, 'an answer')
    return isSaid(after, words) ? null : `the answer «${words}» is in no request`
  }

/** Their own request opens; anybody else's is treated as not there. */
export const afterLink =
  ({ number, own }: Linked): Expectation =>
  (before, after) => {
    if (before.access !== 'in') return outside(after, 'a link')
    if (own) return shows(after, ['card', ...dialogKinds], 'a link')
    const sees = after.screens.some((screen) => textOf(screen).includes(number))
    return sees ? `a link shows ${number}, which is another person’s` : null
  }

export const afterWrongCode: Expectation = (before, after) =>
  before.access === 'out' && after.access !== 'out' ? 'a wrong code let them in' : null

const labels: [RegExp, Kind[]][] = [
  [/🏠/, ['menu']],
  [/Мои заявки/, ['list']],
  [/Создать заявку/, ['topic', 'resume', 'description']],
  [/Далее/, ['preview']],
  [/📖/, ['article', 'preview']],
  [/Не помогло, к заявке/, ['preview']],
  [/Помогло, заявка/, ['menu']],
  [/(Помогло|Не помогло)$/, ['knowledge']],
  [/База знаний|🔍/, ['knowledge']],
  [/📨/, ['receipt', 'topic']],
  [/Отменить/, ['menu']],
  [/Продолжить/, ['description', 'topic']],
  [/Начать заново|🗂/, ['topic']],
  [/Написать заново|Описание и файлы/, ['description']],
  [/Выйти/, ['signedOut', ...signInKinds]],
  [/Открыть заявку/, ['card', 'list']],
  [/Написать$|Ответить|Приложить/, ['conversation', 'card', 'list']],
  [/Подтвердить|Закрыть заявку/, ['card', 'closing']],
  [/Вернуть в работу/, ['closing', 'card']],
  [/⭐/, ['rating', 'card']],
  [/Найти по номеру/, ['find']],
]

/** A button of the screen that stands there, pressed once or twice. */
export const afterPress =
  (employee: Employee, key: Key): Expectation =>
  (before, after) => {
    if (before.access !== 'in') return employee.missed ? null : outside(after, key.label)
    const made = after.filed - before.filed
    const sent = /📨/.test(key.label) && after.kinds.includes('receipt')
    if (made > 1) return `${key.label}: ${made} requests were made`
    if (made === 1 && !/📨/.test(key.label)) return `${key.label}: a request was made`
    if (employee.missed) return null
    if (sent && made !== 1) return `${key.label}: a receipt, but no request`
    remember(employee, key, before, after)
    const [, kinds] = labels.find(([label]) => label.test(key.label)) ?? []
    return kinds ? shows(after, kinds, key.label) : null
  }

/** What was sent must be filed so; what was given up must not be filed at all. */
function remember(employee: Employee, { label }: Key, before: Look, after: Look) {
  const claim = visibleOn(employee, before.screens[0])
  if (!claim) return
  if (/📨/.test(label) && after.filed > before.filed && after.newest)
    employee.claims.set(after.newest, claim)
  if (/Отменить|Начать заново|Написать заново/.test(label))
    for (const text of claim.texts) employee.dropped.add(text)
}

/** A button of an earlier question: it sends nothing and gives nothing up. */
export const afterStalePress =
  (employee: Employee, key: Key): Expectation =>
  (before, after) => {
    if (after.filed !== before.filed) return `a stale «${key.label}» filed a request`
    if (before.access !== 'in') return employee.missed ? null : outside(after, key.label)
    const words = after.screens.map(textOf).join('\n')
    if (!isWay(key) && /Черновик удалён/.test(words) && !before.screens.some(isDropped))
      return `a stale «${key.label}» gave the draft up`
    return null
  }

const isDropped = (bubble: Parameters<typeof textOf>[0]) => /Черновик удалён/.test(textOf(bubble))

/** The same update again changes nothing. */
export const afterRepeat: Expectation = (before, after) => {
  const [was, is] = [before, after].map(({ screens }) => screens.map(textOf).join('\n'))
  if (after.filed !== before.filed) return 'an update that came again filed a request'
  return was === is || was?.includes('Заявка Б-') ? null : `changed by a repeated update: ${is}`
}
