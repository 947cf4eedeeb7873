import { sql } from '@payloadcms/db-postgres'
import type { Draft } from '../src/domain/draft'
import type { Incoming } from '../src/domain/screen'
import { isSpentCode } from './sign-in/challenge'
import { type Change, type Dialog, repaint, saveChat, type Undrawn } from './chat'
import { correctInTicket } from './conversation/edit'
import { replyInTicket } from './conversation/reply'
import { linkIn, openLink, rememberedLink } from './deep-link'
import { bindPresses, type Note, type Press, readPress } from './dialog'
import { answerDialog } from './dialogs'
import { leftDraft } from './new-ticket/kept-draft'
import { leaveFor } from './leave-for'
import { showPlace } from './menu'
import type { NewTicket } from './new-ticket/draft'
import { answerAwaited } from './conversation/run'
import { keepForLater, startNewTicket } from './new-ticket/run'
import { askConsentAgain, continueSignIn, signOut, startSignIn } from './sign-in/run'
import { type Barrier, guard } from './session'
import { unknownAsWords } from './unknown-command'
import { goTo } from './ways'
import type { Outcome, SignedIn, World } from './world'

/** Who the person is and where they are; then what their answer leads to, saved in the same breath. */
export async function answer(world: World): Promise<Undrawn | null> {
  const outcome = await outcomeOf(world)
  if (outcome === 'repaint') await repaint(world.tx, world.chat)
  if (!outcome || outcome === 'repaint') return null
  return saveChat(world.tx, world.chat, changeOf(world, outcome))
}

type Reaction = Outcome | 'repaint' | null

async function outcomeOf(world: World): Promise<Reaction> {
  const barrier = guard(world.user)
  if (barrier === 'out' || barrier === 'expired') return atTheDoor(world, barrier)
  if (barrier) return outside(world, barrier)
  const incoming = unknownAsWords(world.incoming)
  const inside = { ...world, incoming, user: world.user as SignedIn['user'] }
  if (!inside.user.seen) await markSeen(inside)
  const { consent } = world.content
  const asked = consent.required && world.chat.consentVersion !== consent.version
  const said = (await correctInTicket(inside)) ? null : await replyInTicket(inside, asked)
  if (said !== 'elsewhere') return said
  if (asked)
    return {
      ...(await askConsentAgain(inside, pressOf(world.incoming))),
      savedDraft: keepForLater(inside),
    }
  return signedIn(inside)
}

/** The dialog waits until access can be confirmed again; for whoever is shut out it is over. */
function outside(world: World, barrier: Exclude<Barrier, 'out' | 'expired'>): Outcome {
  const { say } = world
  if (barrier !== 'cannotVerify') return { screen: { text: say(barrier), rows: [] }, dialog: null }
  const link = linkIn(world) ?? rememberedLink(world)
  const again = { label: say('refresh'), press: link ?? '/home' }
  const screen = { text: say(barrier), rows: [[again]] }
  return { screen, ...(link ? { place: link } : {}), ...saidOutside(world) }
}

/** What somebody says whom the bot knows but may not let in just now waits in the draft. */
function saidOutside(world: World): Partial<Outcome> {
  const savedDraft = world.user && keepForLater({ ...world, user: world.user })
  if (!savedDraft) return {}
  const notes: Note[] = [{ text: 'saidKept' }]
  const { dialog } = world.chat
  if (dialog?.name === 'which-ticket') return { savedDraft, dialog: null, notes }
  if (dialog?.name !== 'new-ticket') return { savedDraft, notes }
  const draft = { ...(dialog.draft as NewTicket), draft: savedDraft }
  return { dialog: { ...dialog, draft }, savedDraft, notes }
}

/** Not signed in: whatever is pressed or typed belongs to signing in. */
async function atTheDoor(world: World, why: 'out' | 'expired'): Promise<Reaction> {
  const { chat, incoming } = world
  const press = pressOf(incoming)
  if (press?.kind === 'answer' && chat.dialog?.name === 'sign-in' && press.turn === chat.turn)
    return continueSignIn(world, press.press)
  const notes: Note[] = why === 'expired' ? [{ text: 'sessionExpired' }] : []
  // A link waits over the sign-in
  const place = linkIn(world) ?? chat.place
  if (chat.dialog?.name !== 'sign-in') {
    const said = why === 'expired' ? saidOutside(world) : {}
    return { ...said, ...startSignIn(world, [...notes, ...(said.notes ?? [])]), place }
  }
  if (incoming.answer.kind === 'command') return { ...startSignIn(world, notes), place }
  return press ? 'repaint' : continueSignIn(world, null)
}

async function signedIn(world: SignedIn): Promise<Reaction> {
  const { chat, incoming } = world
  const press = pressOf(incoming)
  if (incoming.answer.kind === 'command') return command(world, incoming.answer.name)
  if (await isCodeOnceMore(world)) return null
  if (press?.kind === 'way') return goTo(world, press.to)
  if (press && press.turn !== chat.turn) return stale(world)
  const answered = await answerDialog(world, press?.press ?? null)
  if (answered) return answered
  if (press) return stale(world)
  if (incoming.edited) return null
  const ordinary = () => startNewTicket(world, { with: incoming })
  return (await answerAwaited(world)) ?? { dialog: null, ...ordinary() }
}

/** Sent twice, a code must not become the beginning of a request. */
async function isCodeOnceMore(world: SignedIn): Promise<boolean> {
  const { answer } = world.incoming
  return answer.kind === 'text' && (await isSpentCode(world, answer.text))
}

/** A press made for a step that is over. The second tap on «Отправить» finds the receipt standing. */
async function stale(world: SignedIn): Promise<Reaction> {
  if (world.chat.screen?.keepFor) return null
  if (world.chat.dialog) return 'repaint'
  return { screen: await showPlace(world, world.chat.place) }
}

async function command(world: SignedIn, name: string): Promise<Reaction> {
  const link = linkIn(world)
  if (link) return openLink(world, link)
  if (name === 'new') return startNewTicket(world, {})
  if (name === 'my') return goTo(world, '/my')
  if (name === 'logout') return signOut(world)
  if (name === 'help') return goTo(world, helpPlace(world))
  return leaveFor(world, '/home')
}

/** Whatever ends a dialog, be it the session's end, its draft stays to be offered again. */
const draftToKeep = ({ chat }: World, dialog: Dialog | null): Draft | null =>
  chat.dialog?.name === dialog?.name ? chat.savedDraft : leftDraft(chat)

function helpPlace({ content }: SignedIn): string {
  const help = content.sections.find(({ kind, emoji }) => kind === 'contacts' || emoji === '❓')
  return help ? `/menu:${help.id}` : '/home'
}

function changeOf(world: World, outcome: Outcome): Change {
  const { chat, incoming, say } = world
  const dialog = outcome.dialog === undefined ? chat.dialog : outcome.dialog
  const turn = isSameStep(chat.dialog, dialog) ? chat.turn : chat.turn + 1
  const notes = notesOf(world, outcome, dialog).map(({ text, values }) => say(text, values))
  const text = [...notes, outcome.screen.text].join('\n\n')
  const pressedHere = incoming.answer.kind === 'press' && incoming.message === chat.message
  return {
    screen: { ...outcome.screen, ...bindPresses({ ...outcome.screen, text }, turn) },
    dialog,
    turn,
    place: outcome.place ?? chat.place,
    savedDraft: outcome.savedDraft === undefined ? draftToKeep(world, dialog) : outcome.savedDraft,
    consentVersion: outcome.consentVersion ?? chat.consentVersion,
    fresh: !pressedHere && !incoming.edited,
    settle: outcome.settle ?? 0,
  }
}

/** The same question about another ticket is another one. */
const isSameStep = (one: Dialog | null, other: Dialog | null) =>
  one?.name === other?.name && one?.step === other?.step && ticketIn(one) === ticketIn(other)

const ticketIn = (dialog: Dialog | null) => (dialog?.draft as { ticket?: string } | null)?.ticket

/** Who leaves without choosing a ticket hears where the message has gone. */
function notesOf(
  { chat }: World,
  { notes = [], savedDraft }: Outcome,
  dialog: Dialog | null,
): Note[] {
  const isLeft = chat.dialog?.name === 'which-ticket' && dialog?.name !== 'which-ticket'
  return isLeft && savedDraft === undefined ? [...notes, { text: 'saidKept' }] : notes
}

function pressOf({ answer }: Incoming): Press | null {
  return answer.kind === 'press' ? readPress(answer.press) : null
}

/** Once in five minutes is often enough for «был(а) в сети». */
const markSeen = ({ tx, user, incoming, settings }: SignedIn) =>
  tx.rows(sql`WITH seen AS (UPDATE users SET last_seen_at = now(), bot_blocked = false,
      telegram_username = ${incoming.person.username ?? null} WHERE id = ${user.id} RETURNING id)
    INSERT INTO active_days (day, user_id) SELECT (now() AT TIME ZONE ${settings.timeZone})::date, id
    FROM seen ON CONFLICT DO NOTHING`)
