import { createHash, randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createHandOver } from '../../jobs/hand-over-ticket'
import { createReconcile } from '../../jobs/reconcile-tickets'
import { createNaumen } from '../../src/naumen/client'
import { until } from '../world/until'
import { type JobsWorld, startJobsWorld } from './jobs-world'

let world: JobsWorld
let ivan: { id: string; chat: number }

beforeAll(async () => {
  world = await startJobsWorld()
  await world.work()
})
beforeEach(async () => {
  ivan = await world.user()
})
afterEach(async () => {
  await world.naumen.remove('/faults')
})
afterAll(() => world?.stop())

const fault = (kind: string, path: string, more = {}) =>
  world.naumen.post('/faults', { kind, path, ...more })
const copiesOf = async (id: string) =>
  (await world.tickets()).filter(({ correlation }) => correlation === id)
const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const threeFiles = () =>
  ['журнал.txt', 'журнал.txt', 'Скриншот «1».txt'].map((name) => ({
    name,
    bytes: Buffer.concat([Buffer.from('log '), randomBytes(300_000)]),
  }))

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

describe('a file fails on its way', () => {
  for (const kind of ['dropAfterCommit', '500afterCommit', 'drop', '500', 'hang'])
    test(`and only it is sent again, once, when Naumen does «${kind}»`, async () => {
      const files = threeFiles()
      const id = await world.files(ivan, files)
      await fault(kind, 'add-file')
      await world.settled(id)
      const [copy, ...more] = await copiesOf(id)
      expect(more).toEqual([])
      expect(copy?.files.map((file) => file.sha256).toSorted()).toEqual(
        files.map(({ bytes }) => sha(bytes)).toSorted(),
      )
    })

  test('and the next one is tried at once, however often that one had to be', async () => {
    const id = await world.files(ivan, threeFiles())
    for (const kind of ['drop', 'dropAfterCommit', 'drop']) await fault(kind, 'add-file')
    await world.settled(id)
    const [copy] = await copiesOf(id)
    expect(copy?.files).toHaveLength(3)
    const tries = await world.rows<{ attempt: number }>(
      `SELECT (data->>'attempt')::int AS attempt FROM pgboss.job
       WHERE name = 'hand-over-ticket' AND singleton_key = $1 ORDER BY created_on, id`,
      [id],
    )
    const [first, ...others] = tries.map(({ attempt }) => attempt)
    expect(first).toBe(0)
    // Of the second file, after at least two of the first
    expect(others.some((attempt, at) => attempt === 1 && (others[at - 1] ?? 0) > 1)).toBe(true)
  })

  test('and is refused alone, in words, when Naumen does not take it', async () => {
    await fault('400', 'add-file')
    const id = await world.files(ivan, threeFiles())
    const { attachments } = await world.settled(id)
    expect(attachments.map(({ state }) => state)).toEqual(['failed', 'handedOver', 'handedOver'])
    expect(attachments[0]?.reason).toBe('Операция не может быть выполнена')
    const notices = (await world.queued('notify')).filter(({ data }) => data.chat === ivan.chat)
    expect(notices.at(-1)?.data).toMatchObject({
      text: 'fileNotHandedOver',
      values: { reason: 'Система инженеров его не приняла' },
    })
  })

  test('and though Naumen does not let us look for it, it is sent once, and the ticket is not given up', async () => {
    const files = threeFiles()
    const id = await world.files(ivan, files)
    await fault('dropAfterCommit', 'add-file')
    await fault('403', 'find/file')
    await world.settled(id)
    const [copy] = await copiesOf(id)
    expect(copy?.files.map((file) => file.sha256).toSorted()).toEqual(
      files.map(({ bytes }) => sha(bytes)).toSorted(),
    )
  })

  test('and is refused alone when it is a program, a page or gone from Telegram', async () => {
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])
    const page = Buffer.from('\ufeff <!DOCTYPE html><script>alert(1)</script>')
    const picture = Buffer.from('<?xml version="1.0"?><!-- x --><svg onload="alert(1)"/>')
    const id = await world.files(ivan, [
      { name: 'отчёт.pdf', bytes: program },
      { name: 'акт.txt', bytes: page },
      { name: 'схема.png', bytes: picture },
      { name: 'запуск.BAT ', bytes: Buffer.from('echo') },
      { name: 'журнал.txt', bytes: Buffer.from('всё хорошо') },
    ])
    const { attachments } = await world.settled(id)
    const states = attachments.map(({ state }) => state)
    expect(states).toEqual(['failed', 'failed', 'failed', 'failed', 'handedOver'])
  })
})

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

describe('looking over the last two days', () => {
  const reconcile = () => createReconcile(world.deps)()

  test('a request whose job is gone is queued again', async () => {
    const id = await world.files(ivan, [])
    await world.settled(id)
    await until('its job to be over', async () => {
      const jobs = `SELECT id FROM pgboss.job WHERE name = 'hand-over-ticket'
        AND singleton_key = $1 AND state < 'completed'`
      return !(await world.rows(jobs, [id])).length
    })
    await world.rows(
      `UPDATE tickets SET hand_over_state = 'waiting', naumen_uuid = NULL,
         created_at = now() - interval '1 hour' WHERE id = $1`,
      [id],
    )
    await reconcile()
    await world.settled(id)
    expect((await copiesOf(id)).length).toBe(2)
  })

  test('two copies of one request are told of, once', async () => {
    const id = await world.files(ivan, [])
    await world.settled(id)
    const mapping = await world.deps.readMapping()
    await world.deps.naumen.createServiceCall(mapping, {
      correlation: id,
      clientEmployee: 'employee$10501',
      subject: 'x',
      description: 'x',
    })
    await reconcile()
    await reconcile()
    const { number, hand_over_error: words } = await world.ticket(id)
    expect(words).toMatch(/стоит дважды/)
    const alerts = JSON.stringify(await world.queued('send-mail'))
    expect(alerts.split(`Заявка ${number} попала в Naumen дважды`)).toHaveLength(2)
  })

  test('one that vanished from Naumen is handed over anew with its files', async () => {
    const id = await world.files(ivan, threeFiles())
    const { naumen_uuid: uuid } = await world.settled(id)
    await fetch(
      `${process.env.NAUMEN_URL}/sd/services/rest/delete/${uuid}?accessKey=${process.env.NAUMEN_ACCESS_KEY}`,
    )
    expect(await copiesOf(id)).toEqual([])
    await reconcile()
    await world.settled(id)
    const [copy] = await copiesOf(id)
    expect(copy?.files).toHaveLength(3)
  })

  test('nothing is handed over anew when our key merely lost the right to see', async () => {
    const id = await world.files(ivan, [])
    await world.settled(id)
    await world.naumen.post('/knobs', { forbiddenCalls: ['^get/'], indexLagMs: 3_600_000 })
    await expect(reconcile()).rejects.toThrow(/прав/)
    await world.naumen.post('/knobs', { forbiddenCalls: [], indexLagMs: 0 })
    expect((await world.ticket(id)).hand_over_state).toBe('done')
  })
})

test('a stranger’s key is refused before anything is created', async () => {
  const stranger = createNaumen({
    url: process.env.NAUMEN_URL ?? '',
    accessKey: 'stranger',
    timeZone: 'UTC',
    headers: {},
  })
  await expect(stranger.checkKey()).rejects.toThrow(/ключ доступа/)
})
