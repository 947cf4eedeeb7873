import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRemind } from '../../jobs/remind'
import { changed, startToldWorld } from '../world/told'

let told: Awaited<ReturnType<typeof startToldWorld>>

beforeAll(async () => {
  told = await startToldWorld('told-people')
})
afterAll(() => told?.stop())

const notes = (ticket: string) =>
  told.rows<{ direction: string; hand_over_state: string; text: string }>(
    `SELECT direction, hand_over_state, text FROM messages
     WHERE ticket_id = $1 AND act = 'undelivered'`,
    [ticket],
  )
const handOvers = (ticket: string) =>
  told.rows(`SELECT 1 FROM pgboss.job WHERE name = 'hand-over-message' AND data->>'ticket' = $1`, [
    ticket,
  ])

test.each([
  ['dismissed', `state = 'dismissed', chat_id = NULL, telegram_id = NULL`, 'dismissed'],
  ['locked', `state = 'locked'`, 'dismissed'],
  ['signed out', `state = 'signedOut', chat_id = NULL, telegram_id = NULL`, 'signed out'],
  ['shut out by an admin', `state = 'blocked'`, 'signed out'],
  ['long away', `session_expires_at = now() - interval '1 second'`, 'signed out'],
])('who is %s hears nothing more', async (_, columns, outcome) => {
  const { ticket, chat, user } = await told.employee()
  const message = await told.comment(ticket, 'Секрет')
  await told.happens(ticket, { kind: 'comment', message })
  await told.happens(ticket, changed('resolved'))
  await told.rows(`UPDATE users SET ${columns} WHERE id = $1`, [user])
  await told.tell(ticket)
  expect(await told.heard(chat)).toEqual([])
  expect(await told.outcomes(ticket)).toEqual([outcome, outcome])
  expect(await notes(ticket)).toEqual([])
})

test('who is dismissed between two parts of a message does not get the second', async () => {
  const { ticket, chat, user } = await told.employee()
  const message = await told.comment(ticket, 'слово '.repeat(2000))
  await told.happens(ticket, { kind: 'comment', message })
  await told.rows(
    `CREATE FUNCTION dismiss() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       UPDATE users SET state = 'dismissed' WHERE chat_id = NEW.chat_id; RETURN NEW; END $$`,
  )
  await told.rows(`CREATE TRIGGER dismiss AFTER INSERT ON phone_messages
    FOR EACH ROW WHEN (NEW.chat_id = ${chat}) EXECUTE FUNCTION dismiss()`)
  await told.tell(ticket)
  await told.rows('DROP TRIGGER dismiss ON phone_messages')
  expect(await told.heard(chat)).toHaveLength(1)
  expect(await told.outcomes(ticket)).toEqual(['dismissed'])
  expect(user).not.toBe('')
})

test('what happens while somebody is signed out is not told later', async () => {
  const { ticket, chat, user } = await told.employee()
  await told.rows(`UPDATE users SET state = 'signedOut', chat_id = NULL WHERE id = $1`, [user])
  await told.happens(ticket, changed('resolved'))
  await told.rows(`UPDATE users SET state = 'active', chat_id = $2 WHERE id = $1`, [user, chat])
  await told.tell(ticket)
  expect(await told.heard(chat)).toEqual([])
  expect(await told.outcomes(ticket)).toEqual(['signed out'])
})

test('while nobody can say whether they still work here, it waits', async () => {
  const { ticket, chat, user } = await told.employee()
  await told.rows(`UPDATE users SET checked_at = now() - interval '25 hours' WHERE id = $1`, [user])
  await told.happens(ticket, changed('resolved'))
  await expect(told.tell(ticket)).rejects.toThrow('verified')
  expect(await told.heard(chat)).toEqual([])
  await told.rows(`UPDATE users SET checked_at = now() WHERE id = $1`, [user])
  await told.tell(ticket)
  expect(await told.heard(chat)).toHaveLength(1)
})

test('who has moved to another phone hears it there', async () => {
  const { ticket, chat, user } = await told.employee()
  const other = await told.employee()
  await told.happens(ticket, changed('inProgress'))
  await told.tell(ticket)
  await told.rows(`UPDATE users SET chat_id = NULL, telegram_id = NULL WHERE id = $1`, [other.user])
  await told.rows(`UPDATE users SET chat_id = $2 WHERE id = $1`, [user, other.chat])
  await told.happens(ticket, changed('resolved'))
  await told.tell(ticket)
  expect(await told.heard(chat)).toHaveLength(1)
  const [post] = await told.heard(other.chat)
  expect(post?.text).toContain('решена')
})

test('engineers are told once a ticket that the bot was stopped, however much is not delivered', async () => {
  const { ticket, chat, phone } = await told.employee()
  await phone.blocks()
  for (const html of ['Первое', 'Второе']) {
    const message = await told.comment(ticket, html)
    await told.happens(ticket, { kind: 'comment', message })
    await told.happens(ticket, changed('awaitingAuthor'))
    await told.tell(ticket)
  }
  expect(await told.outcomes(ticket)).toEqual(['blocked', 'blocked', 'blocked', 'blocked'])
  expect(await notes(ticket)).toEqual([
    {
      direction: 'note',
      hand_over_state: 'waiting',
      text: 'Сотрудник остановил бот в Telegram: сообщение не доставлено.',
    },
  ])
  expect(await handOvers(ticket)).toHaveLength(1)
  const tried = (await told.calls(chat)).filter(({ method }) => method === 'sendMessage')
  expect(tried).toHaveLength(1)
  const [user] = await told.rows<{ bot_blocked: boolean }>(
    'SELECT bot_blocked FROM users WHERE chat_id = $1',
    [chat],
  )
  expect(user?.bot_blocked).toBe(true)
})

test('a Telegram that is away for long loses nothing: in order, and stale statuses as one', async () => {
  const { ticket, chat } = await told.employee()
  await told.world.telegram.post('/down')
  const tell = () => told.tell(ticket).catch(() => 'later')
  await told.happens(ticket, changed('accepted'))
  expect(await tell()).toBe('later')
  await told.happens(ticket, changed('inProgress'))
  const message = await told.comment(ticket, 'Посмотрите')
  await told.happens(ticket, { kind: 'comment', message })
  for (const status of ['awaitingAuthor', 'inProgress', 'resolved'] as const)
    await told.happens(ticket, changed(status))
  expect(await tell()).toBe('later')
  await told.world.telegram.post('/up')
  await told.tell(ticket)
  const texts = (await told.heard(chat)).map(({ text }) => text)
  expect(texts).toEqual([
    expect.stringContaining('Взята в работу → В работе'),
    expect.stringContaining('Посмотрите'),
    expect.stringContaining('Ждёт вашего ответа → В работе → Решена'),
  ])
})

async function closedFor(hours: number, more = '') {
  const someone = await told.employee()
  await told.rows(
    `UPDATE tickets SET status = 'closed', rating_asked_at = now() - make_interval(hours => $2)
       ${more} WHERE id = $1`,
    [someone.ticket, hours],
  )
  return someone
}

test('who did not rate is reminded once, after a day, without a sound, and never again', async () => {
  const { ticket, chat, number } = await closedFor(25)
  const remind = createRemind(told.deps)
  await Promise.all([remind(), remind(), remind()])
  await told.tell(ticket)
  await remind()
  await told.tell(ticket)
  const [post, ...more] = await told.heard(chat)
  expect(more).toEqual([])
  expect(post?.text).toContain(`⭐ ${number} · Принтер`)
  expect(post?.keyboard?.flat()).toHaveLength(6)
  const [sent] = (await told.calls(chat)).filter(({ method }) => method === 'sendMessage')
  expect(String(sent?.params.disable_notification)).toBe('true')
})

test('nobody is reminded too early, too late, of what is rated, or of what is open again', async () => {
  const quiet = [
    await closedFor(23),
    await closedFor(8 * 24),
    await closedFor(25, ', mark = 4'),
    await closedFor(25, `, rating_reminded_at = now() - interval '1 day'`),
  ]
  const reopened = await closedFor(25)
  await createRemind(told.deps)()
  await told.rows(`UPDATE tickets SET status = 'inProgress' WHERE id = $1`, [reopened.ticket])
  for (const { ticket, chat } of [...quiet, reopened]) {
    await told.tell(ticket)
    expect(await told.heard(chat)).toEqual([])
  }
  expect(await told.outcomes(reopened.ticket)).toEqual(['overtaken'])
})

test('what was given up after days of trying is tried again by the hour', async () => {
  const { ticket, chat } = await told.employee()
  await told.happens(ticket, changed('inProgress'))
  await told.rows(`UPDATE ticket_events SET at = now() - interval '2 hours' WHERE ticket = $1`, [
    ticket,
  ])
  const jobs = () =>
    told.rows(`SELECT 1 FROM pgboss.job WHERE name = 'tell-ticket' AND data->>'ticket' = $1`, [
      ticket,
    ])
  await createRemind(told.deps)()
  expect(await jobs()).toHaveLength(1)
  await told.rows(`DELETE FROM pgboss.job WHERE name = 'tell-ticket'`)
  await createRemind(told.deps)()
  await createRemind(told.deps)()
  expect(await jobs()).toHaveLength(1)
  expect(await told.heard(chat)).toEqual([])
})
