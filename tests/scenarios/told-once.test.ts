import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OutgoingRate } from '../../jobs/reach/outgoing-rate'
import { exitOf } from '../world/processes'
import { changed, startToldWorld } from '../world/told'
import { until } from '../world/until'

let told: Awaited<ReturnType<typeof startToldWorld>>

beforeAll(async () => {
  told = await startToldWorld('told-once')
})
afterAll(() => told?.stop())

/** A worker that falls asleep at its `nth` message, right before it would be sent. */
function sleeper(nth: number) {
  let wake = () => {}
  let asleep = () => {}
  const sleeping = new Promise<void>((resolve) => (asleep = resolve))
  const woken = new Promise<void>((resolve) => (wake = resolve))
  let turn = 0
  const rate: OutgoingRate = {
    ...told.deps.rate,
    async take() {
      if (++turn !== nth) return
      asleep()
      await woken
    },
  }
  return { rate, sleeping, wake }
}

test('a worker that slept finds everything told by another, and repeats nothing', async () => {
  for (const nth of [1, 2, 3]) {
    const { ticket, chat } = await told.employee()
    const message = await told.comment(ticket, 'слово '.repeat(1000))
    await told.happens(ticket, { kind: 'comment', message })
    await told.happens(ticket, changed('awaitingAuthor'))
    const { rate, sleeping, wake } = sleeper(nth)
    const slow = told.tell(ticket, { rate })
    await sleeping
    await told.tell(ticket)
    wake()
    await slow
    expect(await told.heard(chat)).toHaveLength(3)
    expect(await told.outcomes(ticket)).toEqual(['told', 'told'])
  }
})

test('any number of workers at once tell everything once, but for what was on its way', async () => {
  const { ticket, chat } = await told.employee()
  for (let n = 1; n <= 6; n++) {
    const message = await told.comment(ticket, `Сообщение ${n}`)
    await told.happens(ticket, { kind: 'comment', message }, `comment:${message}`)
    await told.happens(ticket, { kind: 'comment', message }, `comment:${message}`)
  }
  const worker = async () => {
    const tells = () => told.tell(ticket).then(() => true)
    await until('the worker to finish', tells)
  }
  await Promise.all([worker(), worker(), worker()])
  const texts = (await told.heard(chat)).map(({ text = '' }) => text.split('\n')[1] ?? '')
  expect([...new Set(texts)]).toEqual([1, 2, 3, 4, 5, 6].map((n) => `Сообщение ${n}`))
  expect(await told.outcomes(ticket)).toEqual(Array.from({ length: 6 }, () => 'told'))
})

test('an answer to a message sent by a worker that had lost its turn still finds the ticket', async () => {
  const { ticket, chat } = await told.employee()
  const message = await told.comment(ticket, 'Ответьте')
  await told.happens(ticket, { kind: 'comment', message })
  await told.world.telegram.post('/latency', { ms: 500 })
  const slow = told.tell(ticket)
  await until('the message to be on its way', async () =>
    (await told.calls(chat)).some(({ method }) => method === 'sendMessage'),
  )
  await told.tell(ticket)
  await slow
  await told.world.telegram.post('/latency', { ms: 0 })
  const heard = await told.heard(chat)
  expect(heard).toHaveLength(2)
  const kept = await told.rows<{ message_id: string }>(
    'SELECT message_id FROM phone_messages WHERE chat_id = $1 AND ticket = $2 AND message = $3',
    [chat, ticket, message],
  )
  expect(kept.map((row) => Number(row.message_id)).toSorted()).toEqual(heard.map(({ id }) => id))
})

test('dead right after a message left, the worker tells the rest after its restart, in order', async () => {
  const { ticket, chat } = await told.employee()
  const message = await told.comment(ticket, 'слово '.repeat(1500))
  await told.happens(ticket, changed('inProgress'))
  await told.happens(ticket, { kind: 'comment', message })
  await told.happens(ticket, changed('resolved'))
  // Whatever the timetable does meanwhile, by the clock of the day
  const often = { EMPLOYEE_RECHECK_MINUTES: '0.02', NAUMEN_POLL_SECONDS: '1' }
  const doomed = await told.world.startWorker(['jobs'], { ...often, FAILPOINT: 'tell-sent:2' })
  await exitOf(doomed.process)
  expect(await told.outcomes(ticket)).toContain(null)
  const next = await told.world.startWorker(['jobs'], often)
  await until(
    'everything to be told',
    async () => !(await told.outcomes(ticket)).includes(null),
    60_000,
  )
  await next.stop()
  const texts = (await told.heard(chat)).map(({ text = '' }) => text)
  const parts = texts.map((text) => /1 из 3|2 из 3|3 из 3|в работе|Решена|решена/.exec(text)?.[0])
  expect([...new Set(parts)]).toEqual(['в работе', '1 из 3', '2 из 3', '3 из 3', 'решена'])
  expect(texts).toHaveLength(6)
}, 120_000)
