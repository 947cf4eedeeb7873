import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { until } from '../database/postmaster'
import { keepAlive, runOnce, type Program } from './children'

const folder = mkdtempSync(join(tmpdir(), 'children-'))
const stopWithParent = pathToFileURL(join(import.meta.dirname, '../stop-with-parent.mjs')).href
const writesItsPid = `import { writeFileSync } from 'node:fs'; writeFileSync(process.argv[2], String(process.pid));`
const stays = `process.send({ type: 'ready' }); setInterval(() => {}, 1000);`

test('a program that dies is begun again', async () => {
  const { program, pid } = programOf('dies', writesItsPid + stays)
  const child = keepAlive(program)
  onTestFinished(() => child.stop(1000))
  await child.ready
  const first = pid()
  process.kill(first, 'SIGKILL')
  expect(await until(() => pid() !== first && isAlive(pid()), 10_000)).toBe(true)
})

test('a stopped program stays stopped', async () => {
  const { program, pid } = programOf('stops', writesItsPid + stays)
  const child = keepAlive(program)
  await child.ready
  await child.stop(5000)
  expect(isAlive(pid())).toBe(false)
})

test('a program that does not want to stop is ended by force', async () => {
  const { program, pid } = programOf(
    'stubborn',
    `process.on('SIGTERM', () => {});${writesItsPid}${stays}`,
  )
  const child = keepAlive(program)
  await child.ready
  await child.stop(300)
  expect(isAlive(pid())).toBe(false)
})

test('the code a program ends with is told', async () => {
  expect(await runOnce(programOf('fails', 'process.exit(3)').program).finished).toBe(3)
})

test('a program stops by itself when its launcher was killed', async () => {
  const { program, pid } = programOf('inner', writesItsPid + stays)
  const launches = `import { fork } from 'node:child_process';
    const inner = fork(${JSON.stringify(program.module)}, ${JSON.stringify(program.args)},
      { execArgv: ['--import', ${JSON.stringify(stopWithParent)}], detached: true });
    inner.once('message', () => process.send({ type: 'ready' }));`
  const launcher = programOf('launcher', launches)
  const child = keepAlive(launcher.program)
  await child.ready
  expect(isAlive(pid())).toBe(true)
  await child.stop(0)
  expect(await until(() => !isAlive(pid()), 10_000)).toBe(true)
})

function programOf(name: string, code: string): { program: Program; pid(): number } {
  const module = join(folder, `${name}.mjs`)
  const told = join(folder, `${name}.pid`)
  writeFileSync(module, code)
  const program = {
    name,
    module,
    args: [told],
    preload: [stopWithParent],
    environment: process.env,
  }
  return { program, pid: () => Number(readFileSync(told, 'utf8')) }
}

function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
}
