import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPullChanges } from '../../jobs/pull-changes'
import { createPullTicket } from '../../jobs/pull-ticket'
import { createNaumen } from '../../src/naumen/client'
import { defaultKnobs } from '../../src/sandbox/naumen/knobs'
import { engineers, type InboundWorld, startInboundWorld } from '../world/inbound'
import { until } from '../world/until'

let world: InboundWorld
let user: { id: string; chat: number }
const { petr, anna } = engineers
const maria = 'employee$10502'

beforeAll(async () => {
  world = await startInboundWorld()
  user = await world.user()
  await world.rows('UPDATE users SET tickets_read_at = now()')
})
afterAll(() => world?.stop())

/** Everything waits its turn once more, so that nothing is left unsettled. */
async function pollTwice() {
  await world.poll()
  await world.workPulls()
  await world.poll()
  await world.workPulls()
}

test('one poll brings what happened to any number of requests, and the next one nothing', async () => {
  const { engineer, told } = world
  const tickets = []
  for (let at = 0; at < 12; at++) tickets.push(await world.handedOver(user))
  await pollTwice()
  const [moved, spoken, quiet] = [tickets[0]!, tickets[1]!, tickets[2]!]
  await engineer.moves(moved.call, 'inprogress')
  await engineer.comments(spoken.call, 'Иду')
  const polled = await world.poll()
  expect(polled).toMatchObject({ pulled: 2, changed: 2, adopted: 0 })
  expect(await told(moved.id)).toEqual(['accepted'])
  expect(await told(spoken.id)).toEqual(['comment'])
  expect(await told(quiet.id)).toEqual([])
  expect(world.refreshed).toEqual(expect.arrayContaining([moved.id, spoken.id]))
  // Seen once more, because what else happened in that second is not to be told by its date
  expect(await world.poll()).toMatchObject({ pulled: 2, changed: 0 })
  expect(await world.poll()).toMatchObject({ pulled: 0, changed: 0 })
})

test('a second change within the second of the first look is not missed', async () => {
  const { engineer, told } = world
  const ticket = await world.handedOver(user)
  await pollTwice()
  await until('a second to begin', async () => Date.now() % 1000 < 100)
  const comment = await engineer.comments(ticket.call, 'Первое слово')
  await world.poll()
  await engineer.corrects(comment, 'Второе слово')
  await world.poll()
  expect(await told(ticket.id)).toEqual(['comment', 'comment-edited'])
})

test('after hours without Naumen nothing is missed', async () => {
  const { engineer, told } = world
  const ticket = await world.handedOver(user)
  const other = await world.handedOver(user)
  await pollTwice()
  await engineer.takes(ticket.call, anna)
  await engineer.moves(ticket.call, 'inprogress')
  const first = await engineer.comments(ticket.call, 'Раз')
  await engineer.comments(ticket.call, 'Два')
  await engineer.corrects(first, 'Раз-раз')
  await engineer.moves(ticket.call, 'closed')
  await engineer.moves(other.call, 'waitClientAnswer')
  await world.naumen.post('/down')
  await expect(world.poll()).rejects.toThrow()
  const beats = () =>
    world.rows<{ trouble: string | null }>(`SELECT trouble FROM heartbeats WHERE name = 'naumen'`)
  expect((await beats())[0]?.trouble).toContain('Naumen')
  await world.naumen.post('/up')
  await pollTwice()
  expect((await beats())[0]?.trouble).toBeNull()
  expect(await told(ticket.id)).toEqual(['comment', 'comment', 'closed'])
  expect((await world.turns(ticket.id)).map(({ text }) => text)).toEqual(['Раз-раз', 'Два'])
  expect(await told(other.id)).toEqual(['awaitingAuthor'])
})

test('every closed one has its turn, however far apart the polls come', async () => {
  const { engineer, told } = world
  const tickets = []
  for (let at = 0; at < 4; at++) tickets.push(await world.handedOver(user))
  for (const { call } of tickets) await engineer.moves(call, 'closed')
  await pollTwice()
  for (const { call } of tickets) await engineer.comments(call, 'После закрытия')
  const poll = createPullChanges({ ...world.deps, pollSeconds: 60, closedSeconds: 300 })
  for (let turn = 0; turn < 5; turn++) await poll()
  for (const { id } of tickets) expect(await told(id)).toEqual(['closed', 'comment'])
})

test('closed ones are watched: a word after the end, and a reopening', async () => {
  const { engineer, told } = world
  const ticket = await world.handedOver(user)
  await engineer.moves(ticket.call, 'closed')
  await pollTwice()
  await engineer.comments(ticket.call, 'Напишите, если повторится')
  await pollTwice()
  await world.knobs({ transitions: { ...defaultKnobs.transitions, closed: ['resumed'] } })
  await engineer.moves(ticket.call, 'resumed')
  await pollTwice()
  await world.knobs({ transitions: defaultKnobs.transitions })
  expect(await told(ticket.id)).toEqual(['closed', 'comment', 'inProgress'])
})

test('two pollers at once tell nothing twice', async () => {
  const { engineer } = world
  const tickets = []
  for (let at = 0; at < 8; at++) tickets.push(await world.handedOver(user))
  await pollTwice()
  for (const { call } of tickets) {
    await engineer.comments(call, 'Слово')
    await engineer.moves(call, 'resolved')
  }
  const other = createPullChanges({ ...world.deps, pollSeconds: 60, closedSeconds: 0 })
  await Promise.all([world.poll(), other(), world.poll(), other()])
  await world.workPulls()
  for (const { id } of tickets) expect(await world.told(id)).toEqual(['comment', 'resolved'])
})

test('while our key is refused Naumen is left in peace', async () => {
  await world.naumen.post('/faults', { kind: 'badKey', times: 1 })
  await expect(world.poll()).rejects.toThrow(/ключ/)
  const before = (await world.naumen.get<unknown[]>('/calls')).length
  expect(await world.poll()).toBeUndefined()
  await world.pull('serviceCall$1')
  expect((await world.naumen.get<unknown[]>('/calls')).length).toBe(before)
  await world.rows('UPDATE naumen_lane SET closed_until = NULL, reason = NULL')
  await world.rows(`DELETE FROM pgboss.job WHERE name = 'pull-ticket'`)
})

test('a request filed through the portal is the employee’s from the next poll on', async () => {
  const { engineer } = world
  const call = await world.filed()
  await world.poll()
  const [row] = await world.rows<{ id: string; number: string; origin: string; text: string }>(
    'SELECT * FROM tickets WHERE naumen_uuid = $1',
    [call.uuid],
  )
  expect(row).toMatchObject({ number: call.title, origin: 'naumen', text: 'Жуёт бумагу' })
  await engineer.comments(call.uuid, 'Какой кабинет?')
  await engineer.moves(call.uuid, 'waitClientAnswer')
  await pollTwice()
  expect(await world.told(row?.id ?? '')).toEqual(['comment', 'awaitingAuthor'])
})

test('a request made over to somebody else is told to its former employee no more', async () => {
  const ticket = await world.handedOver(user)
  await pollTwice()
  await world.deps.naumen.edit(ticket.call, { clientEmployee: maria })
  await world.engineer.comments(ticket.call, 'Мария, это вам')
  await pollTwice()
  expect(await world.told(ticket.id)).toEqual([])
})

describe('however Naumen is set up', () => {
  const installations: Record<string, Partial<typeof defaultKnobs>> = {
    'as it stands': {},
    'comments do not touch the request': {
      commentMovesLastModified: false,
      fileMovesLastModified: false,
    },
    'archived objects are in no list': { archivedReturned: false },
    'lists are cut where no limit is given': { defaultLimit: 2 },
    'lists come in any order': { findOrder: 'random', defaultLimit: 2 },
    'the newest come first': { findOrder: 'newest' },
    'comments have no date of change': { absentAttributes: ['comment.lastModifiedDate'] },
    'unknown attributes are errors': {
      absentAttributes: ['comment.lastModifiedDate', 'serviceCall.deadLineTime', 'comment.files'],
      unknownAttributeRead: 'error',
    },
    'dates and people may not be read': {
      unreadableAttributes: [
        ...['serviceCall.lastModifiedDate', 'comment.lastModifiedDate', 'comment.author'],
        ...['serviceCall.botRequestId', 'comment.creationDate'],
      ],
    },
    'no correlation attribute': {
      correlationAttributePresent: false,
      unknownAttributeRead: 'error',
    },
    'lists lag behind': { indexLagMs: 300 },
    'with a superuser’s key': { superuserKey: true },
  }

  test.each(Object.entries(installations))(
    '%s, all is told once and nothing private',
    async (_, knobs) => {
      const { engineer } = world
      // Another key, another memory of what this Naumen lacks
      const naumen = createNaumen({
        ...{ url: world.deskUrl, accessKey: world.key, timeZone: 'Europe/Moscow', headers: {} },
      })
      const poll = createPullChanges({ ...world.deps, naumen, pollSeconds: 60, closedSeconds: 0 })
      const polls = async () => {
        for (let left = 3; left > 0; left--) {
          await poll()
          await world.workPulls()
        }
      }
      const ticket = await world.handedOver(user)
      const silent = await world.handedOver(user)
      await world.knobs({ ...defaultKnobs, ...knobs })
      const settle = () =>
        until('lists to show it', async () => {
          await polls()
          const wanted = knobs.indexLagMs ? Date.now() - changedAt > knobs.indexLagMs : true
          return wanted
        })
      let changedAt = Date.now()
      await settle()
      await engineer.comments(ticket.call, 'Пароль: слон', { private: true })
      const said = await engineer.comments(ticket.call, 'Проверяю')
      await engineer.takes(ticket.call, petr)
      changedAt = Date.now()
      await settle()
      await engineer.corrects(said, 'Проверил')
      await engineer.moves(ticket.call, 'resolved')
      changedAt = Date.now()
      await settle()
      await engineer.deletes(said)
      await settle()
      await settle()
      await world.knobs(defaultKnobs)
      const told = await world.told(ticket.id)
      const wanted = ['comment', 'assigned', 'comment-edited', 'resolved', 'comment-deleted']
      // A comment that lists show late comes late
      if (knobs.indexLagMs) expect(told.toSorted()).toEqual(wanted.toSorted())
      else expect(told).toEqual(wanted)
      expect(await world.told(silent.id)).toEqual([])
      expect(await world.everything()).not.toContain('слон')
    },
  )

  test('what is not surely public is never kept: the mark of privacy can’t be read', async () => {
    const ticket = await world.handedOver(user)
    const settings = { accessKey: world.key, timeZone: 'Europe/Moscow', headers: {} }
    const deps = { ...world.deps, naumen: createNaumen({ url: world.deskUrl, ...settings }) }
    const poll = createPullChanges({ ...deps, pollSeconds: 60, closedSeconds: 0 })
    for (const knobs of [
      { unreadableAttributes: ['comment.private'] },
      { absentAttributes: ['comment.private'] },
      { absentAttributes: ['comment.private'], unknownAttributeRead: 'error' },
    ]) {
      await world.knobs(defaultKnobs)
      await world.engineer.comments(ticket.call, 'Тайна: жираф', { private: true })
      await world.engineer.comments(ticket.call, 'Тайна: жираф')
      await world.knobs({ ...defaultKnobs, ...knobs })
      await poll()
      await createPullTicket(deps)({ serviceCall: ticket.call })
    }
    expect(await world.everything()).not.toContain('жираф')
    expect(await world.told(ticket.id)).toEqual([])
    const mails = await world.queued('send-mail')
    expect(mails.filter(({ data }) => String(data.subject).includes('внутренние'))).toHaveLength(1)
    await world.knobs(defaultKnobs)
  })

  test('without the right to comments statuses are told all the same', async () => {
    const ticket = await world.handedOver(user)
    await pollTwice()
    await world.knobs({ forbiddenCalls: ['find/comment'] })
    await world.engineer.moves(ticket.call, 'resolved')
    await pollTwice()
    await world.knobs(defaultKnobs)
    expect(await world.told(ticket.id)).toEqual(['resolved'])
  })
})

test('an account of two thousand requests is taken over whole, without a word to anybody', async () => {
  const owner = await world.user(maria)
  const old = {
    ...{ metaClass: 'serviceCall$serviceCall', clientEmployee: maria, shortDescr: 'Старое' },
    ...{ agreement: 'agreement$605301', service: 'slmService$605005' },
  }
  const made = await fetch(
    `${world.deskUrl}/sd/services/rest/create-m2m-multiple?accessKey=${world.key}`,
    { method: 'POST', body: JSON.stringify(Array.from({ length: 2000 }, () => old)) },
  )
  const calls = ((await made.json()) as { UUID: string }[]).map(({ UUID }) => UUID)
  await world.engineer.comments(calls[0]!, 'Старое слово')
  await world.engineer.moves(calls[1]!, 'closed')
  const started = performance.now()
  await world.adopt({ user: owner.id })
  console.log(`${calls.length} taken over in ${Math.round(performance.now() - started)} ms`)
  const [count] = await world.rows<{ count: number; closed: number }>(
    `SELECT count(*)::int AS count, count(closed_at)::int AS closed FROM tickets WHERE user_id = $1`,
    [owner.id],
  )
  expect(count?.count).toBeGreaterThanOrEqual(calls.length)
  expect(count?.closed).toBe(1)
  await pollTwice()
  const [first] = await world.rows<{ id: string }>(
    'SELECT id FROM tickets WHERE naumen_uuid = $1',
    [calls[0]],
  )
  expect((await world.turns(first?.id ?? '')).map(({ text }) => text)).toEqual(['Старое слово'])
  const events = await world.rows(
    `SELECT e.kind, e.data, t.number FROM ticket_events e JOIN tickets t ON t.id = e.ticket
     WHERE t.user_id = $1 AND t.origin = 'naumen'`,
    [owner.id],
  )
  expect(events).toEqual([])
}, 120_000)
