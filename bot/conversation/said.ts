import {
  type Draft,
  emptyDraft,
  maxFileBytes,
  type Trouble,
  withFiles,
  withText,
} from '../../src/domain/draft'
import type { Answer, Attachment } from '../../src/domain/screen'
import type { Note } from '../dialog'
import { inNote } from '../new-ticket/draft'

/** What one message of the person says to an engineer. */
export type Said = { message: number; text: string; files: Attachment[]; album?: string }

/** @returns what can be passed on, and in words what can't */
export function saidIn(answer: Answer, message: number): { said: Said | null; notes: Note[] } {
  if (answer.kind === 'files') return filesIn(answer, message)
  const text = textIn(answer)
  if (text) return { said: { message, text, files: [] }, notes: [] }
  return { said: null, notes: [{ text: answer.kind === 'press' ? 'useButtons' : 'unsupported' }] }
}

function filesIn(answer: Extract<Answer, { kind: 'files' }>, message: number) {
  const { files, album } = answer
  const text = answer.text.trim()
  const small = files.filter(({ size }) => size <= maxFileBytes)
  const big = files.filter(({ size }) => size > maxFileBytes)
  const notes = big.map(({ name }): Note => ({ text: 'fileTooBig', values: { name } }))
  const said = { message, text, files: small, ...(album ? { album } : {}) }
  return { said: small.length || text ? said : null, notes }
}

function textIn(answer: Answer): string {
  if (answer.kind === 'text') return answer.text.trim()
  if (answer.kind === 'contact') return `Контакт: ${answer.name}, ${answer.phone}`
  if (answer.kind !== 'place') return ''
  const latitude = answer.latitude.toFixed(6)
  const longitude = answer.longitude.toFixed(6)
  return `Место: ${latitude}, ${longitude} https://yandex.ru/maps/?pt=${longitude},${latitude}&z=17`
}

/** The same as the draft of a request; what does not fit any more comes back in words. */
export function intoDraft(draft: Draft, all: Said[]): { draft: Draft; notes: Note[] } {
  const troubles: Trouble[] = []
  let grown = draft
  for (const { message, text, files } of all) {
    const [withWords, first] = withText(grown, message, text)
    const [withAll, second] = withFiles(withWords, message, files)
    grown = withAll
    troubles.push(...first, ...second)
  }
  return { draft: grown, notes: troubles.map(inNote) }
}

/** One more message; one known already (an edit) takes the place of the first. */
export function withSaid(all: Said[], said: Said): { all: Said[]; notes: Note[] } {
  const isKnown = all.some(({ message }) => message === said.message)
  const next = isKnown
    ? all.map((one) => (one.message === said.message ? said : one))
    : [...all, said]
  const { notes } = intoDraft(emptyDraft(''), next)
  if (!notes.length) return { all: next, notes }
  // One file too many: its words are taken all the same
  const bare = said.text && said.files.length ? withSaid(all, { ...said, files: [] }).all : all
  return { all: bare, notes }
}
