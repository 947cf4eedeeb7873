import { describe, expect, test } from 'vitest'
import { until } from '../world/until'
import { alerts, fault, ivan, says, talksIn, texts, ticket, world } from './message-stage'

describe('order', () => {
  test('is kept while the first of them meets one trouble after another', async () => {
    for (const kind of ['drop', '500afterCommit', 'badJson', '502', 'hang'])
      await fault(kind, 'create-m2m/comment')
    const words = Array.from({ length: 8 }, (_, index) => `слово ${index}`)
    const said = []
    for (const word of words) said.push(await says(word))
    for (const { id } of said) await world.ended(id, 'done', 60_000)
    expect(await texts()).toEqual(words)
  })

  test('a refused one is told of and holds up nobody after it', async () => {
    await fault('403', 'create-m2m/comment')
    const [first, second] = [await says('раз'), await says('два')]
    await world.ended(second.id)
    const failed = await world.ended(first.id, 'failed')
    expect(failed.hand_over_error).toBe('Недостаточно прав для выполнения операции')
    expect(await texts()).toEqual(['два'])
    expect(await world.events(ticket)).toEqual([
      {
        kind: 'refused',
        data: { act: 'comment', reason: 'Система инженеров не приняла это сообщение' },
      },
    ])
    const { number } = await world.ticket(ticket)
    expect(await alerts(`Сообщение по заявке ${number}`)).toHaveLength(1)
    expect(world.signs).not.toContain(`${ivan.chat}/${first.message}`)
  })

  test('nothing leaves before the ticket stands in Naumen, then all of it does', async () => {
    await world.work()
    await world.naumen.post('/down')
    talksIn(await world.files(ivan, []))
    const said = [await says('раз'), await says('два')]
    const jobs = `SELECT id FROM pgboss.job WHERE name = 'hand-over-message'
      AND singleton_key = $1 AND state < 'completed'`
    await until('the jobs to be over', async () => !(await world.rows(jobs, [ticket])).length)
    await world.naumen.post('/up')
    await until('the ticket', async () => {
      await world.hurry()
      return (await world.ticket(ticket)).naumen_uuid
    })
    for (const { id } of said) await world.ended(id)
    expect(await texts()).toEqual(['раз', 'два'])
    await world.deps.queue.boss.offWork('hand-over-ticket', { wait: true })
  })

  test('twenty people at once, with faults at random: each word once and in order', async () => {
    const kinds = ['dropAfterCommit', '500afterCommit', 'drop', 'badJson', '502', 'lateCommit']
    for (const kind of [...kinds, ...kinds, ...kinds])
      await fault(kind, 'create-m2m/comment', { ms: 500 })
    const tickets = await Promise.all(Array.from({ length: 20 }, () => world.ticketOf(ivan)))
    const words = ['раз', 'да', 'да', 'четыре']
    const said = await Promise.all(
      tickets.map(async (id) => {
        const turns = []
        for (const text of words) turns.push(await world.says(id, ivan.chat, { text }))
        return turns
      }),
    )
    for (const { id } of said.flat()) await world.ended(id, 'done', 80_000)
    const found = await Promise.all(
      tickets.map(async (id) => (await world.comments(id)).map(({ text }) => text)),
    )
    expect(found).toEqual(tickets.map(() => words))
  }, 120_000)
})

describe('Naumen away', () => {
  test('for long: the messages wait, tried by the timetable, and arrive once', async () => {
    await world.naumen.post('/down')
    const said = []
    for (const text of ['раз', 'два', 'три']) said.push(await says(text))
    const [first, second] = said
    await until('some tries', async () => {
      await world.hurryMessages()
      return Number((await world.message(first!.id)).hand_over_attempts) >= 3
    })
    expect(await world.message(first!.id)).toMatchObject({
      hand_over_state: 'waiting',
      hand_over_error: 'С Naumen нет связи (ECONNREFUSED)',
    })
    expect(Number((await world.message(second!.id)).hand_over_attempts)).toBe(0)
    // However much waits, there is one next try
    await until('one job', async () => {
      const jobs = await world.rows(
        `SELECT id FROM pgboss.job WHERE name = 'hand-over-message' AND singleton_key = $1
           AND state < 'completed'`,
        [ticket],
      )
      return jobs.length === 1
    })
    await world.naumen.post('/up')
    for (const { id } of said) await world.ended(id)
    expect(await texts()).toEqual(['раз', 'два', 'три'])
  })

  test('for three days: it is given up in words, once', async () => {
    await world.naumen.post('/down')
    const { id } = await says('раз')
    await until('a try', async () => Number((await world.message(id)).hand_over_attempts) > 0)
    const failed = await until(
      'it to be given up',
      async () => {
        // A try that was under way has counted from what it had read before
        await world.rows(
          `UPDATE messages SET hand_over_attempts = 80
           WHERE id = $1 AND hand_over_state <> 'failed'`,
          [id],
        )
        await world.hurryMessages()
        const message = await world.message(id)
        return message.hand_over_state === 'failed' && message
      },
      40_000,
      500,
    )
    await world.naumen.post('/up')
    expect(failed.hand_over_error).toMatch(/Не удавалось три дня/)
    expect(await world.events(ticket)).toHaveLength(1)
  })

  test('with our key refused: nobody knocks until the road is open', async () => {
    await fault('badKey', '', { times: -1 })
    const { id } = await says('раз')
    await until('the road to be shut', () => world.deps.lane.secondsShut())
    await until(
      'it to wait',
      async () =>
        (await world.message(id)).hand_over_error ===
        'Naumen не принимает ключ доступа (NAUMEN_ACCESS_KEY)',
    )
    const calls = await world.calls('create-m2m')
    const other = await says('два')
    await world.hurryMessages()
    await world.naumen.remove('/faults')
    expect(await world.calls('create-m2m')).toBe(calls)
    await world.rows('UPDATE naumen_lane SET closed_until = now()')
    await world.ended(id)
    await world.ended(other.id)
    expect(await texts()).toEqual(['раз', 'два'])
  })
})
