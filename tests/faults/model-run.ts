import fc from 'fast-check'
import { employeeActs } from './model-acts'
import type { Command, Model } from './model-command'
import { finish } from './model-end'
import { hire } from './model-employee'
import { engineerActs } from './model-engineer'
import { type Stage, startStage } from './model-stage'
import { troubles } from './model-trouble'
import { walksIn } from './model-walker'

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
  const told = { runs: 0, commands: 0, filed: 0 }
  const one = async (commands: Iterable<Command>, signedIn: boolean[]) => {
    if (stage && stage.employees.length >= runsOnStage * 3) stage = await stopped(stage)
    const on = (stage ??= await startStage(`model-${seed}`))
    try {
      told.filed += await play(on, commands, signedIn)
      told.runs++
    } catch (error) {
      // What went wrong there would go wrong for all who come after
      stage = await stopped(on)
      throw error
    }
  }
  const acts = [...employeeActs, ...employeeActs, ...engineerActs, ...troubles]
  const commands = fc.limitShrink(
    fc.commands(acts, { maxCommands: length, size: 'max' }),
    mostShrinks,
  )
  const beginnings = fc.array(fc.boolean(), { minLength: 2, maxLength: 3 })
  try {
    const property = fc.asyncProperty(commands, beginnings, one)
    const limits = { interruptAfterTimeLimit: patience, markInterruptAsFailure: false }
    await fc.assert(property, { seed, numRuns: runs, ...limits })
    return told
  } finally {
    if (stage) await stopped(stage)
  }
}

const stopped = (stage: Stage) => stage.stop().then(() => null)

/** @returns how many requests were filed */
async function play(stage: Stage, commands: Iterable<Command>, signedIn: boolean[]) {
  const people = await Promise.all(signedIn.map(() => hire(stage)))
  await Promise.all(people.filter((_, at) => signedIn[at]).map(walksIn))
  const model: Model = { people }
  await fc.asyncModelRun(() => ({ model, real: stage }), commands)
  return finish(stage, people)
}
