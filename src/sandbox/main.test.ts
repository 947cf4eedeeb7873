import { mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startSandbox } from './main'

const ports = {
  telegram: { port: 0, token: '1:token' },
  naumen: { port: 0, accessKey: 'KEY' },
  mailbox: { port: 0, smtpPort: 0 },
}
const newFolder = () => mkdtemp(join(tmpdir(), 'sandbox-'))

test('the whole outside world starts, answers and stops', async () => {
  const sandbox = await startSandbox({ dataDir: await newFolder(), ...ports })
  const servers = [sandbox.telegram, sandbox.naumen, sandbox.mailbox]
  const urls = servers.map(({ controlUrl }) => `${controlUrl}/control/health`)
  const answers = await Promise.all(urls.map((url) => fetch(url)))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  await sandbox.stop()
  for (const url of urls) await expect(fetch(url)).rejects.toThrow()
})

test('when one server finds its port taken, the others do not stay', async () => {
  const first = await startSandbox({ dataDir: await newFolder(), ...ports })
  const naumen = { port: first.naumen.port, accessKey: 'KEY' }
  const dataDir = await newFolder()
  await expect(startSandbox({ dataDir, ...ports, naumen })).rejects.toThrow('EADDRINUSE')
  await first.stop()
  expect(await readdir(dataDir)).not.toContain('naumen.json')
})

test('a server that finds the port of its control taken leaves nothing behind', async () => {
  const first = await startSandbox({ dataDir: await newFolder(), ...ports })
  const taken = { port: first.mailbox.port, smtpPort: 0 }
  const dataDir = await newFolder()
  await expect(startSandbox({ dataDir, ...ports, mailbox: taken })).rejects.toThrow('EADDRINUSE')
  // The folder is free again; not so its ports for sure, which anybody may have taken meanwhile
  const again = await startSandbox({ dataDir, ...ports })
  await Promise.all([again.stop(), first.stop()])
})
