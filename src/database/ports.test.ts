import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from './ports'

const host = '127.0.0.1'

test('a port that nobody has is kept', async () => {
  const port = await freePort()
  expect(await freePort(port)).toBe(port)
})

test('in place of a taken port another is found, below those lent to outgoing connections', async () => {
  const taken = await freePort()
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(taken, host, resolve))
  onTestFinished(() => void server.close())
  const port = await freePort(taken)
  expect(port).not.toBe(taken)
  expect(port).toBeGreaterThanOrEqual(20_000)
  expect(port).toBeLessThan(32_768)
})
