import type { Update } from 'grammy/types'
import type { Payload } from 'payload'
import { failpoint } from '../src/failpoint'
import type { Log } from '../src/log'
import { giveBack, keepUpdates, takeUpdates, type Waiting } from './inbox/table'

export type Inbox = ReturnType<typeof createInbox>

export type InboxOptions = {
  payload: Payload
  botId: number
  /** How many people are answered at the same time. */
  people: number
  /** @returns false when it was not answered: whatever else this person sent has to wait for it */
  answer(update: Waiting): Promise<boolean>
  log: Log
}

/** More than these in memory are left in the table until their turn comes. */
const mostInMemory = 1000

/**
 * Answers what is in the inbox: people side by side, each person's updates one after the other.
 * What comes through `receive` is answered straight from memory, all else is taken from the table.
 */
export function createInbox({ payload, botId, people, answer, log }: InboxOptions) {
  const lines = new Map<number, Waiting[]>()
  const ready: number[] = []
  const running = new Set<Promise<void>>()
  /** People whose next update may be waiting in the table. */
  const fromTable = new Set<number>()
  let inMemory = 0
  let stopping = false

  async function receive(updates: Update[]): Promise<void> {
    const taken = !stopping && inMemory + updates.length <= mostInMemory
    const added = await keepUpdates(payload, botId, updates, taken)
    failpoint('inbox-received')
    if (taken) added.forEach(enqueue)
    else if (added.length) void sweep()
  }

  function enqueue(update: Waiting) {
    inMemory++
    const line = lines.get(update.person)
    if (line) return void line.push(update)
    lines.set(update.person, [update])
    ready.push(update.person)
    fill()
  }

  function fill() {
    while (running.size < people && ready.length && !stopping) {
      const person = ready.shift() ?? 0
      const work = runLine(person).finally(() => {
        running.delete(work)
        fill()
      })
      running.add(work)
    }
  }

  async function runLine(person: number) {
    const line = lines.get(person) ?? []
    let goesOn = true
    while (goesOn && !stopping) {
      const update = line.shift()
      if (!update) break
      inMemory--
      goesOn = await answered(update)
    }
    inMemory -= line.length
    lines.delete(person)
    if (line.length) await release(line)
    if (fromTable.delete(person) || line.length) void sweep()
  }

  /** Whatever happens, nobody's line may be left standing. */
  const answered = (update: Waiting) =>
    answer(update).catch((error: unknown) => {
      log.error({ err: error, update: update.id }, 'An update waits for its lease to end')
      return false
    })

  /** Behind one that has to be tried again: to be taken from the table in their order. */
  const release = (updates: Waiting[]) =>
    giveBack(payload, updates).catch((error: unknown) =>
      log.warn({ err: error }, 'Updates could not be released; they wait for their lease'),
    )

  let sweeping: Promise<void> | null = null
  let again = false

  /** One at a time; asked for meanwhile, it looks once more. */
  async function sweep(): Promise<void> {
    if (sweeping) return void (again = true)
    do {
      again = false
      sweeping = takeFromTable().catch((error: unknown) =>
        log.warn({ err: error }, 'The inbox could not be looked through'),
      )
      await sweeping
      sweeping = null
    } while (again)
  }

  async function takeFromTable() {
    const most = people - lines.size
    if (stopping || most <= 0) return
    const taken = await takeUpdates(payload, botId, [...lines.keys()], most)
    for (const update of taken) {
      fromTable.add(update.person)
      enqueue(update)
    }
  }

  const timer = setInterval(() => void sweep(), 1000)
  void sweep()

  return {
    receive,
    /** Something came in that another process has kept. */
    wake: () => void sweep(),
    /** Whoever is being answered is answered to the end; the rest stays in the table. */
    async stop() {
      stopping = true
      clearInterval(timer)
      await sweeping
      await Promise.all(running)
      const left = [...lines.values()].flat()
      if (left.length) await release(left)
    },
  }
}
