import { sql } from '@payloadcms/db-postgres'
import { type Db, fromDrizzle, type Job, PgBoss, type Queue as QueueSettings } from 'pg-boss'
import { v7 as uuidV7 } from 'uuid'
import { withoutData } from './log'

/** Every job there is, with what it carries: ids, never texts or codes (rows stay readable). */
export type Jobs = {
  /** Ask Naumen whose address it is. Key: the challenge. */
  'sign-in-lookup': { challenge: string }
  'send-mail': Mail
  /** A message the bot writes first. Key: the chat. */
  notify: Notice
  /** Bring the receipt of a ticket up to date on the phone. Key: the chat. */
  'draw-receipt': { ticket: string }
  /** Send what lies with an article. Key: the chat. */
  'send-article-files': { chat: number; article: string; album?: number }
  /** Offer the commands that fit whoever is in the chat. Key: the chat. */
  'draw-commands': { chat: number }
  /** Create the ticket in Naumen, file by file. Key: the ticket. */
  'hand-over-ticket': { ticket: string; attempt: number }
  /** Hand over what the employee has said in a ticket, in order; `message` is tried again. Key: the ticket. */
  'hand-over-message': { ticket: string; attempt: number; message?: string }
  /** Compare all open tickets with Naumen. */
  'pull-changes': Empty
  /** Compare one; `serviceCall` is its UUID in Naumen. Key: that UUID. */
  'pull-ticket': { serviceCall: string }
  /** Find the tickets a person filed past the bot. Key: the user. */
  'adopt-tickets': { user: string }
  /** Tell what happened to a ticket. Key: the chat. */
  'tell-ticket': { ticket: string }
  remind: Empty
  'pull-categories': Empty
  /** Bring what an admin changed in the tree to Naumen. Key: the category. */
  'hand-over-category': { category: string; attempt: number; lookups?: number }
  /** See whether the mapping fits the Naumen behind it; the answer stands in `connection_checks`. */
  'check-connection': { check: string }
  /** Count the days that are over, for the panel's overview. */
  'keep-day-figures': Empty
  /** Publish the articles whose time has come. */
  'publish-articles': Empty
  'recheck-users': { user?: string }
  'reconcile-tickets': Empty
  purge: Empty
}
type Empty = Record<string, never>

/** A sign-in code never stands in a row: the mail is made from the challenge when it leaves. */
export type Mail =
  | { kind: 'sign-in-code'; challenge: string }
  | { kind: 'binding-moved'; user: string; at: string }
  | { kind: 'address-changed'; user: string }
  | { kind: 'alert'; subject: string; text: string }
  /** Codes and links of the panel, made when the mail leaves as well. */
  | { kind: 'panel-code'; challenge: string }
  | { kind: 'panel-invitation' | 'panel-password'; admin: string }
  /** What happened to an account of the panel; to the operator where no `to` is named. */
  | { kind: 'panel-news'; news: 'dismissed' | 'emergency'; admin: string; at: string; to?: string }
  | { kind: 'ready-made'; message: { to: string; subject: string; html?: string; text?: string } }

/**
 * `text` names a text of the bot, and so may labels; `values` fill its placeholders. Without a text
 * there is only something to be taken away.
 */
export type Notice = {
  chat: number
  text?: string
  values?: Record<string, string | number>
  rows?: ({ label: string; press: string } | { label: string; url: string })[][]
  silent?: boolean
  /** A message of ours that goes before this one comes. */
  replaces?: number
  /** Access ends with it: nothing older in the chat keeps its buttons. */
  farewell?: boolean
}

export type JobName = keyof Jobs

const day = 86_400
/** Order per key, wake-up at commit, taken up again 10–20 s after a worker died (QUEUE.md). */
const fifo = { policy: 'key_strict_fifo', notify: true, heartbeatSeconds: 10 } as const
const once = { policy: 'short', notify: true, heartbeatSeconds: 10 } as const
const patient = { retryLimit: 200, retryDelay: 1, retryBackoff: true, retryDelayMax: 600 } as const
const jobs: Record<JobName, Omit<QueueSettings, 'name'>> = {
  'sign-in-lookup': { ...fifo, retryLimit: 120, retryDelay: 5, deleteAfterSeconds: day },
  'send-mail': {
    policy: 'standard',
    notify: true,
    heartbeatSeconds: 10,
    retryLimit: 60,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 900,
    deleteAfterSeconds: 3600,
  },
  notify: {
    ...fifo,
    retryLimit: 200,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 600,
    deleteAfterSeconds: day,
  },
  'draw-receipt': {
    ...fifo,
    retryLimit: 60,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 600,
  },
  'send-article-files': { ...fifo, ...patient, deleteAfterSeconds: day },
  'draw-commands': { ...fifo, ...patient, deleteAfterSeconds: day },
  'hand-over-ticket': { ...fifo, retryLimit: 10, retryDelay: 1, deleteAfterSeconds: 2 * day },
  'hand-over-message': { ...fifo, retryLimit: 10, retryDelay: 1, deleteAfterSeconds: 2 * day },
  'pull-changes': { ...once, retryLimit: 0 },
  'pull-ticket': { ...once, ...patient },
  'adopt-tickets': { ...once, ...patient },
  'tell-ticket': { ...fifo, ...patient, deleteAfterSeconds: day },
  remind: { ...once, retryLimit: 0 },
  'pull-categories': { ...once, retryLimit: 0 },
  'hand-over-category': { ...fifo, retryLimit: 10, retryDelay: 1, deleteAfterSeconds: 2 * day },
  'check-connection': { ...fifo, retryLimit: 3, retryDelay: 1, deleteAfterSeconds: day },
  'keep-day-figures': { ...once, retryLimit: 0 },
  'publish-articles': { ...once, retryLimit: 0 },
  'recheck-users': { ...once, retryLimit: 0 },
  'reconcile-tickets': { ...once, retryLimit: 0 },
  purge: { ...once, retryLimit: 0 },
}

/** Jobs whose last try failed, with the reason: worked by nobody, to be looked at. */
const deadLetters = 'dead-letters'

/** A drizzle transaction or connection, as Payload's database adapter gives it. */
export type Transaction = Parameters<typeof fromDrizzle>[0]

export type SendOptions = {
  /** Jobs of one key run one after the other; required where the queue keeps an order. */
  key?: string
  id?: string
  /** Seconds, or the moment, before which it must not run. */
  startAfter?: number | Date
}

export type Queue = ReturnType<typeof createQueue>

/**
 * The queue in the same database. `send` puts the job into the caller's transaction, so that neither
 * the job nor its cause can exist without the other.
 * @param role a sender only sends (the web process); a worker also supervises
 */
export function createQueue(options: {
  connectionString: string
  role: 'sender' | 'worker'
  onError: (error: Error) => void
  /** A job threw and will be tried again. */
  onFailure?: (job: JobName, error: unknown) => void
}) {
  const worker = options.role === 'worker'
  const boss = new PgBoss({
    connectionString: options.connectionString,
    schema: 'pgboss',
    max: worker ? 10 : 2,
    migrate: worker,
    createSchema: worker,
    supervise: worker,
    schedule: false,
    useListenNotify: worker,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    registerInstance: false,
  })
  boss.on('error', options.onError)

  return {
    boss,
    async start() {
      await boss.start()
      if (worker) await ensureQueues(boss)
    },
    stop: () => boss.stop({ graceful: true, timeout: 20_000, close: true }),

    /** @returns false when a job with this id is already there, or the key already waits (short) */
    async send<N extends JobName>(
      tx: Transaction | null,
      name: N,
      data: Jobs[N],
      to: SendOptions = {},
    ) {
      const { key, startAfter } = to
      const db: Db | undefined = tx ? fromDrizzle(tx, sql) : undefined
      // Ids grow, because within one transaction order is by id (QUEUE.md)
      const id = to.id ?? uuidV7()
      return (await boss.send(name, data, { id, singletonKey: key, startAfter, db })) !== null
    },

    /**
     * Marks the job done inside the caller's transaction: effect and completion commit together.
     * @returns false when it is not being worked on any more: somebody else has done it or will
     */
    async complete(tx: Transaction, name: JobName, id: string): Promise<boolean> {
      const done = await boss.complete(name, id, {}, { db: fromDrizzle(tx, sql) })
      // Counted by pg-boss, though its type does not say so (12.38)
      return (done as { affected?: number }).affected === 1
    },

    /** One job at a time per key; `parallel` keys at once. Throwing means: try again later. */
    async work<N extends JobName>(
      name: N,
      parallel: number,
      handle: (data: Jobs[N], job: Job<Jobs[N]>) => Promise<void>,
    ) {
      const polling = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 1 }
      const working = { ...polling, batchSize: 1, localConcurrency: parallel }
      await boss.work<Jobs[N]>(name, working, async ([job]) => {
        if (!job) return
        try {
          await handle(job.data, job)
        } catch (error) {
          const clean = withoutData(error)
          options.onFailure?.(name, clean)
          // What the timetable repeats anyway is not worth keeping
          const { retryLimit = 0 } = jobs[name]
          if (!retryLimit || job.retryCount < retryLimit) throw clean
          await bury(boss, job, clean)
        }
      })
    },
  }
}

/**
 * The last try has failed. The job is set aside where a person can see and repeat it, and is completed
 * here: a failed one would hold back every later job of its key (QUEUE.md).
 */
async function bury(boss: PgBoss, { id, name, data }: Job<object>, error: unknown) {
  const reason = error instanceof Error ? error.message : String(error)
  await boss.send(deadLetters, { job: name, data, reason }, { id })
}

async function ensureQueues(boss: PgBoss) {
  await boss.createQueue(deadLetters, { policy: 'standard', retentionSeconds: 90 * day })
  for (const [name, options] of Object.entries(jobs)) {
    await boss.createQueue(name, options)
    // A queue made by an earlier version keeps its figures until told; its policy never changes
    const { policy: _, ...figures } = options
    await boss.updateQueue(name, figures)
  }
}
