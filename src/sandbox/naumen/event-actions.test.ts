import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { attach, fileCall, openDesk, type Json } from './test-desk'

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

test('a comment that is changed, made public, given a file or deleted is posted too', async () => {
  const { heard, url } = await openListener()
  const desk = await openDesk()
  const uuid = await fileCall(desk)
  await desk.control('knobs', { hook: { url, secret: 's' } })
  const comment = await desk.control(`tickets/${uuid}/comment`, { text: 'Тайно', private: true })
  const path = `comments/${String(comment.uuid)}`
  await desk.control(`${path}/edit`, { text: 'Иначе' })
  await desk.control(`${path}/edit`, { text: 'Иначе' })
  await desk.control(`${path}/edit`, { private: false })
  await attach(desk, String(comment.uuid), ['ответ.txt'])
  await desk.control(path, undefined, 'DELETE')
  await vi.waitFor(() => expect(heard).toHaveLength(5))
  const changed = { event: 'comment', uuid: comment.uuid, source: uuid }
  expect(heard).toMatchObject([
    { event: 'comment', uuid, number: 299, comment: { uuid: comment.uuid, private: true } },
    ...[changed, changed, changed, changed],
  ])
})

test('the start may name where to post, whatever the knobs were left at', async () => {
  const { heard, url } = await openListener()
  const desk = await openDesk({ hook: { url, secret: 'of the start' } })
  await fileCall(desk)
  await vi.waitFor(() => expect(heard).toMatchObject([{ secret: 'of the start', event: 'add' }]))
})
