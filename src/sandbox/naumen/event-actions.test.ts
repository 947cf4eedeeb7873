import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { fileCall, openDesk, type Json } from './test-desk'

async function openListener() {
  const heard: Json[] = []
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = []
    for await (const chunk of req) chunks.push(chunk as Buffer)
    heard.push({
      secret: req.headers['x-hook-secret'],
      ...JSON.parse(String(Buffer.concat(chunks))),
    })
    res.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

test('an installation with event actions posts each new call, state and comment', async () => {
  const { heard, url } = await openListener()
  const desk = await openDesk()
  await desk.control('knobs', { hook: { url, secret: 's' } })
  const uuid = await fileCall(desk)
  await desk.control(`tickets/${uuid}/state`, { state: 'inprogress' })
  await desk.control(`tickets/${uuid}/comment`, { text: 'Тайно', private: true })
  await vi.waitFor(() => expect(heard).toHaveLength(3))
  expect(heard).toMatchObject([
    { secret: 's', event: 'add', uuid, number: 299, state: 'registered', comment: null },
    { event: 'state', state: 'inprogress', changed: ['state', 'stateStartTime'] },
    { event: 'comment', uuid, comment: { private: true } },
  ])
})

test('events may come twice and in the wrong order', async () => {
  const { heard, url } = await openListener()
  const desk = await openDesk()
  await desk.control('knobs', { hook: { url, secret: 's', copies: 2, outOfOrder: true } })
  const uuid = await fileCall(desk)
  await desk.post(`edit/${uuid}`, { state: 'inprogress' })
  await vi.waitFor(() => expect(heard).toHaveLength(4))
  expect(heard.map(({ event }) => event)).toEqual(['state', 'state', 'add', 'add'])
})
