import { textOf } from '../../world/phone'
import { until } from '../../world/until'
import { type Employee, shutsOut, types } from './employee'
import { setStanding, standingIsKnown, hurry } from './engineer'
import { violationsOf } from './checks'
import { look } from './look'
import { hasWayOn, signInKinds } from './screen'
import type { Stage } from './stage'
import { timePasses, walksToTheEnd } from './walker'
import { settle } from '../settle'

/**
 * After any order of events: nobody stands before a dead end, everybody can still reach the goal
 * and the menu, and what was made of it all is what people did.
 * @returns how many requests these people filed
 */
export async function finish(stage: Stage, people: Employee[]): Promise<number> {
  await stage.allIsOver()
  await stage.worker.ready()
  for (const employee of people) await isNotStuck(employee)
  await letEverybodyBack(stage, people)
  stage.tell('all walk to the end')
  await Promise.all(people.map(walksToTheEnd))
  await Promise.all(people.map(reachesMenu))
  stage.tell('all settles')
  await settle(stage.world)
  stage.tell('all is compared')
  const wrong = await violationsOf(stage)
  if (wrong.length) throw new Error(wrong.join('\n'))
  const filed = await Promise.all(people.map(async (employee) => (await look(employee)).filed))
  return filed.reduce((sum, count) => sum + count, 0)
}

/** The newest screen stands, and something on it leads on. */
async function isNotStuck(employee: Employee) {
  const { person, blocked, missed } = employee
  const [current] = (await look(employee)).screens
  if (blocked || missed || !person.updates.length) return
  if (hasWayOn(current)) return
  throw new Error(`${person.name} is stuck at «${current ? textOf(current) : 'nothing'}»`)
}

/** Rehired, let in again, and a day later: nothing but the dialogs themselves stands in the way. */
async function letEverybodyBack(stage: Stage, people: Employee[]) {
  for (const employee of people) {
    await setStanding(employee, 'live')
    await standingIsKnown(employee)
    await timePasses(employee, '25 hours')
    if (employee.blocked) await shutsOut(employee, false)
    // As Telegram does when a bot is let in again
    if (employee.missed) await types(employee, '/start')
  }
  await hurry(stage, 'recheck-users', 'everybody to be verified', async () => {
    const old = await stage.world.rows(
      `SELECT FROM users WHERE state = 'active' AND checked_at < now() - interval '1 hour'`,
    )
    return !old.length
  })
}

/** «/start» leads to the menu from everywhere, and for whoever is out to signing in. */
async function reachesMenu(employee: Employee) {
  const typed = await types(employee, '/start')
  await until(`${employee.person.name} to be at the menu after ${typed}`, async () => {
    const { access, kinds } = await look(employee)
    const wanted = access === 'in' ? ['menu' as const] : signInKinds
    return kinds.some((kind) => wanted.some((one) => one === kind))
  })
}
