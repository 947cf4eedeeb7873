import { sql } from '@payloadcms/db-postgres'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { inTransaction } from '../src/database/transaction'
import { answerUpdate } from './inbox/answer-update'
import { keepUpdates } from './inbox/table'
import {
  allOf,
  botId,
  chatOf,
  deps,
  describing,
  handled,
  inbox,
  keep,
  message,
  partsOf,
  payload,
  startInbox,
} from './test-inbox'

describe('of two processes that share the inbox', () => {
  test('one answers what the other has kept, in its order', async () => {
    const ivan = await describing()
    const updates = ['а', 'б', 'в'].map((text) => message(ivan, text))
    for (const update of updates) await keep(update)
    inbox.wake()
    await handled(...updates)
    expect(partsOf(await chatOf(ivan))).toEqual(['а', 'б', 'в'])
  })

  test('the other answers what one died over, once its lease is over', async () => {
    const ivan = await describing()
    const update = message(ivan, 'остановился на полуслове')
    await keepUpdates(payload, botId, [update], true)
    await handled(update)
    expect(partsOf(await chatOf(ivan))).toEqual(['остановился на полуслове'])
  })

  test('both at one update give one answer, and the later one waits for the earlier', async () => {
    const ivan = await describing()
    const other = startInbox()
    onTestFinished(() => other.stop())
    const [first, second] = [message(ivan, 'раз'), message(ivan, 'два')]
    const kept = await keepUpdates(payload, botId, [first, second], true)
    // The later one first, each twice, all at the same moment
    const all = [...kept, ...kept].toReversed()
    await Promise.all(all.map((update) => answerUpdate(deps(), update)))
    await handled(first, second)
    expect(partsOf(await chatOf(ivan))).toEqual(['раз', 'два'])
  })
})

test('an update on which process after process dies is set aside', async () => {
  const ivan = await describing()
  const update = message(ivan, 'смертельное')
  await keepUpdates(payload, botId, [update], true)
  await allOf(
    sql`UPDATE inbox SET tries = 6, try_after = now() WHERE update_id = ${update.update_id}`,
  )
  await handled(update)
  expect(await allOf(sql`SELECT reason FROM updates_set_aside WHERE chat_id = ${ivan}`)).toEqual([
    { reason: 'the process died on it' },
  ])
  expect((await chatOf(ivan))?.dialog?.name).toBe('new-ticket')
})

test('a chat that is being written to elsewhere is answered as it is afterwards', async () => {
  const ivan = await describing()
  const update = message(ivan, 'после всех')
  let received: Promise<void> | undefined
  await inTransaction(payload, async (tx) => {
    await tx.rows(sql`UPDATE bot_chats SET consent_version = 'old', dialog = NULL
      WHERE chat_id = ${ivan}`)
    received = inbox.receive([update])
    await vi.waitFor(
      async () => {
        const waiting = await allOf(sql`SELECT 1 FROM pg_stat_activity
          WHERE wait_event_type = 'Lock' AND query LIKE 'WITH claimed%'`)
        expect(waiting).toHaveLength(1)
      },
      { timeout: 10_000, interval: 20 },
    )
  })
  await received
  await handled(update)
  expect((await chatOf(ivan))?.dialog?.name).not.toBe('new-ticket')
})
