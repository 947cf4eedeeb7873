import { sql } from '@payloadcms/db-postgres'
import { type Update } from 'grammy/types'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { inTransaction } from '../src/database/transaction'
import { createInbox } from './inbox'
import { claimUpdate } from './inbox/table'
import {
  allOf,
  chatOf,
  describing,
  handled,
  log,
  message,
  nextUpdate,
  partsOf,
  payload,
  person,
  receive,
  rowOf,
  said,
} from './test-inbox'

describe('an update that comes again', () => {
  test('in one batch, in two, or in several at the same moment has one effect', async () => {
    const ivan = await describing()
    const [first, second, third] = [message(ivan, 'a'), message(ivan, 'b'), message(ivan, 'c')]
    await receive(first, first)
    await receive(second)
    await receive(second)
    await Promise.all([receive(third), receive(third), receive(third)])
    await handled(first, second, third)
    expect(partsOf(await chatOf(ivan))).toEqual(['a', 'b', 'c'])
  })

  test('after it was answered changes nothing', async () => {
    const ivan = await describing()
    const update = message(ivan, 'one')
    await receive(update)
    await handled(update)
    const before = await chatOf(ivan)
    await receive(update)
    const later = message(ivan, 'two')
    await receive(update, later)
    await handled(later)
    expect((await chatOf(ivan))?.revision).toBe(Number(before?.revision) + 1)
  })
})

test('what one person sends is answered in the order it was sent', async () => {
  const [ivan, maria] = [await describing(), await describing()]
  const words = Array.from({ length: 12 }, (_, at) => `слово ${at}`)
  const updates = words.flatMap((word) => [message(ivan, word), message(maria, word)])
  await receive(...updates.slice(0, 10))
  await receive(...updates.slice(10))
  await handled(...updates)
  expect(partsOf(await chatOf(ivan))).toEqual(words)
  expect(partsOf(await chatOf(maria))).toEqual(words)
})

test('signs PostgreSQL can not store do not hold up the batch', async () => {
  const ivan = await describing()
  const odd = [message(ivan, 'nul\0nul'), message(ivan, 'half \ud83d pair'), message(ivan, 'fine')]
  await receive(...odd)
  await handled(...odd)
  expect(partsOf(await chatOf(ivan))).toEqual(['nulnul', 'half \ufffd pair', 'fine'])
})

test('more people at once than there are connections are answered while a menu changes', async () => {
  const crowd = await Promise.all(Array.from({ length: 30 }, describing))
  const updates = crowd.map((id) => message(id, 'привет'))
  await allOf(sql`UPDATE content_revision SET revision = revision + 1`)
  await receive(...updates)
  await handled(...updates)
})

test('an update whose commit fails is answered by the next try', async () => {
  const ivan = await describing()
  await allOf(sql`CREATE SEQUENCE commits_tried`)
  await breaking(ivan, `nextval('commits_tried') = 1`, 'DEFERRABLE INITIALLY DEFERRED')
  const update = message(ivan, 'не потеряйся')
  await receive(update)
  await handled(update)
  expect(partsOf(await chatOf(ivan))).toEqual(['не потеряйся'])
  const [sequence] = await allOf<{ tried: number }>(
    sql`SELECT last_value::int AS tried FROM commits_tried`,
  )
  expect(sequence?.tried).toBe(2)
})

test('an update that always breaks is set aside, and the person’s next one is answered', async () => {
  const ivan = await describing()
  await breaking(ivan, `NEW.dialog::text LIKE '%яд%'`, '')
  const [poison, next] = [message(ivan, 'яд'), message(ivan, 'дальше')]
  await receive(poison, next)
  await handled(poison, next)
  expect(partsOf(await chatOf(ivan))).toEqual(['дальше'])
  expect((await rowOf(poison))?.body).toBeNull()
  expect(await allOf(sql`SELECT kind FROM updates_set_aside WHERE chat_id = ${ivan}`)).toEqual([
    { kind: 'text' },
  ])
  const apologies = await allOf(sql`SELECT data->>'text' AS text FROM pgboss.job
    WHERE name = 'notify' AND singleton_key = ${String(ivan)}`)
  expect(apologies).toEqual([{ text: 'apology' }])
})

test('the end of the session keeps the draft of the running dialog', async () => {
  const ivan = await describing()
  const before = message(ivan, 'важное')
  await receive(before)
  await handled(before)
  await allOf(sql`UPDATE users SET session_expires_at = now() WHERE telegram_id = ${ivan}`)
  const after = message(ivan, 'ещё')
  await receive(after)
  await handled(after)
  const chat = await chatOf(ivan)
  expect(chat?.dialog?.name).toBe('sign-in')
  expect(chat?.saved?.parts.map(({ text }) => text)).toEqual(['важное', 'ещё'])
})

test('while access can not be verified the dialog waits, and what is said waits in it', async () => {
  const ivan = await describing()
  const before = message(ivan, 'важное')
  await receive(before)
  await handled(before)
  await allOf(sql`UPDATE users SET checked_at = now() - interval '2 days'
    WHERE telegram_id = ${ivan}`)
  const during = message(ivan, 'ещё')
  await receive(during)
  await handled(during)
  expect(partsOf(await chatOf(ivan))).toEqual(['важное', 'ещё'])
  expect((await chatOf(ivan))?.text).toContain('Сейчас не получается подтвердить')
})

test('signing out keeps the draft', async () => {
  const ivan = await describing()
  const updates = [message(ivan, 'важное'), message(ivan, '/logout')]
  await receive(...updates)
  await handled(...updates)
  const chat = await chatOf(ivan)
  expect(chat?.dialog).toBeNull()
  expect(chat?.saved?.parts).toHaveLength(1)
})

test('to put the bot out of a group does not shut it out of the person’s own chat', async () => {
  const ivan = await describing()
  const change = (type: 'group' | 'private'): Update =>
    ({
      update_id: nextUpdate(),
      my_chat_member: {
        chat: { id: type === 'group' ? -55 : ivan, type },
        from: person(ivan),
        date: 1,
        new_chat_member: { status: 'kicked' },
      },
    }) as unknown as Update
  const blocked = () => allOf(sql`SELECT bot_blocked AS b FROM users WHERE telegram_id = ${ivan}`)
  const [group, own] = [change('group'), change('private')]
  await receive(group)
  await handled(group)
  expect(await blocked()).toEqual([{ b: false }])
  await receive(own)
  await handled(own)
  expect(await blocked()).toEqual([{ b: true }])
})

test('nothing is answered in a group but that the bot leaves it', async () => {
  const ivan = await describing()
  const update = message(ivan, 'всем привет')
  Object.assign(update.message ?? {}, { chat: { id: -77, type: 'group', title: 'Цех' } })
  await receive(update)
  await handled(update)
  expect(said).toContain(-77)
  expect(await chatOf(-77)).toBeUndefined()
})

/** Makes saving this chat fail under a condition. */
async function breaking(chat: number, condition: string, when: string) {
  const name = `break_${chat}`
  await allOf(
    sql.raw(`
      CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.screen IS NOT NULL AND ${condition} THEN RAISE EXCEPTION 'broken on purpose'; END IF;
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER ${name} AFTER UPDATE ON bot_chats ${when || 'NOT DEFERRABLE'}
        FOR EACH ROW WHEN (NEW.chat_id = ${chat}) EXECUTE FUNCTION ${name}()`),
  )
}

test('people beyond those answered at once wait in the table, and nobody is forgotten', async () => {
  const seen: number[] = []
  const crowd = Array.from({ length: 1200 }, (_, at) => message(500_000 + at, 'привет'))
  const otherBot = 77
  const own = createInbox({
    payload,
    botId: otherBot,
    people: 5,
    log,
    async answer(update) {
      seen.push(update.id)
      return inTransaction(payload, (tx) => claimUpdate(tx, update))
    },
  })
  onTestFinished(() => own.stop())
  for (let from = 0; from < crowd.length; from += 100)
    await own.receive(crowd.slice(from, from + 100))
  await vi.waitFor(
    async () =>
      expect(
        await allOf(sql`SELECT count(*)::int AS open FROM inbox
          WHERE bot_id = ${otherBot} AND done_at IS NULL`),
      ).toEqual([{ open: 0 }]),
    { timeout: 20_000, interval: 100 },
  )
  expect(new Set(seen).size).toBe(crowd.length)
  expect(seen).toHaveLength(crowd.length)
})
