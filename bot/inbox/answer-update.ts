import { inTransaction } from '../../src/database/transaction'
import type { Membership } from '../../src/domain/screen'
import { failpoint } from '../../src/failpoint'
import { answerPress } from '../../src/telegram/deliver'
import { readUpdate } from '../../src/telegram/read'
import { signLater } from './after-commit'
import { answer } from '../bot'
import { lockChat } from '../chat'
import { claimUpdate, giveBack, putOff, type Waiting } from './table'
import { leaveGroup, noteMembership } from './membership'
import { setAside } from './set-aside'
import type { InboxDeps, Later } from '../world'

const mostTries = 3
/** Higher, because updates that were innocently beside the deadly one are counted too. */
const mostDeaths = 6

/**
 * Answers one update, or sets it aside when it can't be.
 * @returns false when it is to be tried again, or is not ours to answer now
 */
export async function answerUpdate(deps: InboxDeps, update: Waiting): Promise<boolean> {
  try {
    // A process that dies on an update again and again leaves no error, only a count
    if (update.tries > mostDeaths) await setAside(deps, update, 'the process died on it')
    else if (!(await handle(deps, update))) {
      await giveBack(deps.payload, [update])
      return false
    }
    return true
  } catch (error) {
    return failed(deps, update, error)
  }
}

async function failed(deps: InboxDeps, update: Waiting, error: unknown): Promise<boolean> {
  const { log, payload } = deps
  const away = isDatabaseAway(error)
  log[away ? 'warn' : 'error']({ err: error, update: update.id }, 'An update could not be handled')
  try {
    if (away || update.tries < mostTries) {
      await putOff(payload, update, 1, !away)
      return false
    }
    await setAside(deps, update, error instanceof Error ? error.name : 'unknown')
    return true
  } catch (another) {
    log.warn({ err: another, update: update.id }, 'An update waits for its lease to end')
    return false
  }
}

async function handle(deps: InboxDeps, update: Waiting): Promise<boolean> {
  const reading = readUpdate(update.body, { timeZone: deps.settings.timeZone })
  if (reading.kind === 'unknown') {
    deps.onUnknown(reading.type)
    return claimed(deps, update)
  }
  if (reading.kind === 'membership') return membership(deps, update, reading.membership)
  const { incoming } = reading
  if (incoming.answer.kind === 'press') acknowledge(deps, incoming.answer.query)
  if (!incoming.private) {
    await leaveGroup(deps, incoming.chat)
    return claimed(deps, update)
  }
  const { payload, queue, settings } = deps
  const later: Later[] = []
  const answered = await inTransaction(payload, async (tx) => {
    // First the update, for its row's lock: a worker held up past its lease may have lost it to
    // another one, and only one of them may answer it
    const known = await lockChat(tx, update, incoming, settings.graceHours)
    if (!known) return null
    const { chat, user, revision } = known
    failpoint('inbox-locked')
    const content = await deps.contentAt(revision, tx.req)
    const say = content.say
    const all = { tx, payload, queue, settings, content, say, chat, user, incoming, later }
    const undrawn = await answer(all)
    failpoint('inbox-before-commit')
    return { undrawn }
  })
  failpoint('inbox-committed')
  if (!answered) return false
  deps.drawer.draw(incoming.chat, answered.undrawn)
  signLater(deps, incoming.chat, later)
  return true
}

const claimed = ({ payload }: InboxDeps, update: Waiting) =>
  inTransaction(payload, (tx) => claimUpdate(tx, update))

function membership(deps: InboxDeps, update: Waiting, change: Membership): Promise<boolean> {
  // To be put out of a group says nothing of the person's own chat
  if (!change.private) return groupMembership(deps, update, change)
  return inTransaction(deps.payload, async (tx) => {
    const isOurs = await claimUpdate(tx, update)
    if (isOurs) await noteMembership(tx, change)
    return isOurs
  })
}

async function groupMembership(deps: InboxDeps, update: Waiting, { blocked, chat }: Membership) {
  if (!blocked) await leaveGroup(deps, chat)
  return claimed(deps, update)
}

/** At once, before anything else: the button must stop spinning even when the rest takes a while. */
function acknowledge({ telegram, log }: InboxDeps, query: string) {
  answerPress(telegram.api, query).catch((error: unknown) =>
    log.info({ err: error }, 'A press could not be acknowledged'),
  )
}

/** Connection lost, shut down or not there: the update is fine, the database is not. */
function isDatabaseAway(error: unknown): boolean {
  const seen = new Set<unknown>()
  for (let at = error; at instanceof Error && !seen.has(at); at = at.cause) {
    seen.add(at)
    const code = 'code' in at ? String(at.code) : ''
    if (/^(08|57P|53)|^ECONN|^EPIPE|^ENOTFOUND/.test(code)) return true
    if (/Connection terminated|connection timeout|Client has encountered/i.test(at.message))
      return true
  }
  return false
}
