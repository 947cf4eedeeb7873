import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { noted } from '../history'
import { type Command, command } from './command'

/** So much time has passed at once: what the database remembers lies so much further back. */
const clock: Record<string, (chats: string) => string[]> = {
  'ten minutes, and codes expire': (chats) => [
    `UPDATE sign_in_challenges SET expires_at = expires_at - interval '10 minutes'
      WHERE chat_id IN (${chats})`,
    `UPDATE sign_in_events SET at = at - interval '10 minutes' WHERE chat_id IN (${chats})`,
  ],
  'a day, and tries are forgotten': (chats) => [
    `UPDATE sign_in_events SET at = at - interval '25 hours' WHERE chat_id IN (${chats})`,
  ],
  'ninety days, and sessions end': (chats) => [
    `UPDATE users SET session_expires_at = now() - interval '1 second' WHERE chat_id IN (${chats})`,
  ],
  'a day without a word of Naumen': (chats) => [
    `UPDATE users SET checked_at = now() - interval '25 hours' WHERE chat_id IN (${chats})`,
  ],
  'a minute, and leases end': (chats) => [
    `UPDATE bot_chats SET drawing_until = drawing_until - interval '1 minute',
      draw_after = draw_after - interval '1 minute' WHERE chat_id IN (${chats})`,
  ],
  'months, and drafts are purged': (chats) => [
    `UPDATE bot_chats SET updated_at = now() - interval '400 days' WHERE chat_id IN (${chats})`,
  ],
}

const timePasses = (who: number, how: string): Command =>
  command(
    `${who + 1}: time passes: ${how}`,
    ({ people }) => people[who] !== undefined,
    async ({ people }, { world, queue }) => {
      const person = people[who]?.person
      const chat = person?.id
      if (person && how.includes('sessions end')) person.mayMiss = true
      for (const statement of clock[how]?.(String(chat)) ?? []) await world.rows(statement)
      if (how.includes('purged')) await queue.send(null, 'purge', {}, { key: 'purge' })
    },
  )

const restarts = (how: 'kill -9' | 'SIGTERM', waits: boolean): Command =>
  command(
    `the worker: ${how}${waits ? '' : '…'}`,
    () => true,
    async (_, stage) => {
      const { history, worker } = stage
      const restarted = noted(history, `${how} of the worker`, async () => {
        await (how === 'kill -9' ? worker.kill() : worker.restart())
        await worker.ready()
      })
      stage.meanwhile(restarted)
      if (waits) await restarted
    },
  )

type Fault = { server: 'naumen' | 'telegram' | 'mailbox'; kind: string; times: number; ms: number }

const faults = fc.record({
  fault: fc.oneof(
    fc.record({
      server: fc.constant('naumen' as const),
      kind: fc.constantFrom('down', 'dropAfterCommit', '500afterCommit', 'drop', '500', 'html'),
    }),
    fc.record({
      server: fc.constant('telegram' as const),
      kind: fc.constantFrom('down', '429', '500', '502html', 'drop', 'dropAfter'),
    }),
    fc.record({
      server: fc.constant('mailbox' as const),
      kind: fc.constantFrom('450', 'dropAfterData'),
    }),
  ),
  times: fc.integer({ min: 1, max: 2 }),
  ms: fc.integer({ min: 200, max: 1500 }),
})

const fails = ({ server, kind, times, ms }: Fault): Command =>
  command(
    `${server}: ${kind} × ${times} for ${ms} ms`,
    () => true,
    async (_, { history, world, meanwhile }) => {
      const at = world[server]
      const lasts = async () => {
        if (kind === 'down') await at.post('/down')
        else await at.post('/faults', { kind, times, method: '*', retryAfter: 1 })
        await pause(ms)
        if (kind === 'down') await at.post('/up')
        else await at.remove('/faults')
      }
      meanwhile(noted(history, `${server}: ${kind}`, lasts))
    },
  )

export const troubles: fc.Arbitrary<Command>[] = [
  fc
    .tuple(fc.nat(2), fc.constantFrom(...Object.keys(clock)))
    .map(([who, how]) => timePasses(who, how)),
  faults.map(({ fault, times, ms }) => fails({ ...fault, times, ms })),
]

export const restartsOfWorker: fc.Arbitrary<Command> = fc
  .tuple(fc.constantFrom('kill -9' as const, 'SIGTERM' as const), fc.boolean())
  .map(([how, waits]) => restarts(how, waits))
