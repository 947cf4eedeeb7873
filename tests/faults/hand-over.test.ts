import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createHandOver } from '../../jobs/hand-over-ticket'
import { createNaumen } from '../../src/naumen/client'
import { until } from '../world/until'
import { copiesOf, fault, ivan, sha, threeFiles, world } from './hand-over-stage'

test('a request stands in Naumen once, with the employee, the words and every file intact', async () => {
  const files = threeFiles()
  const id = await world.files(ivan, files)
  const ticket = await world.settled(id)
  const [copy, ...more] = await copiesOf(id)
  expect(more).toEqual([])
  expect(copy).toMatchObject({ subject: 'Не печатает: Жуёт бумагу', uuid: ticket.naumen_uuid })
  expect(copy?.description).toContain(`Отправлено через BLAGO_SUPPORT, ${ticket.number}`)
  expect(copy?.files.map((file) => [file.title, file.sha256]).toSorted()).toEqual(
    files.map(({ name, bytes }) => [name, sha(bytes)]).toSorted(),
  )
  expect(ticket.attachments.map(({ state }) => state)).toEqual(Array(3).fill('handedOver'))
  const kept = await world.deps.payload.findByID({
    collection: 'tickets',
    id,
    depth: 1,
    overrideAccess: true,
  })
  const names = kept.files?.map((file) => (typeof file === 'object' ? file.name : file))
  expect(names).toEqual(files.map(({ name }) => name))
  const drawn = await world.queued('draw-receipt')
  expect(drawn.filter(({ data }) => data.ticket === id).length).toBeGreaterThan(1)
})

describe('created, but the end of it unknown: the request still stands in Naumen once when Naumen', () => {
  const kinds = [
    'dropAfterCommit',
    '500afterCommit',
    'badJson',
    'drop',
    '500',
    '502',
    'html',
    'hang',
  ]
  for (const kind of kinds)
    test(`does «${kind}»`, async () => {
      await fault(kind, 'create-m2m')
      const id = await world.files(ivan, [])
      await world.settled(id)
      expect(await copiesOf(id)).toHaveLength(1)
    })

  test('carries it out after our first look', async () => {
    await fault('lateCommit', 'create-m2m', { ms: 1500 })
    const id = await world.files(ivan, [])
    await world.settled(id)
    expect(await copiesOf(id)).toHaveLength(1)
  })

  test('has no attribute for our id, which the description then carries', async () => {
    const other = await startedWithout()
    await fault('dropAfterCommit', 'create-m2m')
    const id = await world.files(ivan, [])
    await world.settled(id)
    const copies = (await world.tickets()).filter(({ description }) => description.includes(id))
    expect(copies).toHaveLength(1)
    await other()
  })
})

/** Naumen without the attribute; what workers remember of it is forgotten with their ticket type. */
async function startedWithout() {
  await world.naumen.post('/knobs', { absentAttributes: ['serviceCall.botRequestNumber'] })
  const { readMapping } = world.deps
  world.deps.readMapping = async () => {
    const mapping = await readMapping()
    const attributes = { ...mapping.attributes, correlation: 'botRequestNumber' }
    return { ...mapping, attributes }
  }
  return async () => {
    world.deps.readMapping = readMapping
    await world.naumen.post('/knobs', { absentAttributes: [] })
  }
}

describe('Naumen away', () => {
  test('the request waits and is handed over once when it is back', async () => {
    await world.naumen.post('/down')
    const id = await world.files(ivan, threeFiles())
    await until('some tries', async () => Number((await world.ticket(id)).hand_over_attempts) >= 2)
    expect(await world.ticket(id)).toMatchObject({
      hand_over_state: 'creating',
      hand_over_error: 'С Naumen нет связи (ECONNREFUSED)',
    })
    await world.naumen.post('/up')
    await world.hurry()
    const done = await world.settled(id)
    expect(done.hand_over_error).toBeNull()
    expect(await copiesOf(id)).toHaveLength(1)
  })

  test('tries are not made faster than the timetable says', async () => {
    await world.naumen.post('/down')
    const id = await world.files(ivan, [])
    await until('some tries', async () => Number((await world.ticket(id)).hand_over_attempts) >= 2)
    const [job] = await world.rows<{ seconds: string }>(
      `SELECT extract(epoch FROM start_after - now()) AS seconds FROM pgboss.job
       WHERE singleton_key = $1 AND state = 'created'`,
      [id],
    )
    expect(Number(job?.seconds)).toBeGreaterThan(2)
    await world.naumen.post('/up')
    await world.hurry()
    await world.settled(id)
  })
})

describe('Naumen says no', () => {
  test('nobody hammers: the employee and the operator are told once, the reason is kept', async () => {
    const before = await world.calls('create-m2m')
    await fault('403', 'create-m2m')
    const id = await world.files(ivan, [])
    const ticket = await world.settled(id, 'failed')
    expect(ticket.hand_over_error).toBe('Недостаточно прав для выполнения операции')
    expect((await world.calls('create-m2m')) - before).toBe(1)
    const notices = (await world.queued('notify')).filter(({ data }) => data.chat === ivan.chat)
    expect(notices.map(({ data }) => data.text)).toEqual(['handOverFailed'])
    const alerts = JSON.stringify(await world.queued('send-mail'))
    expect(alerts.split(`Заявка ${ticket.number} не передана`)).toHaveLength(2)
  })

  test('to our key: the whole road is shut, told once, and opened again by itself', async () => {
    await fault('badKey', '', { times: -1 })
    const alerts = async () =>
      (await world.queued('send-mail')).filter(({ data }) =>
        String(data.subject).includes('не принимает ключ'),
      ).length
    const before = await alerts()
    const ids = [await world.files(ivan, []), await world.files(ivan, [])]
    await until('the road to be shut', () => world.deps.lane.secondsShut())
    await until('both to wait', async () => {
      const tickets = await Promise.all(ids.map((id) => world.ticket(id)))
      return tickets.every(({ hand_over_next_attempt_at: next }) => next)
    })
    const calls = await world.calls('create-m2m')
    await world.hurry()
    expect((await alerts()) - before).toBe(1)
    expect(await world.calls('create-m2m')).toBe(calls)
    await world.naumen.remove('/faults')
    await world.rows('UPDATE naumen_lane SET closed_until = now()')
    await until('both to be handed over', async () => {
      await world.hurry()
      const tickets = await Promise.all(ids.map((id) => world.ticket(id)))
      return tickets.every(({ hand_over_state: state }) => state === 'done')
    })
    expect(await Promise.all(ids.map(async (id) => (await copiesOf(id)).length))).toEqual([1, 1])
  })
})

test('whoever was dismissed since the last look hands nothing over and is shut out', async () => {
  const hourAgo = new Date(Date.now() - 3_600_000)
  const alexey = await world.user('employee$10503', { checkedAt: hourAgo })
  const id = await world.files(alexey, [])
  const ticket = await world.settled(id, 'failed')
  expect(ticket.hand_over_error).toMatch(/уволен/)
  expect(await copiesOf(id)).toEqual([])
  const [user] = await world.rows('SELECT state, chat_id FROM users WHERE id = $1', [alexey.id])
  expect(user).toEqual({ state: 'dismissed', chat_id: null })
  const notices = (await world.queued('notify')).filter(({ data }) => data.chat === alexey.chat)
  expect(notices.map(({ data }) => data.text)).toEqual(['dismissed'])
})

test('a worker that slept while another took its ticket over creates nothing when it wakes', async () => {
  const stale = new Date(Date.now() - 3_600_000)
  const maria = await world.user('employee$10502', { checkedAt: stale })
  let wake = () => undefined as void
  const asleep = new Promise<void>((resolve) => (wake = resolve))
  let fellAsleep = false
  const sleepy = createHandOver({
    ...world.deps,
    naumen: {
      ...world.deps.naumen,
      getEmployee: async (uuid) => {
        fellAsleep = true
        await asleep
        return world.deps.naumen.getEmployee(uuid)
      },
    },
  })
  await world.deps.queue.boss.offWork('hand-over-ticket', { wait: true })
  const id = await world.files(maria, [])
  const job = { id: 'none', name: 'hand-over-ticket', data: { ticket: id, attempt: 0 } }
  const sleeping = sleepy(job.data, job as never)
  await until('the worker to fall asleep', async () => fellAsleep)
  await world.work()
  await world.settled(id)
  wake()
  await sleeping
  expect(await copiesOf(id)).toHaveLength(1)
})

test('twenty requests at once, with faults at random, each stand in Naumen exactly once', async () => {
  const kinds = ['dropAfterCommit', '500afterCommit', 'drop', 'badJson', '502', 'lateCommit']
  for (const [index, kind] of [...kinds, ...kinds].entries())
    await fault(kind, index % 3 ? 'create-m2m' : 'add-file', { ms: 500 })
  const files = [{ name: 'a.txt', bytes: randomBytes(1000) }]
  const ids = await Promise.all(Array.from({ length: 20 }, () => world.files(ivan, files)))
  await until(
    'all to be handed over',
    async () => {
      await world.rows(`UPDATE pgboss.job SET start_after = now() WHERE name = 'hand-over-ticket'
        AND state = 'created' AND start_after > now() + interval '2 seconds'`)
      const tickets = await Promise.all(ids.map((id) => world.ticket(id)))
      return tickets.every(({ hand_over_state: state }) => state === 'done')
    },
    50_000,
  )
  const all = await world.tickets()
  const counts = ids.map((id) => {
    const copies = all.filter(({ correlation }) => correlation === id)
    return [copies.length, copies[0]?.files.length]
  })
  expect(counts).toEqual(ids.map(() => [1, 1]))
}, 60_000)

test('a stranger’s key is refused before anything is created', async () => {
  const stranger = createNaumen({
    url: process.env.NAUMEN_URL ?? '',
    accessKey: 'stranger',
    timeZone: 'UTC',
    headers: {},
  })
  await expect(stranger.checkKey()).rejects.toThrow(/ключ доступа/)
})
