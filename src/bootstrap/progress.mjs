import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Runs a long command behind one line with the seconds it has taken; its output goes to a file,
 * whose end is shown when it fails.
 * @param {{ title: string, command: string, args: string[], env: NodeJS.ProcessEnv, cwd: string, log: string }} work
 */
export async function runWithProgress({ title, command, args, env, cwd, log }) {
  mkdirSync(dirname(log), { recursive: true })
  const output = openSync(log, 'w')
  const line = startLine(title)
  const code = await finished(spawn(command, args, { env, cwd, stdio: ['ignore', output, output] }))
  closeSync(output)
  line.end(code === 0 ? 'готово' : 'не получилось')
  if (code === 0) return
  process.stderr.write(`${endOf(log)}\nПолный вывод: ${log}\n`)
  throw new Error(`${title}: команда завершилась с кодом ${code}`)
}

/** @param {string} title */
function startLine(title) {
  const started = Date.now()
  const seconds = () => Math.round((Date.now() - started) / 1000)
  const live = process.stderr.isTTY
  process.stderr.write(live ? `${title}…` : `${title}…\n`)
  const timer = setInterval(() => process.stderr.write(`\r${title}… ${seconds()} с`), 1000)
  if (!live) clearInterval(timer)
  return {
    /** @param {string} result */
    end(result) {
      clearInterval(timer)
      process.stderr.write(`${live ? '\r' : ''}${title}: ${result} за ${seconds()} с\n`)
    },
  }
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<number>} */
function finished(child) {
  const passOn = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal)
  process.once('SIGINT', passOn).once('SIGTERM', passOn)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      process.off('SIGINT', passOn).off('SIGTERM', passOn)
      resolve(code ?? 1)
    })
  })
}

/** @param {string} log */
function endOf(log) {
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-40).join('\n')
}
