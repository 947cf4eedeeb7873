import { afterAll, beforeAll, expect, test } from 'vitest'
import { textOf } from '../world/phone'
import { until } from '../world/until'
import { addresses, people, startWorld, type World } from '../world/world'

let world: World
const operator = 'operator@blago.example'

beforeAll(async () => {
  world = await startWorld({
    name: 'operator-signs',
    env: { ALERT_EMAIL: operator, ALERT_CHAT: String(people.olga) },
    withoutWorker: true,
  })
  await world.phone(people.olga).types('/start')
  await world.startWorker()
})

afterAll(() => world?.stop())

const signs = () =>
  world.rows<{ name: string; trouble: string | null }>('SELECT name, trouble FROM heartbeats')

test('an alert reaches the operator by mail and in the chat, once however often it is raised', async () => {
  const olga = world.phone(people.olga)
  const ivan = world.phone(people.ivan)
  await world.naumen.post('/faults', { kind: 'badKey', times: -1 })
  await ivan.types('/start')
  await ivan.presses('Согласен')
  await ivan.sees('рабочий e-mail')
  await ivan.types(addresses.ivan)
  const word = await olga.sees('🚨 Naumen не принимает ключ доступа')
  await until('the mail', async () => (await world.mails(operator)).length)
  // The road is opened and refused again
  await world.rows('UPDATE naumen_lane SET closed_until = NULL, reason = NULL')
  await world.rows(`UPDATE pgboss.job SET start_after = now() WHERE state IN ('created', 'retry')`)
  await until(
    'the key to be refused again',
    async () => (await world.rows('SELECT FROM naumen_lane WHERE reason IS NOT NULL')).length,
  )
  await world.naumen.remove('/faults')
  await world.rows('UPDATE naumen_lane SET closed_until = NULL, reason = NULL')
  expect(await world.mails(operator)).toHaveLength(1)
  const words = (await olga.fromBot()).filter((one) => textOf(one).includes('🚨'))
  expect(words.map(({ id }) => id)).toEqual([word.id])
})

test('what a worker has counted can be read where the web process reads it', async () => {
  const seen = await until(
    'calls of Telegram and Naumen to be counted',
    async () => {
      const [row] = await world.rows<{ metrics: { name: string; values: unknown[] }[] }>(
        'SELECT metrics FROM worker_metrics',
      )
      const calls = row?.metrics.find(({ name }) => name === 'outside_request_seconds')
      const text = JSON.stringify(calls ?? {})
      return text.includes('"telegram"') && text.includes('"naumen"') && row
    },
    40_000,
  )
  expect(seen.metrics.map(({ name }) => name)).toContain('nodejs_eventloop_lag_seconds')
})

test('Telegram and the mail server are said to answer, and not to when they do not', async () => {
  expect((await signs()).filter(({ name }) => name !== 'naumen')).toEqual(
    expect.arrayContaining([
      { name: 'worker', trouble: null },
      { name: 'telegram', trouble: null },
      { name: 'mail', trouble: null },
    ]),
  )
  await world.telegram.post('/down')
  await until(
    'Telegram to be missed',
    async () => (await signs()).some(({ name, trouble }) => name === 'telegram' && trouble),
    50_000,
  )
  await world.telegram.post('/up')
  await until(
    'Telegram to be well again',
    async () => (await signs()).some(({ name, trouble }) => name === 'telegram' && !trouble),
    50_000,
  )
}, 120_000)
