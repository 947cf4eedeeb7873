import type { History, Person, Said, Story } from '../history'
import type { DeskNote, DeskTicket, EventRow, MessageRow } from './conversation-facts'
import { type AllFacts, wasNaumensNo } from './refusals'

/** What employees said in their requests stands in Naumen: once, whole, in order, as theirs. */
export function ofSayings(history: History, facts: AllFacts): string[] {
  return [
    ...history.people.flatMap((person) =>
      person.stories.flatMap((story) => ofStorysSayings(history, person, story, facts)),
    ),
    ...ofUnsaid(history, facts),
    ...ofTurns(history, facts),
  ]
}

function ofStorysSayings(history: History, person: Person, story: Story, facts: AllFacts) {
  const copy = copyOf(story, facts)
  if (!copy) return []
  const kept = story.said.filter((said) => !isRefused(history, said, facts))
  const wanted = kept.filter((said) => !wasReworded(said, kept, copy))
  return [
    ...wanted.flatMap((said) => ofSaid(`${person.name} ${said.mark}`, said, copy, facts)),
    ...(inOrder(wanted, copy) ? [] : [`${copy.title}: what was said stands out of order`]),
  ]
}

/** Edited before it left, it need not stand there in its first words. */
const wasReworded = ({ mark, corrects, text }: Said, all: Said[], { comments }: DeskTicket) =>
  all.some(
    (one) =>
      one.mark !== mark &&
      one.corrects === (corrects ?? mark) &&
      all.indexOf(one) > all.findIndex((said) => said.mark === mark),
  ) &&
  text !== '' &&
  !comments.some((note) => plain(note.text).includes(mark))

/** A story's request in Naumen; how many there are is asked elsewhere. */
export const copyOf = ({ mark }: Story, { desk }: AllFacts) =>
  desk.find(({ description }) => description.includes(mark))

function ofSaid(who: string, said: Said, copy: DeskTicket, facts: AllFacts): string[] {
  const { desk, failedFiles } = facts
  const notes = copy.comments.filter((note) => holdsSaid(note, said))
  const elsewhere = desk.filter(
    (other) => other !== copy && other.comments.some((note) => holdsSaid(note, said)),
  )
  return [
    ...elsewhere.map(({ title }) => `${who} stands in another request, ${title}`),
    ...(said.text ? ofText(who, said, notes, copy) : []),
    ...said.files.flatMap(({ name, sha256 }) => {
      // Refused alone and told of (`ofUntoldFiles`); where the comment takes none, it is the request's
      if (failedFiles.some((file) => file.name === name)) return []
      const holders = [copy, ...copy.comments]
      const there = holders.flatMap(({ files }) => files).filter(isNamed(name))
      if (there.length !== 1) return [`${who}: ${name} stands in Naumen ${there.length} times`]
      return there[0]?.sha256 === sha256 ? [] : [`${who}: ${name} is not what was sent`]
    }),
  ]
}

function ofText(who: string, { mark, text }: Said, notes: DeskNote[], { client }: DeskTicket) {
  // A comment of files alone names them: what is left of an album that was cut off
  const there = notes.filter((note) =>
    plain(note.text).replaceAll(`файл ${mark}`, '').includes(mark),
  )
  if (there.length !== 1) return [`${who} stands in Naumen ${there.length} times`]
  const [note] = there
  return [
    ...(plain(note?.text ?? '').includes(text) ? [] : [`${who}: the words differ in Naumen`]),
    ...(note?.author?.uuid === client?.uuid
      ? []
      : [`${who} is ${note?.author?.title}’s in Naumen`]),
    ...(note?.private ? [`${who} is hidden in Naumen`] : []),
  ]
}

export const holdsSaid = ({ text, files }: DeskNote, { mark, files: sent }: Said) =>
  plain(text).includes(mark) || sent.some(({ name }) => files.some(isNamed(name)))

const isNamed =
  (name: string) =>
  ({ title }: { title: string }) =>
    title === name

function inOrder(said: Said[], { comments }: DeskTicket): boolean {
  // A correction may stand where it was said, or in place of the first words
  const turns = said.filter(({ corrects }) => !corrects)
  const places = turns.map((one) => comments.findIndex((note) => holdsSaid(note, one)))
  const there = places.filter((place) => place >= 0)
  return there.every((place, at) => at === 0 || place >= (there[at - 1] ?? 0))
}

/** Naumen or Telegram said no to it; its row says so, and who said it was told. */
function isRefused(history: History, { mark, files }: Said, { messages }: AllFacts): boolean {
  const row = messages.find(
    ({ text, names }) => text.includes(mark) || files.some(({ name }) => names.includes(name)),
  )
  return row?.state === 'failed' && wasNaumensNo(history, row.error)
}

/** Under an employee's name stands nothing that they did not say, and private is what is ours. */
function ofUnsaid({ people }: History, { desk }: AllFacts): string[] {
  const said = people.flatMap(({ stories }) => stories.flatMap((story) => story.said))
  return desk.flatMap(({ title, client, comments }) =>
    comments
      .filter(({ author }) => author && author.uuid === client?.uuid)
      .filter((note) => !isOwnAct(note) && !said.some((one) => holdsSaid(note, one)))
      .map(({ text }) => `${title}: nobody said «${plain(text)}»`),
  )
}

/** What a press says: stars where Naumen has no attribute, a request returned to work. */
const isOwnAct = ({ text }: DeskNote) => /^(Оценка|Возвращ|Подтвержд)/.test(plain(text))

/** Each turn is kept once, was handed over, and nobody hears their own words again. */
function ofTurns(history: History, { messages, events, tickets }: AllFacts): string[] {
  // Said in a request that Naumen refused: it waits until a person has the request repeated
  const failed = tickets.filter(({ state }) => state === 'failed').map(({ id }) => id)
  const said = history.people.flatMap(({ stories }) => stories.flatMap((story) => story.said))
  const own = new Set(
    messages.filter((one) => one.direction === 'fromEmployee').map(({ id }) => id),
  )
  return [
    ...messages
      .filter(({ ticket }) => !failed.includes(ticket))
      .filter(({ state, error }) => !isOver(history, state, error))
      .filter((turn) => !wasTooLate(turn, events))
      .map(({ act, state, error }) => `A ${act} is not handed over: ${state} ${error ?? ''}`),
    ...said
      .filter(({ text }) => text)
      .flatMap(({ mark }) => {
        const rows = messages.filter(({ text }) => text.includes(mark))
        return rows.length > 1 ? [`${mark} is kept ${rows.length} times`] : []
      }),
    ...events
      .filter(({ kind, message }) => /^comment/.test(kind) && own.has(message ?? ''))
      .map(({ key }) => `The employee hears their own words: ${key}`),
  ]
}

/** Closed by an engineer in the same moment, it can't be given back: whoever asked was told. */
const wasTooLate = ({ act, ticket, state, error }: MessageRow, events: EventRow[]) =>
  ['close', 'reopen'].includes(act) &&
  state === 'failed' &&
  /^Переход из статуса .* невозможен/.test(error ?? '') &&
  events.some((event) => event.ticket === ticket && event.kind === 'refused')

const isOver = (history: History, state: string, error: string | null) =>
  ['done', 'notNeeded'].includes(state) || (state === 'failed' && wasNaumensNo(history, error))

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' }

/** The words of a comment in HTML. */
export const plain = (html: string | null): string =>
  (html ?? '')
    .replace(/<br\s*\/?>/g, '\n')
    .replace(/<\/p>\s*<p>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole)
