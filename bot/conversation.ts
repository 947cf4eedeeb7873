import type { Button, Screen } from '../src/domain/screen'
import type { Say } from '../src/domain/texts'
import { type Said, saidIn } from './conversation/said'
import { counted } from './dates'
import type { Note, Step } from './dialog'
import type { OwnTicket } from './conversation/own-ticket'

/** Writing to the engineer of one ticket, and how much has been said since it began. */
export type Conversation = { ticket: string; messages: number; files: number; album?: string }

export type ConversationFacts = { say: Say; ticket: OwnTicket }

export type ConversationAct = { kind: 'say'; said: Said }

type ConversationStep = Step<Conversation, ConversationFacts, ConversationAct>

export const begunConversation = (ticket: string): Conversation => ({
  ticket,
  messages: 0,
  files: 0,
})

/** «Напишите инженеру по заявке Б-1001…», until «Готово». */
export const writing: ConversationStep = {
  ask: (draft, facts) => ({ text: textOf(draft, facts), rows: buttonsOf(facts) }),
  accept(draft, answer, _facts, { message }) {
    const { said, notes } = saidIn(answer, message)
    if (!said) return { draft, notes }
    return { draft: counting(draft, said), notes, act: { kind: 'say', said } }
  },
}

function textOf({ messages, files }: Conversation, { say, ticket }: ConversationFacts): string {
  const { number, topic } = ticket
  const all = [
    messages ? counted(messages, 'сообщение', 'сообщения', 'сообщений') : '',
    files ? counted(files, 'файл', 'файла', 'файлов') : '',
  ]
  const said = all.filter(Boolean).join(', ')
  if (said) return say('saidToEngineer', { number, topic, said })
  return say('writeToEngineer', { number, topic })
}

function buttonsOf({ say, ticket }: ConversationFacts): Screen['rows'] {
  const done: Button = { label: say('doneButton'), press: `/ticket:${ticket.id}`, style: 'primary' }
  const home: Button = { label: say('home'), press: '/home' }
  const reopen: Button = { label: say('reopenButton'), press: `/reopen:${ticket.id}` }
  return [[done], ...(ticket.status === 'closed' ? [[reopen]] : []), [home]]
}

/** An album is one message of many files. */
function counting(draft: Conversation, { files, album }: Said): Conversation {
  const goesOn = album !== undefined && album === draft.album
  return {
    ticket: draft.ticket,
    messages: draft.messages + (goesOn ? 0 : 1),
    files: draft.files + files.length,
    ...(album ? { album } : {}),
  }
}

/** What the person should know of a ticket they write to. */
export function noticesOf({ status, number, isInNaumen }: OwnTicket): Note[] {
  if (status === 'closed') return [{ text: 'saidToClosed', values: { number } }]
  return isInNaumen ? [] : [{ text: 'saidBeforeTicket' }]
}
