import { fork, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { takeLock, withLock } from './lock.mjs'

const file = () => join(mkdtempSync(join(tmpdir(), 'lock-')), 'some.lock')
const others: ChildProcess[] = []
afterEach(() => others.splice(0).forEach((other) => other.kill('SIGKILL')))

test('a lock has one holder, and the refused one is told who it is', () => {
  const lock = file()
  expect(takeLock(lock).taken).toBe(true)
  expect(takeLock(lock)).toEqual({ taken: false, holder: process.pid })
})

test('a released lock is free again', () => {
  const lock = file()
  const first = takeLock(lock)
  if (first.taken) first.release()
  expect(existsSync(lock)).toBe(false)
  expect(takeLock(lock).taken).toBe(true)
})

test('what a killed process held is taken over, and not before', async () => {
  const lock = file()
  const other = await holderOf(lock)
  expect(takeLock(lock)).toEqual({ taken: false, holder: other.pid })
  other.kill('SIGKILL')
  await new Promise((gone) => other.once('exit', gone))
  expect(takeLock(lock).taken).toBe(true)
})

test('another process that got the number of a dead holder does not count as the holder', () => {
  const lock = file()
  writeFileSync(lock, `${process.pid} another-boot 12345`)
  expect(takeLock(lock).taken).toBe(true)
})

test('those who wait come in one after the other', async () => {
  const lock = file()
  let inside = 0
  let most = 0
  const work = async () => {
    most = Math.max(most, ++inside)
    await new Promise((turn) => setImmediate(turn))
    inside--
  }
  await Promise.all([withLock(lock, work), withLock(lock, work), withLock(lock, work)])
  expect(most).toBe(1)
})

async function holderOf(lock: string): Promise<ChildProcess> {
  const module = fileURLToPath(new URL('./lock.mjs', import.meta.url))
  const program = `import { takeLock } from ${JSON.stringify(module)}
    process.send(takeLock(process.argv.at(-1)).taken); setInterval(() => {}, 1000)`
  const other = fork('-', [lock], {
    execArgv: ['--input-type=module', '-e', program],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  others.push(other)
  expect(await new Promise((told) => other.once('message', told))).toBe(true)
  return other
}
