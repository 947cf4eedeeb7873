import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startMailboxSandbox } from './server'

type Json = Record<string, unknown>

async function openMailbox(stateFile?: string) {
  const server = await startMailboxSandbox({
    port: 0,
    smtpPort: 0,
    ...(stateFile ? { stateFile } : {}),
  })
  onTestFinished(() => server.stop())
  return {
    server,
    async send(to: string, auth?: { user: string; pass: string }) {
      const { hostname: host, port } = new URL(server.smtpUrl)
      const options = { host, port: Number(port), socketTimeout: 1000, ...(auth ? { auth } : {}) }
      const mail = { subject: 'Код для входа', text: '12345678', html: '<b>12345678</b>' }
      return createTransport(options).sendMail({ from: 'Благо <bot@blago.example>', to, ...mail })
    },
    async control<T = Json[]>(path: string, body?: Json, method = body ? 'POST' : 'GET') {
      const init = body ? { method, body: JSON.stringify(body) } : { method }
      return (await (await fetch(`${server.url}/control/${path}`, init)).json()) as T
    },
  }
}

test('a mail arrives as it was sent, with a password or without', async () => {
  const mailbox = await openMailbox()
  await mailbox.send('ivan@blago.example')
  await mailbox.send('Мария <maria@blago.example>', { user: 'bot', pass: 'secret' })
  const mails = await mailbox.control('mails')
  expect(mails.map(({ to }) => to)).toEqual(['maria@blago.example', 'ivan@blago.example'])
  expect(mails[1]).toMatchObject({
    from: '"Благо" <bot@blago.example>',
    subject: 'Код для входа',
    html: '<b>12345678</b>',
    text: expect.stringContaining('12345678'),
  })
})

test('mails are asked for by recipient and by what was already seen, and can be thrown away', async () => {
  const mailbox = await openMailbox()
  await mailbox.send('ivan@blago.example')
  await mailbox.send('maria@blago.example')
  expect(await mailbox.control('mails?to=Ivan@blago.example')).toMatchObject([{ id: 1 }])
  expect(await mailbox.control('mails?since=1')).toMatchObject([{ id: 2 }])
  expect(await mailbox.control('mails?since=2100-01-01T00:00:00Z')).toEqual([])
  await mailbox.control('mails', undefined, 'DELETE')
  expect(await mailbox.control('mails')).toEqual([])
})

test.each(['450', '550'])('told to refuse with %s, it does so once', async (kind) => {
  const mailbox = await openMailbox()
  await mailbox.control('faults', { kind })
  await expect(mailbox.send('a@blago.example')).rejects.toMatchObject({
    responseCode: Number(kind),
  })
  await mailbox.send('a@blago.example')
  expect(await mailbox.control('mails')).toHaveLength(1)
})

test('told to hang it keeps nothing; told to drop after the data it has kept the mail', async () => {
  const mailbox = await openMailbox()
  await mailbox.control('faults', { kind: 'hang' })
  await expect(mailbox.send('a@blago.example')).rejects.toThrow()
  expect(await mailbox.control('mails')).toHaveLength(0)
  await mailbox.control('faults', { kind: 'dropAfterData' })
  await expect(mailbox.send('a@blago.example')).rejects.toThrow()
  expect(await mailbox.control('mails')).toHaveLength(1)
})

test('a mail that hangs is given up by the line when the fault is taken back', async () => {
  const mailbox = await openMailbox()
  await mailbox.control('faults', { kind: 'hang' })
  const hanging = mailbox.send('a@blago.example').catch((error: Error) => error.message)
  const used = async () => expect(await mailbox.control('faults')).toEqual([])
  await vi.waitFor(used)
  await mailbox.control('faults', undefined, 'DELETE')
  expect(await hanging).toMatch(/closed|reset/)
})

test('down, nobody listens; taken back, it is where it was', async () => {
  const mailbox = await openMailbox()
  await mailbox.control('faults', { kind: 'down' })
  await expect(mailbox.send('a@blago.example')).rejects.toMatchObject({ code: 'ESOCKET' })
  await mailbox.control('faults', undefined, 'DELETE')
  await mailbox.send('a@blago.example')
  expect(await mailbox.control('mails')).toHaveLength(1)
  expect(await mailbox.control<Json>('faults', { kind: 'nonsense' })).toHaveProperty('error')
})

test('whoever watches hears of a mail, and a restart keeps it', async () => {
  const stateFile = join(await mkdtemp(join(tmpdir(), 'mailbox-')), 'mailbox.json')
  const before = await openMailbox(stateFile)
  const stopping = new AbortController()
  const url = `${before.server.controlUrl}/control/events`
  const events = await fetch(url, { signal: stopping.signal })
  await before.send('a@blago.example')
  let heard = ''
  for await (const chunk of events.body ?? []) {
    heard += Buffer.from(chunk).toString()
    if (heard.includes('data:')) break
  }
  expect(heard).toContain('data: {"type":"mail","id":1}')
  stopping.abort()
  await before.server.stop()
  const after = await openMailbox(stateFile)
  await after.send('b@blago.example')
  expect(await after.control('mails')).toMatchObject([{ id: 2 }, { id: 1 }])
})
