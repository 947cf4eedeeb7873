import { sql } from '@payloadcms/db-postgres'
import { createLocalReq, type PayloadRequest } from 'payload'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { actOnMessage, actOnTicket } from '../../collections/hand-over-acts'
import { actOnSetAside } from '../../collections/set-aside-acts'
import { ticketEndpoints } from '../../collections/Tickets.endpoints'
import { createPurge } from '../../jobs/purge'
import { inTransaction } from '../../src/database/transaction'
import { until } from '../world/until'
import { type MessageWorld, startMessageWorld } from './message-world'

let world: MessageWorld
let ivan: { id: string; chat: number }
let admin: PayloadRequest
let other: PayloadRequest

beforeAll(async () => {
  world = await startMessageWorld()
  admin = await signedIn('anna@blago.example', 'administrator')
  other = await signedIn('oleg@blago.example', 'administrator')
  await world.work()
  await world.workMessages()
})
beforeEach(async () => (ivan = await world.user()))
afterEach(async () => {
  await world.naumen.remove('/faults')
  await world.naumen.post('/up')
})
afterAll(() => world?.stop())

const signedIn = (email: string, role: string) =>
  createLocalReq(
    { user: { id: email, email, role, state: 'active', collection: 'admins' } as never },
    world.deps.payload,
  )
const refuses = (path: string) => world.naumen.post('/faults', { kind: '403', path, times: 1 })
const copiesOf = async (id: string) =>
  (await world.tickets()).filter(({ correlation }) => correlation === id)
const texts = async (ticket: string) => (await world.comments(ticket)).map(({ text }) => text)
const acts = (document: string) =>
  world.rows<{ act: string; admin: string }>(
    'SELECT act, admin FROM audit_log WHERE document = $1 ORDER BY at',
    [document],
  )
const noticesTo = async (chat: number) =>
  (await world.queued('notify'))
    .filter(({ data }) => data.chat === chat)
    .map(({ data }) => data.text)

async function refusedTicket() {
  await refuses('create-m2m')
  const id = await world.files(ivan, [])
  await world.settled(id, 'failed')
  return id
}

describe('a request Naumen has refused', () => {
  test('is handed over once when an admin presses «Повторить», with all that was said meanwhile', async () => {
    const id = await refusedTicket()
    const said = [
      await world.says(id, ivan.chat, { text: 'раз' }),
      await world.says(id, ivan.chat, { text: 'два' }),
    ]
    expect(await actOnTicket(admin, 'retry', id)).toEqual({ done: true })
    const ticket = await world.settled(id)
    expect(ticket.hand_over_error).toBeNull()
    for (const one of said) await world.ended(one.id)
    expect(await copiesOf(id)).toHaveLength(1)
    expect(await texts(id)).toEqual(['раз', 'два'])
    expect(await acts(id)).toEqual([{ act: 'ticket-retry', admin: 'anna@blago.example' }])
  })

  test('is not made again where it stands in Naumen after all', async () => {
    const id = await refusedTicket()
    const mapping = await world.deps.readMapping()
    const wanted = { clientEmployee: 'employee$10501', subject: 'x', description: 'x' }
    const made = await world.deps.naumen.createServiceCall(mapping, { ...wanted, correlation: id })
    await actOnTicket(admin, 'retry', id)
    expect((await world.settled(id)).naumen_uuid).toBe(made.uuid)
    expect(await copiesOf(id)).toHaveLength(1)
  })

  test('is retried once, however many admins press at the same moment', async () => {
    const id = await refusedTicket()
    const presses = [admin, other, admin, other].map((req) => actOnTicket(req, 'retry', id))
    const outcomes = await Promise.all(presses)
    expect(outcomes.filter(({ done }) => done)).toHaveLength(1)
    await world.settled(id)
    expect(await copiesOf(id)).toHaveLength(1)
    expect(await acts(id)).toHaveLength(1)
  })

  test('is on its way for whoever pressed earlier and came second', async () => {
    const id = await refusedTicket()
    let second: Promise<unknown> | undefined
    await inTransaction(world.deps.payload, async (tx) => {
      await tx.rows(sql`SELECT FROM tickets WHERE id = ${id} FOR UPDATE`)
      second = actOnTicket(other, 'retry', id)
      await until('the second to wait', async () => {
        const waiting = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'`
        return (await world.rows(waiting)).length > 0
      })
      await tx.rows(sql`UPDATE tickets SET hand_over_state = 'waiting' WHERE id = ${id}`)
      // Made after the second has begun, and due at once
      const now = { key: id, startAfter: new Date() }
      await world.deps.queue.send(tx.db, 'hand-over-ticket', { ticket: id, attempt: 0 }, now)
    })
    expect(await second).toMatchObject({ done: false })
    await world.settled(id)
    expect(await copiesOf(id)).toHaveLength(1)
  })

  test('stays where it is when it is given up, and the employee is told', async () => {
    const id = await refusedTicket()
    expect(await actOnTicket(admin, 'giveUp', id)).toEqual({ done: true })
    expect(await actOnTicket(other, 'giveUp', id)).toMatchObject({ done: false })
    expect((await world.ticket(id)).hand_over_state).toBe('givenUp')
    expect(await noticesTo(ivan.chat)).toEqual(['handOverFailed', 'handOverGivenUp'])
    // Whatever looks for stuck requests leaves it alone
    await world.deps.queue.send(null, 'hand-over-ticket', { ticket: id, attempt: 0 }, { key: id })
    await until('the job to be over', async () => {
      const jobs = await world.rows(
        `SELECT FROM pgboss.job WHERE name = 'hand-over-ticket' AND singleton_key = $1
           AND state < 'completed'`,
        [id],
      )
      return !jobs.length
    })
    expect(await copiesOf(id)).toEqual([])
    // Until somebody thinks better of it
    await actOnTicket(admin, 'retry', id)
    await world.settled(id)
    expect(await copiesOf(id)).toHaveLength(1)
  })
})

test('what waits for its next try is tried at once, and once', async () => {
  await world.naumen.post('/down')
  const id = await world.files(ivan, [])
  await until('a try that has to wait', async () => {
    if (Number((await world.ticket(id)).hand_over_attempts) >= 3) return true
    await world.hurry()
    return false
  })
  await world.naumen.post('/up')
  expect(await actOnTicket(admin, 'retry', id)).toEqual({ done: true })
  await world.settled(id)
  expect(await actOnTicket(admin, 'retry', id)).toMatchObject({
    words: { ru: 'Заявка уже передана.' },
  })
  expect(await actOnTicket(admin, 'giveUp', id)).toMatchObject({ done: false })
  expect(await copiesOf(id)).toHaveLength(1)
})

describe('a message Naumen has refused', () => {
  async function refusedMessage(ticket: string) {
    await refuses('create-m2m/comment')
    const { id } = await world.says(ticket, ivan.chat, { text: 'раз' })
    await world.ended(id, 'failed')
    return id
  }

  test('goes before what was said after it and has not left yet', async () => {
    const ticket = await world.ticketOf(ivan)
    const first = await refusedMessage(ticket)
    await world.naumen.post('/down')
    const second = await world.says(ticket, ivan.chat, { text: 'два' })
    await until('a try', async () => Number((await world.message(second.id)).hand_over_attempts))
    expect(await actOnMessage(admin, 'retry', first)).toEqual({ done: true })
    await world.naumen.post('/up')
    for (const id of [first, second.id]) await world.ended(id)
    expect(await texts(ticket)).toEqual(['раз', 'два'])
    expect(await acts(first)).toEqual([{ act: 'message-retry', admin: 'anna@blago.example' }])
  })

  test('stands there once though its refusal was none', async () => {
    const ticket = await world.ticketOf(ivan)
    const id = await refusedMessage(ticket)
    const { naumen_uuid: source } = await world.ticket(ticket)
    const comment = { source: source ?? '', text: 'раз', author: 'employee$10501', private: false }
    const uuid = await world.deps.naumen.createComment(comment)
    await actOnMessage(admin, 'retry', id)
    expect((await world.ended(id)).naumen_uuid).toBe(uuid)
    expect(await texts(ticket)).toEqual(['раз'])
  })

  test('given up, it holds up nobody, and the employee is told', async () => {
    const ticket = await world.ticketOf(ivan)
    await world.naumen.post('/down')
    const first = await world.says(ticket, ivan.chat, { text: 'раз' })
    await until('a try', async () => Number((await world.message(first.id)).hand_over_attempts))
    const second = await world.says(ticket, ivan.chat, { text: 'два' })
    await until('it to be given up', async () => {
      const outcome = await actOnMessage(admin, 'giveUp', first.id)
      return outcome.done
    })
    await world.naumen.post('/up')
    await world.ended(second.id)
    expect((await world.message(first.id)).hand_over_state).toBe('givenUp')
    expect(await texts(ticket)).toEqual(['два'])
    expect(await noticesTo(ivan.chat)).toEqual(['messageGivenUp'])
  })
})

describe('a job that was set aside', () => {
  const letter = async (data: object) => {
    const [row] = await world.rows<{ id: string }>('SELECT gen_random_uuid() AS id')
    const id = row?.id ?? ''
    const buried = { job: 'notify', data, reason: 'Telegram did not answer' }
    await world.deps.queue.boss.send('dead-letters', buried, { id })
    return id
  }
  const lettersOf = (id: string) =>
    world.rows(`SELECT FROM pgboss.job WHERE name = 'dead-letters' AND id = $1`, [id])

  test('is sent again in the line it stood in, once', async () => {
    const notice = { chat: ivan.chat, text: 'handOverFailed', values: { number: 'Б-1' } }
    const id = await letter(notice)
    const outcomes = await Promise.all([admin, other].map((req) => actOnSetAside(req, 'retry', id)))
    expect(outcomes.filter(({ done }) => done)).toHaveLength(1)
    const sent = await world.rows<{ data: object; key: string }>(
      `SELECT data, singleton_key AS key FROM pgboss.job WHERE name = 'notify'
         AND data->>'chat' = $1`,
      [String(ivan.chat)],
    )
    expect(sent).toEqual([{ data: notice, key: String(ivan.chat) }])
    expect(await lettersOf(id)).toEqual([])
  })

  test('or thrown away', async () => {
    const id = await letter({ chat: ivan.chat })
    expect(await actOnSetAside(admin, 'giveUp', id)).toEqual({ done: true })
    expect(await lettersOf(id)).toEqual([])
    expect(await noticesTo(ivan.chat)).toEqual([])
  })
})

describe('what is tried again after the bytes of its file were deleted', () => {
  const manual = { name: 'акт.pdf', bytes: Buffer.from('%PDF-1.4 акт') }
  const gone = 'Файл уже удалён по сроку хранения'
  const waitsForItsFile = (ask: () => Promise<{ attachments: { state: string }[] }>) =>
    until(
      'the file to be kept by us',
      async () => (await ask()).attachments[0]?.state === 'fetched',
    )
  const isGivenUp = (act: () => Promise<{ done: boolean }>) =>
    until('it to be given up', async () => (await act()).done)
  /** All its days have gone by. */
  async function purged(table: 'tickets' | 'messages', id: string) {
    const long = `now() - interval '10 years'`
    await world.rows(`UPDATE ${table} SET hand_over_done_at = ${long} WHERE id = $1`, [id])
    await createPurge(world.deps)()
    expect(await world.rows('SELECT FROM file_chunks')).toEqual([])
    await world.naumen.remove('/faults')
  }
  const stuckAtFiles = () =>
    world.naumen.post('/faults', { kind: '502', path: 'add-file', times: -1 })

  test('a request arrives without it, and both administrator and employee read why', async () => {
    await stuckAtFiles()
    const id = await world.files(ivan, [manual])
    await waitsForItsFile(() => world.ticket(id))
    await isGivenUp(() => actOnTicket(admin, 'giveUp', id))
    await purged('tickets', id)
    await actOnTicket(admin, 'retry', id)
    const { attachments, hand_over_error: error } = await world.settled(id)
    expect(attachments).toMatchObject([{ state: 'failed', reason: expect.stringContaining(gone) }])
    expect(error).toBeNull()
    expect(await copiesOf(id)).toMatchObject([{ files: [] }])
    expect(await noticesTo(ivan.chat)).toContain('fileNotHandedOver')
  })

  test('of a message the words arrive, and every file that is still there', async () => {
    const ticket = await world.ticketOf(ivan)
    await stuckAtFiles()
    const other = { name: 'ещё.txt', bytes: Buffer.from('ещё') }
    const { id } = await world.says(ticket, ivan.chat, { text: 'раз', files: [manual, other] })
    await waitsForItsFile(() => world.message(id))
    await isGivenUp(() => actOnMessage(admin, 'giveUp', id))
    await purged('messages', id)
    await actOnMessage(admin, 'retry', id)
    const { attachments } = await world.ended(id)
    expect(attachments).toMatchObject([
      { state: 'failed', reason: expect.stringContaining(gone) },
      { state: 'handedOver' },
    ])
    expect(await texts(ticket)).toEqual(['раз'])
    const letters = await world.rows(`SELECT FROM pgboss.job WHERE name = 'dead-letters'`)
    expect(letters).toEqual([])
  })
})

test('content managers give none of these commands', async () => {
  const id = await refusedTicket()
  const manager = await signedIn('olga@blago.example', 'contentManager')
  for (const { handler } of ticketEndpoints) {
    const asking = handler(Object.assign(manager, { routeParams: { id } }))
    await expect(asking).rejects.toMatchObject({ status: 403 })
  }
  expect((await world.ticket(id)).hand_over_state).toBe('failed')
})

test('many are done at once; what can not be is told and keeps nobody from it', async () => {
  const id = await refusedTicket()
  const command = ticketEndpoints.find(({ path }) => path === '/hand-over')
  const body = { act: 'retry', tickets: [id, 'not an id', '00000000-0000-4000-8000-000000000000'] }
  const req = Object.assign(await signedIn('anna@blago.example', 'administrator'), {
    method: 'POST',
    json: () => Promise.resolve(body),
  })
  const answer = (await command?.handler(req as PayloadRequest)) as Response
  expect(await answer.json()).toEqual({ done: 1, left: 2, words: ['Такой заявки нет.'] })
  await world.settled(id)
})
