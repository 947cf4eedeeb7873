import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startOnKeptPorts } from './sandbox'

async function newFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'blago-ports-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return { DATA_DIR: folder, PORT: 20_000 }
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    onTestFinished(() => void server.close())
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

test('a port that somebody takes at the last moment is replaced by another', async () => {
  const folder = await newFolder()
  const tried: number[] = []
  await startOnKeptPorts(folder, async ({ telegram }) => {
    tried.push(telegram)
    if (tried.length === 1) await listen(telegram)
    await listen(telegram)
  })
  expect(tried).toHaveLength(2)
  expect(tried[1]).not.toBe(tried[0])
  const kept = JSON.parse(await readFile(join(folder.DATA_DIR, 'ports.json'), 'utf8'))
  expect(kept.telegram).toBe(tried[1])
})

test('the servers get different ports, and the same ones again', async () => {
  const folder = await newFolder()
  const first = await startOnKeptPorts(folder, async (ports) => ports)
  expect(new Set([...Object.values(first), folder.PORT]).size).toBe(5)
  expect(await startOnKeptPorts(folder, async (ports) => ports)).toEqual(first)
})

test('what is no matter of ports is not tried again', async () => {
  let tries = 0
  const start = () => Promise.reject(new Error(`no ${++tries}`))
  await expect(startOnKeptPorts(await newFolder(), start)).rejects.toThrow('no 1')
})
