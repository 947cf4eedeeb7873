import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { addressOfSocket, rememberSockets } from './client-address'
import { clientAddress, networkOf } from './request-limit'

test('a client cannot write its own address, unless a proxy of ours is trusted', async () => {
  rememberSockets()
  const seen: string[] = []
  const server = createServer(async (incoming, answer) => {
    await new Promise(setImmediate)
    const forwarded = String(incoming.headers['x-forwarded-for'])
    const headers = new Headers({ 'x-forwarded-for': forwarded })
    seen.push(clientAddress(headers, false), clientAddress(headers, true))
    answer.end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const headers = { 'x-forwarded-for': '6.6.6.6, 10.0.0.7' }
  await new Promise<void>((answered, failed) =>
    request({ port, host: '127.0.0.1', headers }, (answer) => answer.resume().on('end', answered))
      .on('error', failed)
      .end(),
  )
  server.close()
  expect(seen).toEqual(['127.0.0.1', '10.0.0.7'])
  expect(addressOfSocket()).toBeUndefined()
})

test('the addresses one subscriber has count as one', () => {
  expect(networkOf('::ffff:10.1.2.3')).toBe('10.1.2.3')
  expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2')
  expect(networkOf('2001:db8:1:2::9')).toBe('2001:db8:1:2')
  expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0')
  expect(networkOf('unknown')).toBe('unknown')
})
