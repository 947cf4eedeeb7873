import {
  type Employee,
  type EmployeeDetails,
  isBrakeNeeded,
  isShutOut,
  type Standing,
  standingOf,
} from '../../src/domain/employee'
import type { Log } from '../../src/log'
import type { Naumen } from '../../src/naumen/client'
import { NaumenRejected } from '../../src/naumen/errors'
import type { Queue } from '../../src/queue'
import { sendAlert } from '../reach/alert'

export type KnownUser = EmployeeDetails & {
  id: string
  employee: string
  state: 'active' | 'dismissed' | 'locked' | 'signedOut' | 'blocked'
}
export type Verdict = { user: KnownUser; standing: Standing; employee?: Employee }
export type JudgeDeps = {
  queue: Queue
  naumen: Naumen
  log: Log
  alertEmail?: string
  alertChat?: number
}

const BATCH = 100

/** Who of them still works, a hundred asked about at a time. */
export function createJudge(deps: JudgeDeps) {
  const { naumen, log } = deps

  /** @returns what could be learned, and the error that kept the rest from being asked */
  return async function judge(users: KnownUser[]): Promise<{ verdicts: Verdict[]; error?: Error }> {
    const { asked, seen, error } = await look(users)
    const verdicts = asked.map((user) => verdictOf(user, seen.get(user.employee)))
    const active = verdicts.filter(({ user }) => user.state === 'active')
    const gone = active.filter(({ standing, employee }) => !employee || isShutOut(standing))
    const brake = isBrakeNeeded(gone.length, active.length)
    if (brake) await tellBrake(gone.length, active.length)
    // To be missing from a list proves nothing, and with the brake on neither does the list
    const isSure = ({ user, standing, employee }: Verdict) =>
      employee && !(brake && user.state === 'active' && isShutOut(standing))
    const sure = await Promise.all(
      verdicts.map(async (one) => (isSure(one) ? one : await confirmed(one.user))),
    )
    return { verdicts: sure, error }
  }

  async function look(users: KnownUser[]) {
    const seen = new Map<string, Employee>()
    for (let start = 0; start < users.length; start += BATCH) {
      const batch = users.slice(start, start + BATCH).map(({ employee }) => employee)
      try {
        for (const found of await naumen.findEmployees(batch)) seen.set(found.uuid, found)
      } catch (error) {
        // A list Naumen refuses says nothing of the others; each in it is asked about alone
        if (error instanceof NaumenRejected) continue
        if (!(error instanceof Error)) throw error
        return { asked: users.slice(0, start), seen, error }
      }
    }
    return { asked: users, seen }
  }

  async function confirmed(user: KnownUser): Promise<Verdict> {
    try {
      const employee = await naumen.getEmployee(user.employee)
      return { user, standing: standingOf(employee), employee: employee ?? undefined }
    } catch (error) {
      log.warn({ err: error, user: user.id }, 'Naumen does not tell about an employee')
      return { user, standing: 'unknown' }
    }
  }

  async function tellBrake(gone: number, asked: number) {
    log.error({ gone, asked }, 'Too many employees vanished in one sweep')
    await sendAlert(deps, null, {
      subject: 'Из Naumen разом пропали сотрудники',
      text: `Из ${asked} пользователей бота в списке Naumen нет или закрыты ${gone}. Каждый проверяется отдельно. Если людей не увольняли, проверьте права ключа доступа.`,
    })
  }
}

const verdictOf = (user: KnownUser, employee?: Employee): Verdict => ({
  user,
  employee,
  standing: employee ? standingOf(employee) : 'unknown',
})
