import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createPullTicket } from '../../jobs/pull-ticket'
import { receive } from '../../src/app/(payload)/api/naumen/events/receive'
import { engineers, type InboundWorld, ivan, startInboundWorld } from '../world/inbound'
import { until } from '../world/until'

let world: InboundWorld
let user: { id: string; chat: number }
let ticket: { id: string; call: string; title: string }

beforeAll(async () => {
  world = await startInboundWorld()
  user = await world.user()
})
afterAll(() => world?.stop())
beforeEach(async () => {
  ticket = await world.handedOver(user)
})

const { petr, anna } = engineers

test('every change of status is told once, in order, and stands in the history', async () => {
  const { engineer, pull } = world
  await pull(ticket.call)
  expect(await world.told(ticket.id)).toEqual([])
  await engineer.moves(ticket.call, 'inprogress')
  await pull(ticket.call)
  await pull(ticket.call)
  await engineer.takes(ticket.call, anna)
  await pull(ticket.call)
  await engineer.moves(ticket.call, 'waitClientAnswer')
  await pull(ticket.call)
  const statuses = ['accepted', 'inProgress', 'awaitingAuthor']
  expect(await world.told(ticket.id)).toEqual(statuses)
  expect(await world.history(ticket.id)).toEqual(statuses)
  expect(await world.state(ticket.id)).toMatchObject({
    ...{ status: 'awaitingAuthor', naumen_state: 'waitClientAnswer' },
    ...{ status_title: 'Ждёт вашего ответа', responsible: 'Сетевая Анна Олеговна' },
  })
})

test('another engineer in the same state is told by name, silently', async () => {
  const { engineer, pull } = world
  await engineer.takes(ticket.call, petr)
  await engineer.moves(ticket.call, 'inprogress')
  await pull(ticket.call)
  await engineer.takes(ticket.call, anna)
  await pull(ticket.call)
  const [, told] = await world.events(ticket.id)
  expect(told?.data).toMatchObject({
    ...{ status: 'inProgress', title: 'Назначена: Сетевая Анна Олеговна', notify: 'silent' },
  })
})

test('back and forth and back again, each step is an event of its own', async () => {
  const { engineer, pull } = world
  await world.knobs({ transitions: { registered: ['inprogress'], inprogress: ['registered'] } })
  for (const state of ['inprogress', 'registered', 'inprogress']) {
    await engineer.moves(ticket.call, state)
    await pull(ticket.call)
  }
  await world.knobs({ transitions: everyStep })
  expect(await world.told(ticket.id)).toEqual(['accepted', 'registered', 'accepted'])
})

test('a comment comes with its author, its files and the pictures in its words', async () => {
  const { engineer, pull } = world
  await engineer.attaches(ticket.call, '<p>Смотрите <b>журнал</b></p>', ['журнал.log', 'вид.png'])
  await pull(ticket.call)
  const [turn, ...more] = await world.turns(ticket.id)
  expect(more).toEqual([])
  expect(turn).toMatchObject({
    ...{ direction: 'fromEngineer', text: 'Смотрите журнал', html: 'Смотрите <b>журнал</b>' },
    attachments: [{ name: 'журнал.log' }, { name: 'вид.png' }],
  })
  expect(turn?.author).toBeTruthy()
  const file = turn?.attachments[1]?.naumen
  const source = `<p>И <img src="./download?uuid=${file}"></p>`
  await engineer.comments(ticket.call, source)
  await pull(ticket.call)
  expect((await world.turns(ticket.id))[1]).toMatchObject({
    ...{ text: 'И [рисунок 1]', attachments: [{ naumen: file, state: 'waiting' }] },
  })
  expect(await world.told(ticket.id)).toEqual(['comment', 'comment'])
})

test('corrected, deleted, made private, made public again: each is told as what it is', async () => {
  const { engineer, pull } = world
  const first = await engineer.comments(ticket.call, 'Перезагрузите')
  const second = await engineer.comments(ticket.call, 'Пароль от сервера')
  await pull(ticket.call)
  await engineer.corrects(first, 'Выключите и включите')
  await pull(ticket.call)
  await engineer.deletes(first)
  await world.deps.naumen.edit(second, { private: true })
  await pull(ticket.call)
  expect(JSON.stringify(await world.turns(ticket.id))).not.toContain('Пароль')
  await world.deps.naumen.edit(second, { private: false, text: 'Готово' })
  await pull(ticket.call)
  await pull(ticket.call)
  expect(await world.told(ticket.id)).toEqual([
    ...['comment', 'comment', 'comment-edited', 'comment-deleted', 'comment-deleted', 'comment'],
  ])
  expect(await world.turns(ticket.id)).toMatchObject([
    { text: 'Выключите и включите', deleted_at: expect.any(Date) },
    { text: 'Готово', deleted_at: null },
  ])
})

test('a file that joins a comment afterwards is told by itself', async () => {
  const { engineer, pull } = world
  const comment = await engineer.comments(ticket.call, 'Файл следом')
  await pull(ticket.call)
  const file = { name: 'акт.pdf', mime: 'application/pdf', bytes: Buffer.from('x') }
  await world.deps.naumen.addFile(comment, file)
  await pull(ticket.call)
  await pull(ticket.call)
  const [, told, ...more] = await world.events(ticket.id)
  expect(more).toEqual([])
  const [turn] = await world.turns(ticket.id)
  expect(told).toMatchObject({
    ...{ kind: 'comment-files', data: { files: [turn?.attachments[0]?.naumen] } },
  })
})

test('what the employee writes in the portal is kept and not told; our own never comes back', async () => {
  const { pull } = world
  const naumen = world.deps.naumen
  const say = (text: string) =>
    naumen.create('comment', { source: ticket.call, text, author: ivan }, 'UUID')
  const { UUID: ours } = await say('Из бота')
  const insert = `INSERT INTO messages (ticket_id, direction, act, text, telegram_chat, hand_over_state,
    naumen_uuid) VALUES ($1, 'fromEmployee', 'comment', $2, 1, $3, $4)`
  await world.rows(insert, [ticket.id, 'Из бота', 'done', ours])
  await say('Из портала')
  await pull(ticket.call)
  expect((await world.turns(ticket.id)).map(({ text }) => text).toSorted()).toEqual([
    ...['Из бота', 'Из портала'],
  ])
  // On its way: in Naumen already, though nobody has heard so
  await world.rows(insert, [ticket.id, 'Ещё одно', 'creating', null])
  await say('Ещё одно')
  await pull(ticket.call)
  expect(await world.turns(ticket.id)).toHaveLength(3)
  expect(await world.told(ticket.id)).toEqual([])
  expect((await world.state(ticket.id)).naumen_settled).toBe(false)
})

test('ten hints at once, and the same hint again, are one piece of news', async () => {
  const { engineer, pull } = world
  await engineer.comments(ticket.call, 'Раз')
  await engineer.moves(ticket.call, 'resolved')
  await Promise.all(Array.from({ length: 10 }, () => pull(ticket.call)))
  await pull(ticket.call)
  expect(await world.told(ticket.id)).toEqual(['comment', 'resolved'])
})

test('an old look that arrives late brings nothing old back', async () => {
  const { engineer, pull } = world
  await world.naumen.post('/faults', { kind: 'slow', path: 'find/comment', ms: 700 })
  const late = pull(ticket.call)
  await until('the slow look to be under way', async () => {
    const calls = await world.naumen.get<{ path: string; query: object }[]>('/calls')
    return calls.at(-1)?.path === 'find/comment'
  })
  await engineer.moves(ticket.call, 'resolved')
  await pull(ticket.call)
  await late
  expect(await world.told(ticket.id)).toEqual(['resolved'])
  expect((await world.state(ticket.id)).status).toBe('resolved')
})

test('closed and reopened', async () => {
  const { engineer, pull } = world
  await engineer.moves(ticket.call, 'closed')
  await pull(ticket.call)
  expect((await world.state(ticket.id)).closed_at).not.toBeNull()
  await world.knobs({ transitions: { ...everyStep, closed: ['resumed'] } })
  await engineer.moves(ticket.call, 'resumed')
  await pull(ticket.call)
  expect((await world.state(ticket.id)).closed_at).toBeNull()
  expect(await world.told(ticket.id)).toEqual(['closed', 'inProgress'])
})

test('a state nobody knows keeps the last status, and the operator hears of it once a day', async () => {
  const { pull } = world
  const table = await world.deps.readStatuses()
  const other = await world.handedOver(user)
  const known = table.filter(({ naumenStates }) => !naumenStates.includes('deferred'))
  const pullWith = createPullTicket({ ...world.deps, readStatuses: async () => known })
  for (const { call } of [ticket, other]) {
    await world.engineer.moves(call, 'deferred')
    await pullWith({ serviceCall: call })
    await pullWith({ serviceCall: call })
  }
  expect(await world.state(ticket.id)).toMatchObject({
    ...{ status: 'registered', status_title: 'deferred', naumen_state: 'deferred' },
  })
  expect(await world.told(ticket.id)).toEqual([])
  const mails = await world.queued('send-mail')
  expect(mails.filter(({ data }) => String(data.subject).includes('состояние'))).toHaveLength(1)
  await world.engineer.moves(ticket.call, 'resolved')
  await pull(ticket.call)
  expect(await world.told(ticket.id)).toEqual(['resolved'])
})

test('a request deleted in Naumen is marked as gone, and nobody else is touched', async () => {
  const { pull } = world
  await fetch(`${world.deskUrl}/sd/services/rest/delete/${ticket.call}?accessKey=${world.key}`)
  await pull(ticket.call)
  expect((await world.state(ticket.id)).naumen_gone_at).not.toBeNull()
  expect(await world.told(ticket.id)).toEqual([])
})

test('a request of nobody here is left alone', async () => {
  const call = await world.filed('employee$10511')
  await world.pull(call.uuid)
  expect(await world.rows('SELECT 1 FROM tickets WHERE naumen_uuid = $1', [call.uuid])).toEqual([])
})

test('a request on its way is left to the hand-over', async () => {
  const [row] = await world.rows<{ id: string }>(
    `INSERT INTO tickets (number, user_id) VALUES ('Б-way', $1) RETURNING id`,
    [user.id],
  )
  const call = await world.filed(ivan, { correlation: row?.id })
  await world.pull(call.uuid)
  // Where Naumen has no attribute for our id, the description ends in it
  const other = await world.filed(ivan, { description: `<p>Жуёт</p><p>${row?.id}</p>` })
  await world.pull(other.uuid)
  const taken = 'SELECT 1 FROM tickets WHERE naumen_uuid IN ($1, $2)'
  expect(await world.rows(taken, [call.uuid, other.uuid])).toEqual([])
  await world.rows('DELETE FROM tickets WHERE id = $1', [row?.id])
})

describe('a hint from Naumen', () => {
  const secret = 'a-secret-of-the-event-script-long-enough'

  test('is news on its way to the phone within a second', async () => {
    await world.deps.queue.work('pull-ticket', 4, createPullTicket(world.deps))
    const pull = (serviceCall: string) =>
      world.deps.queue.send(null, 'pull-ticket', { serviceCall }, { key: serviceCall })
    const server = createServer((req, res) => {
      const chunks: Buffer[] = []
      req.on('data', (chunk: Buffer) => chunks.push(chunk))
      req.on('end', () => {
        const headers = { 'x-hook-secret': String(req.headers['x-hook-secret']) }
        const request = new Request('http://bot.example/api/naumen/events', {
          ...{ method: 'POST', headers, body: Buffer.concat(chunks) },
        })
        void receive(request, { NAUMEN_EVENT_SECRET: secret }, pull).then(({ status }) =>
          res.writeHead(status).end(),
        )
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const hook = { url: `http://127.0.0.1:${port}/`, secret, copies: 3, outOfOrder: true }
    await world.knobs({ hook })
    const started = performance.now()
    await world.engineer.comments(ticket.call, 'Уже иду')
    await until('the comment to be told', async () => (await world.told(ticket.id)).length)
    expect(performance.now() - started).toBeLessThan(1000)
    await world.engineer.moves(ticket.call, 'resolved')
    await until('the status to be told', async () => (await world.told(ticket.id)).length > 1)
    expect(await world.told(ticket.id)).toEqual(['comment', 'resolved'])
    await world.knobs({ hook: null })
    server.close()
  })
})

const working = ['inprogress', 'waitClientAnswer', 'deferred', 'resolved', 'closed']
const everyStep = {
  ...{ registered: working, inprogress: working, closed: [], resolved: ['resumed', 'closed'] },
  ...{ waitClientAnswer: [...working, 'resumed'], deferred: [...working, 'resumed'] },
  resumed: working,
}
