import { expect, test } from 'vitest'
import { receive } from './receive'

const secret = 'a-secret-of-the-event-script-long-enough'
const url = 'https://support.zavod.example/api/naumen/events'

async function post(
  body: unknown,
  given: string | null = secret,
  ours: string | undefined = secret,
) {
  const pulled: string[] = []
  const request = new Request(url, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: given === null ? {} : { 'x-hook-secret': given },
  })
  const pull = async (uuid: string) => void pulled.push(uuid)
  const { status } = await receive(request, { NAUMEN_EVENT_SECRET: ours }, pull)
  return { status, pulled }
}

test('an event of a service call has that service call pulled', async () => {
  const event = { event: 'state', uuid: 'serviceCall$123', state: 'resolved', changed: ['state'] }
  expect(await post(event)).toEqual({ status: 202, pulled: ['serviceCall$123'] })
})

test('an event of a comment has the service call pulled that it stands on', async () => {
  const event = { uuid: 'comment$9', source: 'serviceCall$123' }
  expect(await post(event)).toEqual({ status: 202, pulled: ['serviceCall$123'] })
})

test('whoever does not know the secret is refused, and everybody while there is none', async () => {
  const event = { uuid: 'serviceCall$123' }
  for (const given of [null, '', 'x', `${secret}x`, secret.slice(1)])
    expect(await post(event, given)).toEqual({ status: 401, pulled: [] })
  const request = new Request(url, { method: 'POST', body: JSON.stringify(event) })
  expect((await receive(request, {}, async () => {})).status).toBe(401)
  const named = new Request(url, { method: 'POST', headers: { 'x-hook-secret': '' }, body: '{}' })
  expect((await receive(named, {}, async () => {})).status).toBe(401)
})

test('what names no service call is refused', async () => {
  const uuids = ['serviceCall$', 'serviceCall$1/../x', 'employee$1', 'serviceCall$1 ', '', 7, null]
  for (const uuid of uuids)
    expect(await post({ uuid }), String(uuid)).toEqual({ status: 400, pulled: [] })
  for (const body of ['', 'x', '[]', 'null', '{"uuid":"comment$1"}'])
    expect((await post(body)).status, body).toBe(400)
})

test('a body of more than 64 KB is not taken', async () => {
  const event = { uuid: 'serviceCall$123', text: 'x'.repeat(64 * 1024) }
  expect(await post(event)).toEqual({ status: 413, pulled: [] })
})

test('while the database is away Naumen hears that it was not kept', async () => {
  const headers = { 'x-hook-secret': secret }
  const body = JSON.stringify({ uuid: 'serviceCall$123' })
  const answer = await receive(
    new Request(url, { method: 'POST', body, headers }),
    { NAUMEN_EVENT_SECRET: secret },
    async () => {
      throw new Error('the database is away')
    },
  )
  expect(answer.status).toBe(503)
})
