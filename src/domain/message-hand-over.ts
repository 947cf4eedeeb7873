import { Parser } from 'htmlparser2'
import { asHtml, type FilePhase, type HandedAttachment, nextFile, settled } from './hand-over'

/**
 * A turn of a ticket's conversation on its way to Naumen: said there, then its files one by one. Turns
 * of one ticket go in the order they were said.
 */
export type MessageHandOver = {
  act: MessageAct
  state: 'waiting' | 'creating' | 'done' | 'failed' | 'givenUp' | 'notNeeded'
  /** When a call was begun whose end is not known. */
  startedAt: Date | null
  /** UUID of its comment, once it is there. */
  comment: string | null
  attachments: (HandedAttachment & { album?: string })[]
  sentAt: Date
}

export type MessageAct = 'comment' | 'correction' | 'close' | 'reopen' | 'rating' | 'undelivered'

export type MessagePhase =
  | { kind: 'send' }
  | { kind: 'wait'; seconds: number }
  /** `last`: what is not there by now was never done. */
  | { kind: 'look'; last: boolean }
  | FilePhase

/** Seconds within which the pieces of an album join its turn. */
const ALBUM_SECONDS = 2

/** What to do next. Two looks at least a settling time apart, as with tickets: the last decides. */
export function nextMessagePhase(
  { state, startedAt, comment, attachments, sentAt }: MessageHandOver,
  now: Date,
  settleSeconds: number,
): MessagePhase {
  if (state !== 'waiting' && state !== 'creating') return { kind: 'over' }
  if (comment) return nextFile(attachments, now, settleSeconds)
  if (!startedAt) {
    const joins = attachments.some(({ album }) => album)
    return (joins && settled(sentAt, now, ALBUM_SECONDS)) || { kind: 'send' }
  }
  const last = !settled(startedAt, now, 2 * settleSeconds)
  return settled(startedAt, now, settleSeconds) ?? { kind: 'look', last }
}

type InLine = { id: string; act: MessageAct; held: boolean; said: boolean }

/**
 * The turn to hand over next: strictly in order, but a rating that has to wait holds nobody up, nor do
 * files that are slow to come when their words stand in Naumen.
 * @param line those not handed over, oldest first; `held` waits for its next try
 */
export function nextInLine(line: InLine[]): InLine | undefined {
  const stop = line.findIndex((turn) => turn.held && !letsPass(turn))
  const open = stop < 0 ? line : line.slice(0, stop)
  return open.find(({ held }) => !held)
}

/** While it waits, what was said after it goes on. */
export const letsPass = ({ act, said }: Pick<InLine, 'act' | 'said'>) => act === 'rating' || said

type Said = { act: MessageAct; text: string; attachments: { name: string }[] }

/**
 * The words a turn stands in Naumen with, plain; none where there is nothing to say.
 * @param more `correctedAt`: when the corrected message was sent, in words; `mark`: stars to be told
 */
export function wordsOf(
  { act, text, attachments }: Said,
  more: { correctedAt?: string; mark?: number | null } = {},
): string {
  const words = text.trim()
  if (act === 'undelivered') return words || 'Бот заблокирован, сообщение не доставлено'
  if (act === 'correction')
    return `Исправление к сообщению${more.correctedAt ? ` от ${more.correctedAt}` : ''}:\n${words}`
  if (act === 'rating')
    return [more.mark && `Оценка: ${more.mark} из 5.`, words].filter(Boolean).join(' ')
  return words || attachments.map(({ name }) => `📎 ${name}`).join('\n')
}

/** Naumen keeps comments as HTML. */
export const commentHtml = (words: string) => asHtml(words)

/**
 * Whether a comment in Naumen may be this turn of ours: its letters are the same, whatever Naumen has
 * made of the markup. Who wrote it, and that it is not known as another turn, is for the caller to
 * see. (Between Naumen's answer and our commit a pull may see a comment whose UUID we do not know yet:
 * it leaves alone what the employee wrote while anything of theirs is `waiting` or `creating`.)
 */
export function isSameComment(html: string, turn: Said): boolean {
  const there = lettersOf(textOf(html))
  const head = heads[turn.act]
  if (!head) return there === lettersOf(wordsOf(turn))
  return head.test(there) && there.replace(head, '') === lettersOf(turn.text)
}

// What stands before the words varies with the hour and the stars
const heads: Partial<Record<MessageAct, RegExp>> = {
  correction: /^Исправлениексообщению(от[\d.,:]+)?:/,
  rating: /^(Оценка:\dиз5\.)?/,
}

const lettersOf = (text: string) => text.normalize('NFC').replace(/[\s\u200b\ufeff]+/g, '')

function textOf(html: string): string {
  let text = ''
  let hidden = 0
  const step = (name: string, by: number) => {
    if (name === 'style' || name === 'script') hidden += by
  }
  const parser = new Parser({
    ontext: (piece) => void (text += hidden ? '' : piece),
    onopentagname: (name) => step(name, 1),
    onclosetag: (name) => step(name, -1),
  })
  parser.end(html)
  return text
}

const generalRefusal: Record<MessageAct, string> = {
  comment: 'Система инженеров не приняла это сообщение',
  correction: 'Система инженеров не приняла это исправление',
  close: 'Система инженеров не даёт закрыть эту заявку',
  reopen: 'Система инженеров не даёт вернуть эту заявку в работу',
  rating: 'Система инженеров не приняла оценку',
  undelivered: '',
}

/** Naumen's refusal as the employee may read it: its own sentence where that is one. */
export function refusalWords(act: MessageAct, words: string): string {
  const missing = /не заполнены обязательные атрибуты:?\s*(.+)/i.exec(words)?.[1]
  if (missing && !isTechnical(missing))
    return `Инженеру нужно сначала заполнить: ${missing.replace(/[.\s]+$/, '')}`
  const isAct = act === 'close' || act === 'reopen'
  if (!isAct || isTechnical(words) || !/^Переход|невозмож|нельзя/i.test(words))
    return generalRefusal[act]
  return words.replace(/"([^"]*)"/g, '«$1»').replace(/[.\s]+$/, '')
}

const isTechnical = (words: string) =>
  words.length > 200 ||
  !/[а-яё]/i.test(words) ||
  /[$<>{}]|exception|error|атрибут\S* с кодом/i.test(words)
