import { expect, test } from 'vitest'
import { answerFor, nothingReady, type Readiness } from './readiness'

const everything: Readiness = {
  database: true,
  migrations: true,
  worker: true,
  naumen: true,
  telegram: true,
  mail: true,
}

const told = async (readiness: Readiness) => {
  const answer = answerFor(readiness)
  const { status } = (await answer.json()) as { status: string }
  return [answer.status, status]
}

test('with everything there we are ready', async () => {
  expect(await told(everything)).toEqual([200, 'ready'])
})

test('an outage of Naumen, Telegram or the mail server is told but keeps nobody away', async () => {
  for (const part of ['naumen', 'telegram', 'mail'])
    expect(await told({ ...everything, [part]: false })).toEqual([200, 'degraded'])
})

test('without database, schema or worker we are not ready', async () => {
  for (const part of ['database', 'migrations', 'worker'])
    expect(await told({ ...everything, [part]: false })).toEqual([503, 'not ready'])
  expect(await told(nothingReady)).toEqual([503, 'not ready'])
})
