import type { AsyncCommand } from 'fast-check'
import type { Employee } from './employee'
import { alwaysTrue, type Expectation, type Traits } from './expect'
import { look, type Look } from './look'
import type { Stage } from './stage'

/** Those who act in one run. */
export type Model = { people: Employee[] }

export type Command = AsyncCommand<Model, Stage>

export const command = (
  name: string,
  check: (model: Model) => boolean,
  run: (model: Model, stage: Stage) => Promise<void>,
): Command => ({
  check,
  async run(model, stage) {
    const begun = Date.now()
    await run(model, stage).finally(() => stage.tell(`${name} (${Date.now() - begun} ms)`))
  },
  toString: () => name,
})

/** What an employee does; null: at this moment it could not be done. */
export type Act = (employee: Employee) => Promise<Expectation | null>

export type Who = {
  who: number
  /** Does not wait for the answer: whatever comes next overlaps with it. */
  hasty: boolean
}

/** An employee does something and sees what they should see. */
export const employeeDoes = (
  name: string,
  { who, hasty }: Who,
  can: (employee: Employee) => boolean,
  act: Act,
  traits: Traits = {},
): Command =>
  command(
    `${who + 1}${hasty ? '…' : '.'} ${name}`,
    ({ people }) => people[who] !== undefined && can(people[who]),
    async ({ people }) => {
      const employee = people[who]
      if (!employee) return
      if (hasty) {
        employee.stage.count('in haste')
        return void (await act(employee))
      }
      const before = await look(employee)
      employee.stage.count(before.kinds[0] ?? 'nothing')
      const expectation = await act(employee)
      if (!expectation) return
      judge(employee, name, before, await look(employee), [
        alwaysTrue(employee, traits),
        expectation,
      ])
    },
  )

function judge(
  { person }: Employee,
  name: string,
  before: Look,
  after: Look,
  expectations: Expectation[],
) {
  for (const expectation of expectations) {
    const wrong = expectation(before, after)
    if (wrong) throw new Error(`${person.name}, ${name} (was at ${before.kinds.join()}): ${wrong}`)
  }
}

export const isThere = (employee: Employee) => !employee.blocked
