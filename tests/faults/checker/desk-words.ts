import { textOf } from '../../world/phone'
import type { DeskComment, History, Person } from '../history'
import type { DatedBubble } from './facts'
import { type AllFacts, refusedIn } from './refusals'
import { wasCutOff } from './receipts'
import { isHeard } from './standing'

/** What engineers wrote stands on the phone of whose request it is; what they kept among themselves, nowhere. */
export function ofDesk(history: History, facts: AllFacts): string[] {
  return [
    ...history.desk.filter((one) => one.private).flatMap((one) => ofPrivate(one, facts)),
    ...history.people.flatMap((person) => ofPersonsDesk(history, person, facts)),
  ]
}

function ofPrivate({ marks, files }: DeskComment, { phones, kept }: AllFacts): string[] {
  const seen = phones.flatMap(({ person, bubbles }) =>
    bubbles.some((one) => marks.some(isIn(one)) || files.some(({ sha256 }) => isFile(one, sha256)))
      ? [`${person} sees ${marks.join()}, which is private`]
      : [],
  )
  const rows = kept.filter(({ row }) => marks.some((mark) => row.includes(mark)))
  return [...seen, ...rows.map(({ table }) => `${marks.join()}, private, is kept in ${table}`)]
}

function ofPersonsDesk(history: History, person: Person, facts: AllFacts): string[] {
  const said = facts.phones.find((one) => one.person === person.id)?.bubbles ?? []
  const told = said.filter((bubble) => bubble.from === 'bot' && !isCard(bubble))
  const own = facts.standings.filter(({ chat }) => chat === person.id).map(({ uuid }) => uuid)
  const comments = history.desk.filter((one) => !one.private && own.includes(one.ticket))
  const lacking = comments
    .filter((comment) => !wasAway(person, comment, facts))
    .flatMap((comment) => missing(history, person, comment, told))
  return [
    // What Telegram refuses for good is lost; whoever it says has shut us out is not written to
    ...(refusedIn(history, person.id) ? [] : lacking),
    ...comments.flatMap((comment) => doubled(history, person, comment, told)),
    ...disordered(person, comments, told),
  ]
}

/** The bot itself says that it was not told then, and it may be so. */
function wasAway({ mayMiss }: Person, { uuid }: DeskComment, { messages, events }: AllFacts) {
  const turn = messages.find((one) => one.uuid === uuid)
  const about = events.filter(({ message }) => turn && message === turn.id)
  return mayMiss && about.some((event) => !isHeard(event))
}

/** A card repeats the last words of a conversation. */
const isCard = ({ keyboard, ...bubble }: DatedBubble) =>
  /Подана:/.test(textOf(bubble)) ||
  (keyboard ?? []).flat().some(({ text }) => text.includes('Обновить'))

const isIn = (bubble: DatedBubble) => (mark: string) => textOf(bubble).includes(mark)
const isFile = ({ document, photo }: DatedBubble, sha256: string) =>
  [document, photo].some((one) => (one as { sha256?: string } | undefined)?.sha256 === sha256)

/** The newest wording and every file; what was deleted before anybody read it need not come. */
function missing(
  history: History,
  { name }: Person,
  comment: DeskComment,
  told: DatedBubble[],
): string[] {
  const { deleted, files } = comment
  const newest = comment.marks.at(-1) ?? ''
  // A copy that a cut-off left behind is known to nobody
  const shown = told.filter((one) => comment.marks.some(isIn(one)) && !wasCutOff(history, one, one))
  if (deleted)
    return shown.every(isShownAsGone(told)) ? [] : [`${name} is not told ${newest} is gone`]
  return [
    ...(told.some((one) => isIn(one)(newest)) ? [] : [`${name} was never told ${newest}`]),
    ...files
      .filter(({ sha256 }) => !told.some((one) => isFile(one, sha256)))
      .map((file) => `${name} never got ${file.name} of ${newest}`),
  ]
}

/** The message itself says so, or an answer to it. */
const isShownAsGone = (told: DatedBubble[]) => (bubble: DatedBubble) =>
  /удал/i.test(textOf(bubble)) ||
  told.some((one) => one.replyTo === bubble.id && /удал/i.test(textOf(one)))

function doubled(history: History, { name }: Person, comment: DeskComment, told: DatedBubble[]) {
  const again = [
    ...comment.marks.map((mark) => ({ what: mark, all: told.filter((one) => isIn(one)(mark)) })),
    ...comment.files.map(({ name: what, sha256 }) => ({
      what,
      all: told.filter((one) => isFile(one, sha256)),
    })),
  ]
  return again.flatMap(({ what, all }) =>
    all
      .slice(1)
      .filter((one, at) => !wasCutOff(history, all[at], one))
      .map(() => `${name} was told ${what} again though nothing cut the first one off`),
  )
}

/** In the order they were written: what was never edited, by its first words. */
function disordered({ name }: Person, comments: DeskComment[], told: DatedBubble[]): string[] {
  const tickets = Object.values(Object.groupBy(comments, ({ ticket }) => ticket))
  return tickets.flatMap((all = []) => {
    const places = all
      .filter(({ marks, deleted }) => marks.length === 1 && !deleted)
      .map(({ marks: [mark = ''] }) => told.find((one) => isIn(one)(mark))?.id)
      .filter((id) => id !== undefined)
    const isInOrder = places.every((id, at) => at === 0 || id > (places[at - 1] ?? 0))
    return isInOrder ? [] : [`${name}: the engineer’s words are out of order`]
  })
}
