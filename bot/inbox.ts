import type { Update } from 'grammy/types'
import { inTransaction } from '../src/database/transaction'
import type { Membership } from '../src/domain/screen'
import { failpoint } from '../src/failpoint'
import type { Jobs, Queue } from '../src/queue'
import { answerPress } from '../src/telegram/deliver'
import { readUpdate } from '../src/telegram/read'
import { answer } from './bot'
import { lockChat } from './chat'
import { leaveGroup, noteMembership } from './membership'
import { setAside } from './set-aside'
import type { InboxDeps, InboxJob } from './world'

/**
 * Puts updates into the inbox and returns once they are committed; only then may Telegram be told
 * to forget them. The id is made of bot and update, so that one that comes twice is dropped.
 */
export async function receiveUpdates(
  queue: Queue,
  botId: number,
  updates: Update[],
): Promise<void> {
  // pg-boss refuses a whole batch that holds one id twice
  const once = new Map(updates.map((update) => [update.update_id, update]))
  const jobs = [...once.values()].map((update) => ({
    id: inboxId(botId, update.update_id),
    singletonKey: keyOf(update),
    data: { update: storable(update) },
  }))
  if (jobs.length) await queue.boss.insert('inbox', jobs)
  failpoint('inbox-received')
}

/** PostgreSQL takes neither a NUL nor half a surrogate pair; one such update would stop all. */
function storable(update: Update): Record<string, unknown> {
  const clean = (_key: string, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value
  return JSON.parse(JSON.stringify(update), clean)
}

/** Order within one person is by this id: the update's number stands in it, most significant first. */
export function inboxId(botId: number, updateId: number): string {
  const hex = (number: number) => number.toString(16).padStart(16, '0')
  const all = hex(botId) + hex(updateId)
  return all.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** One person's updates run one after the other, though Telegram sends presses and messages apart. */
function keyOf(update: Update): string {
  const { message, edited_message, callback_query, my_chat_member } = update
  const from = (message ?? edited_message ?? callback_query ?? my_chat_member)?.from
  return from ? String(from.id) : 'nobody'
}

/** Works the inbox: up to `people` at once, one update a person at a time. */
export async function workInbox(deps: InboxDeps, people: number): Promise<void> {
  const batchSize = Math.ceil(people / 4)
  const options = {
    batchSize,
    localConcurrency: 4,
    perJobResults: true,
    burstWhenBatchFull: true,
    pollingIntervalSeconds: 1,
    notifyPollingIntervalSeconds: 1,
  } as const
  const { boss } = deps.queue
  let worker = ''
  worker = await boss.work<Jobs['inbox'], object, typeof options>('inbox', options, (jobs) =>
    Promise.all(
      jobs.map(async (job) => {
        const result = await settle(deps, job)
        // That person's next update could not be fetched before, and nothing else tells of it
        boss.notifyWorker(worker)
        return result
      }),
    ),
  )
}

async function settle(deps: InboxDeps, job: InboxJob) {
  try {
    // A process that dies on an update again and again leaves no error, only a count
    if (job.retryCount > mostDeaths) await setAside(deps, job, 'the process died on it')
    else await handle(deps, job)
    return { id: job.id, status: 'completed' as const }
  } catch (error) {
    return failed(deps, job, error)
  }
}

const lastTry = 2
/** Higher, because updates that were innocently beside the deadly one are counted too. */
const mostDeaths = 6

async function failed(deps: InboxDeps, job: InboxJob, error: unknown) {
  const away = isDatabaseAway(error)
  deps.log[away ? 'warn' : 'error'](
    { err: error, update: job.id },
    'An update could not be handled',
  )
  if (away || job.retryCount < lastTry) return { id: job.id, status: 'failed' as const }
  return giveUp(deps, job, error instanceof Error ? error.name : 'unknown')
}

/** Never throws: that would fail the whole batch, the updates of other people with it. */
async function giveUp(deps: InboxDeps, job: InboxJob, reason: string) {
  try {
    await setAside(deps, job, reason)
    return { id: job.id, status: 'completed' as const }
  } catch (error) {
    deps.log.error({ err: error, update: job.id }, 'An update could not be set aside')
    return { id: job.id, status: 'failed' as const }
  }
}

async function handle(deps: InboxDeps, job: InboxJob): Promise<void> {
  const options = { timeZone: deps.settings.timeZone }
  const reading = readUpdate(job.data.update, options)
  if (reading.kind === 'unknown') return deps.onUnknown(reading.type)
  if (reading.kind === 'membership') return membership(deps, job, reading.membership)
  const { incoming } = reading
  if (incoming.answer.kind === 'press') acknowledge(deps, incoming.answer.query)
  if (!incoming.private) return leaveGroup(deps, incoming.chat)
  const undrawn = await inTransaction(deps.payload, async (tx) => {
    // First, for its row's lock: a worker held up past its heartbeat may have lost the update to
    // another one, and only one of them may answer it
    if (!(await deps.queue.complete(tx.db, 'inbox', job.id))) return null
    const known = await lockChat(tx, incoming, deps.settings.graceHours)
    const { chat, user, revision } = known
    failpoint('inbox-locked')
    const content = await deps.contentAt(revision, tx.req)
    const { payload, queue, settings } = deps
    const say = content.say
    const all = { tx, payload, queue, settings, content, say, chat, user, incoming, job: job.id }
    const undrawn = await answer(all)
    failpoint('inbox-before-commit')
    return undrawn
  })
  failpoint('inbox-committed')
  deps.drawer.draw(incoming.chat, undrawn)
}

async function membership(deps: InboxDeps, job: InboxJob, change: Membership) {
  // To be put out of a group says nothing of the person's own chat
  if (!change.private) return change.blocked ? undefined : leaveGroup(deps, change.chat)
  await inTransaction(deps.payload, async (tx) => {
    await noteMembership(tx, change)
    await deps.queue.complete(tx.db, 'inbox', job.id)
  })
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
