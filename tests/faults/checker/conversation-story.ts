import { firstStatuses } from '../../../collections/first-records'
import type { StatusRow } from '../../../src/domain/ticket-status'
import { createHistory, type DeskComment, type History } from '../history'
import type { DeskNote, DeskTicket } from './conversation-facts'
import type { DatedBubble } from './facts'
import type { AllFacts } from './refusals'

/* Anna and Boris have filed a request each; Anna talks with the engineer about hers, and rates it. */
export const [anna, boris] = [7, 8]
export const uuid = 'serviceCall$1'
export const engineer = { uuid: 'employee$10511', title: 'Пётр Инженеров' }

const said = (mark: string, files: { name: string; sha256: string }[] = []) => ({
  mark,
  text: files.length ? '' : `Ответ ${mark} <и> ещё.`,
  files,
})

export function told(): History {
  const story = (mark: string) => ({ mark, texts: [`Строка ${mark}1.`], files: [], presses: 1 })
  const name = (number: number) => ({ email: `worker${number}@blago.example`, updates: [] })
  const own = {
    ...story('д1-1-'),
    said: [said('д1-1-о1-'), said('д1-1-о2-', [log]), said('д1-1-о3-')],
    stars: 4,
  }
  const other = { ...story('д2-1-'), said: [] }
  return {
    ...createHistory(),
    people: [
      { id: anna, name: 'Анна', ...name(1), stories: [own] },
      { id: boris, name: 'Борис', ...name(2), stories: [other] },
    ],
    desk: [
      comment('comment$1', ['д1-1-и1-'], { files: [photo] }),
      comment('comment$2', ['д1-1-и2-'], { private: true }),
      comment('comment$3', ['д1-1-и3-', 'д1-1-и4-']),
      comment('comment$4', ['д1-1-и5-'], { deleted: true }),
    ],
  }
}

export const log = { name: 'журнал о2-.log', sha256: 'log' }
const photo = { name: 'снимок.png', sha256: 'photo' }

export const comment = (
  id: string,
  marks: string[],
  more: Partial<DeskComment> = {},
): DeskComment => ({
  ...{ ticket: uuid, uuid: id, private: false, marks, files: [], deleted: false },
  ...more,
})

export const note = (text: string, more: Partial<DeskNote> = {}): DeskNote => ({
  ...{ uuid: text, author: client, text: `<p>${text}</p>`, private: false, files: [] },
  ...more,
})
const client = { uuid: 'employee$1', title: 'Анна' }
const byEngineer = { author: engineer }

const deskTicket = (number: number, mark: string, comments: DeskNote[]): DeskTicket => ({
  ...{ uuid: `serviceCall$${number}`, number, title: `RP${number}`, subject: '', category: null },
  ...{ state: 'registered', correlation: `t${number}`, files: [], comments },
  ...{ mark: null, markComment: null, responsible: null },
  description: `<p>Строка ${mark}1.</p>`,
  client: { ...client, uuid: `employee$${number}`, email: `worker${number}@blago.example` },
})

export function held(): AllFacts {
  const own = deskTicket(1, 'д1-1-', [
    note('Ответ д1-1-о1- &lt;и&gt; ещё.'),
    note('Смотрю д1-1-и1-', { ...byEngineer, files: [{ title: photo.name, sha256: 'photo' }] }),
    note('Между нами д1-1-и2-', { ...byEngineer, private: true }),
    note('', { files: [{ title: log.name, sha256: 'log' }] }),
    note('Ответ д1-1-о3- &lt;и&gt; ещё.'),
    note('Готово д1-1-и4-', byEngineer),
  ])
  const desk = [
    { ...own, state: 'closed', mark: '4', responsible: { employee: engineer, team: null } },
    deskTicket(2, 'д2-1-', []),
  ]
  const ticket = (number: number, chat: number) => ({
    ...{ id: `t${number}`, number: `Б-${number}`, draft: `d${number}`, state: 'done' },
    ...{ telegram: chat, text: `Строка д${number}-1-1.`, naumenTitle: `RP${number}`, error: null },
  })
  const row = (text: string, names: string[] = []) => ({
    ...{
      id: `m ${text}${names.join()}`,
      uuid: null,
      ticket: 't1',
      direction: 'fromEmployee',
      act: 'comment',
    },
    ...{ text, names, state: 'done', error: null },
  })
  const standing = { id: 't1', number: 'Б-1', chat: anna, uuid, status: 'closed', title: 'Закрыта' }
  return {
    desk,
    naumen: desk,
    tickets: [ticket(1, anna), ticket(2, boris)],
    standings: [
      { ...standing, stars: 4 },
      {
        ...standing,
        id: 't2',
        number: 'Б-2',
        chat: boris,
        uuid: 'serviceCall$2',
        stars: null,
        ...first,
      },
    ],
    messages: [row('Ответ д1-1-о1- <и> ещё.'), row('', [log.name]), row('Ответ д1-1-о3- <и> ещё.')],
    events: [
      event('comment:comment$1', 'comment', { message: 'm of the engineer' }),
      event('status:1', 'status', { title: 'Закрыта' }),
    ],
    statuses: firstStatuses as StatusRow[],
    kept: [{ table: 'messages', row: '(Смотрю д1-1-и1-)' }],
    phones: [
      { person: anna, bubbles: phoneOfAnna() },
      {
        person: boris,
        bubbles: [bubble(1, '✅ Заявка Б-2 передана инженерам\nНомер в Naumen: RP2')],
      },
    ],
    ...{ undrawn: [], jobs: [], setAside: [], unanswered: [], mails: [], failedFiles: [] },
    ...{ laneShut: null, blocked: [], serviceCalls: { t1: uuid, t2: 'serviceCall$2' } },
  }
}

const first = { status: 'registered', title: null }

export const event = (key: string, kind: string, more: { message?: string; title?: string }) => ({
  ...{ ticket: 't1', key, kind, message: null, title: null, told: true, outcome: 'told' },
  ...more,
})

export const bubble = (id: number, text: string): DatedBubble => ({
  id,
  from: 'bot',
  text,
  date: id,
})

const phoneOfAnna = (): DatedBubble[] => [
  bubble(1, '✅ Заявка Б-1 передана инженерам\nНомер в Naumen: RP1'),
  { ...bubble(2, 'Смотрю д1-1-и1-'), photo: { sha256: 'photo' } },
  bubble(3, 'Ещё смотрю д1-1-и3-'),
  bubble(4, 'Готово д1-1-и4-'),
  bubble(5, 'Проверьте д1-1-и5-'),
  { ...bubble(6, 'Сообщение удалено'), replyTo: 5 },
  { ...bubble(7, 'Заявка Б-1 закрыта.'), keyboard: [[{ text: '⭐️', data: '1:/rate:t1:1' }]] },
  // The card repeats the last words
  bubble(8, '📋 Б-1\nПодана: вчера\nСмотрю д1-1-и1-, Готово д1-1-и4-'),
]

export function at<T>(all: T[], place: number): T {
  const one = all[place]
  if (one === undefined) throw new Error('There is none')
  return one
}

export const notes = ({ desk }: AllFacts) => at(desk, 0).comments
export const bubbles = ({ phones }: AllFacts) => at(phones, 0).bubbles
export const says = (facts: AllFacts, place: number, text: string) =>
  void (at(notes(facts), place).text = text)

/** Takes a message from Anna's phone, and from her card. */
export function forget({ phones }: AllFacts, id: number) {
  const phone = at(phones, 0)
  phone.bubbles = phone.bubbles.filter((one) => one.id !== id && one.id !== 8)
}
