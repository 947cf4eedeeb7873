import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, dirname } from 'node:path'
import { root } from './place.mjs'

/** @type {NodeJS.Signals[]} */
const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP']
const oneCtrlC = 1000

/**
 * Runs a command of the project on the found Node and answers its exit code.
 *
 * It gets a process group of its own: a Ctrl-C reaches us from the terminal and again from npm, and
 * the child must see it once. The ipc channel tells it when we are gone, even by kill -9.
 * @param {string} node
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [environment] over the operator's
 * @returns {Promise<number>}
 */
export function run(node, args, environment = {}) {
  const child = spawn(node, args, {
    cwd: root,
    env: { ...onPath(node), ...environment },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    detached: true,
  })
  const stopPassing = passSignals(child)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      stopPassing()
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0))
    })
  })
}

/** @param {string} node */
function onPath(node) {
  return { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` }
}

/** @param {import('node:child_process').ChildProcess} child */
function passSignals(child) {
  const last = new Map()
  const pass = (/** @type {NodeJS.Signals} */ signal) => {
    if (Date.now() - (last.get(signal) ?? 0) < oneCtrlC) return
    last.set(signal, Date.now())
    child.kill(signal)
  }
  for (const signal of passedOn) process.on(signal, pass)
  return () => passedOn.forEach((signal) => process.off(signal, pass))
}
