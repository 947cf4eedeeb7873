import type { Html } from '../../src/domain/screen'
import { cutHtml, cutText, escapeHtml, plain, splitHtml } from '../../src/domain/text'
import { dateInWords } from '../dates'
import type { Card, CardFile, HistoryLine, Turn } from './read-card'
import { type Looking, statusOf } from './words'

/** Characters Telegram takes, less what may be said above and below a card. */
const cardLength = 3600
const conversationLength = 1700
const newestLength = 900
const olderLength = 350
/** A turn of which not even this much could be shown is left out. */
const leastLength = 60

export type Words = Pick<Looking, 'say' | 'statuses' | 'timeZone'>

/** A ticket in words, within what one message of Telegram holds. */
export function cardText(words: Words, card: Card): Html {
  const { say, timeZone } = words
  const { icon, title } = statusOf(words, card)
  const date = (at: string | Date) => dateInWords(at, timeZone)
  const html = {
    text: described(card),
    conversation: conversation(card, timeZone),
    history: history(words, card),
  }
  const filled = say('ticketCard', {
    number: card.number,
    topic: cutText(card.topicPath ?? '', 200),
    icon,
    status: cutText(title, 100),
    responsible: card.responsible ? `Ответственный: ${cutText(card.responsible, 100)}` : '',
    filedAt: date(card.filedAt),
    deadline: card.deadline && card.status !== 'closed' ? `Срок: ${date(card.deadline)}` : '',
    closedAt: closedInWords(card, date),
    handOver: handOverInWords(card),
    // Formatted already: it goes in where its name stands, after everything else is escaped
    ...Object.fromEntries(Object.entries(html).map(([name, at]) => [name, at && `{${name}}`])),
  })
  const whole = filled.replace(/\{(text|conversation|history)\}/g, (_, name) => html[name as Part])
  return cutHtml(whole.replace(/\n{3,}/g, '\n\n').trim(), cardLength)
}

/** With the stars that were given for it. */
function closedInWords({ status, closedAt, mark }: Card, date: (at: string | Date) => string) {
  if (status !== 'closed') return ''
  const closed = closedAt ? `Закрыта: ${date(closedAt)}` : ''
  const rated = mark === null ? '' : `Оценка: ${'⭐'.repeat(mark)}`
  return [closed, rated].filter(Boolean).join('\n')
}

type Part = 'text' | 'conversation' | 'history'

function described({ text, files, turns }: Card): Html {
  const room = turns.length ? 500 : 1400
  const said = text?.trim()
    ? `<blockquote>${beginning(escapeHtml(text.trim()), room)}</blockquote>`
    : ''
  return [said, ...fileLines(files)].filter(Boolean).join('\n')
}

/** The newest turn gets the most room; what does not fit is left out from the oldest on. */
function conversation({ turns }: Card, timeZone: string): Html {
  if (!turns.length) return ''
  let room = conversationLength
  const shown: Html[] = []
  for (const turn of turns.toReversed()) {
    if (room < leastLength) break
    const html = turnText(turn, timeZone, Math.min(room, shown.length ? olderLength : newestLength))
    shown.unshift(html)
    room -= plain(html).length
  }
  return ['<b>Переписка</b>', ...shown].join('\n\n')
}

function turnText(turn: Turn, timeZone: string, room: number): Html {
  const author = turn.fromEmployee ? 'Вы' : cutText(turn.author || 'Инженер', 60)
  const signs = [dateInWords(turn.at, timeZone), turn.edited ? 'изменено' : '', onItsWay(turn)]
  const head = `<b>${escapeHtml(author)}</b> · ${signs.filter(Boolean).join(' · ')}`
  if (turn.deleted) return `${head}\n<i>Сообщение удалено</i>`
  const said = turn.html ?? escapeHtml(turn.text ?? '')
  return [head, beginning(said.trim(), room), ...fileLines(turn.files)].filter(Boolean).join('\n')
}

function onItsWay({ fromEmployee, handOver }: Turn): string {
  if (!fromEmployee || handOver === 'done' || handOver === 'notNeeded') return ''
  return handOver === 'failed' || handOver === 'givenUp' ? '⚠️ не передано' : '⏳ передаём'
}

/** Cut between words, for somebody is to read it. */
function beginning(html: Html, room: number): Html {
  const [first = '', ...rest] = splitHtml(html, room)
  return rest.length ? `${first}…` : first
}

const namedFiles = 3

function fileLines(files: CardFile[]): Html[] {
  const named = files.slice(0, namedFiles).map(({ name, state }) => {
    const line = `📎 ${escapeHtml(cutText(name, 60))}`
    return state === 'failed' ? `${line} ⚠️ не передан` : line
  })
  const more = files.length - namedFiles
  return more > 0 ? [...named, `📎 и ещё ${more}`] : named
}

/** One status is what stands above already. */
function history(words: Words, { history: lines, statusCount }: Card): Html {
  if (statusCount < 2) return ''
  const earlier =
    statusCount > lines.length ? [`<i>раньше ещё ${statusCount - lines.length}</i>`] : []
  const one = ({ status, title, at }: HistoryLine) => {
    const { icon, title: name } = statusOf(words, { status, statusTitle: title })
    const when = at ? ` · ${dateInWords(at, words.timeZone)}` : ''
    return `${icon} ${escapeHtml(cutText(name, 60))}${when}`
  }
  return ['<b>История</b>', ...earlier, ...lines.map(one)].join('\n')
}

function handOverInWords({ number, naumenTitle, handOver, pending }: Card): string {
  if (handOver === 'failed' && !naumenTitle) return '⚠️ Передаём вручную'
  if (handOver === 'givenUp' && !naumenTitle) return '⚠️ Не передана инженерам'
  if (!naumenTitle && handOver !== 'done') return '⏳ Передаём инженерам'
  const name = naumenTitle && naumenTitle !== number ? [`Номер в Naumen: ${naumenTitle}`] : []
  const asked = pending.map((act) =>
    act === 'close' ? '⏳ Передаём: закрыть' : '⏳ Передаём: вернуть в работу',
  )
  return [...name, ...asked].join('\n')
}
