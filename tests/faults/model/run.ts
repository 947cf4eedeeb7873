import fc from 'fast-check'
import { employeeActs } from './acts'
import type { Command, Model } from './command'
import { finish } from './end'
import { hire } from './employee'
import { engineerActs } from './engineer'
import { deskActs } from './desk'
import { ticketActs } from './ticket-acts'
import { type Stage, startStage } from './stage'
import { restartsOfWorker, troubles } from './trouble'
import { walksIn } from './walker'

export type ModelBudget = {
  runs: number
  /** Commands of one run at most. */
  length: number
  /** Milliseconds after which nothing more is begun, and no counterexample made smaller. */
  patience: number
}

/** After so many runs on one stage another begins, so that looking at it stays quick. */
const runsOnStage = 12
const mostShrinks = 30

/**
 * Employees, engineers, the clock, restarts and faults act in any order; the same seed gives the same
 * commands.
 * @throws with the shortest order of commands found that breaks a promise
 */
export async function runModel(seed: number, { runs, length, patience }: ModelBudget) {
  let stage: Stage | null = null
  const done = { runs: 0, filed: 0, acts: new Map<string, number>() }
  const one = async (commands: Iterable<Command>, signedIn: boolean[]) => {
    if (stage && stage.employees.length >= runsOnStage * 3) stage = await stopped(stage)
    const on = (stage ??= await startStage(`model-${seed}`))
    try {
      done.filed += await play(on, commands, signedIn)
      done.runs++
      for (const [where, count] of on.acts)
        done.acts.set(where, (done.acts.get(where) ?? 0) + count)
      on.acts.clear()
    } catch (error) {
      // Said before the search for a shorter order, which may take minutes
      console.log(`After ${done.runs} good runs: ${String(error)}`)
      // What went wrong there would go wrong for all who come after
      stage = await stopped(on)
      throw error
    }
  }
  const acts = [
    ...often([...employeeActs, ...ticketActs], 6),
    ...engineerActs,
    ...often(deskActs, 4),
    ...often(troubles, 3),
    restartsOfWorker,
  ]
  const commands = fc.limitShrink(
    fc.commands(acts, { maxCommands: length, size: 'max' }),
    mostShrinks,
  )
  // Most begin signed in: outside there is less to do
  const mostly = fc.nat(9).map((chance) => chance > 1)
  const beginnings = fc.array(mostly, { minLength: 2, maxLength: 3 })
  try {
    const property = fc.asyncProperty(commands, beginnings, one)
    const limits = { interruptAfterTimeLimit: patience, markInterruptAsFailure: false }
    await fc.assert(property, { seed, numRuns: runs, ...limits })
    return done
  } finally {
    if (stage) await stopped(stage)
  }
}

const often = <T>(all: T[], times: number) => Array.from({ length: times }, () => all).flat()

const stopped = (stage: Stage) => stage.stop().then(() => null)

/** For the log of the run. */
export const told = ({ runs, filed, acts }: Awaited<ReturnType<typeof runModel>>) => {
  const sum = [...acts.values()].reduce((all, count) => all + count, 0)
  const where = [...acts].map(([kind, count]) => `${kind} ${count}`).join(', ')
  return `${runs} runs, ${filed} requests, ${sum} acts of employees: ${where}`
}

/** @returns how many requests were filed */
async function play(stage: Stage, commands: Iterable<Command>, signedIn: boolean[]) {
  const people = await Promise.all(signedIn.map(() => hire(stage)))
  await Promise.all(people.filter((_, at) => signedIn[at]).map(walksIn))
  const model: Model = { people }
  await fc.asyncModelRun(() => ({ model, real: stage }), commands)
  return finish(stage, people)
}
