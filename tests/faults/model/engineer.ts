import fc from 'fast-check'
import type { Jobs } from '../../../src/queue'
import { textOf } from '../../world/phone'
import { until } from '../../world/until'
import { type Command, command, type Model } from './command'
import type { Employee } from './employee'
import { glance } from './look'
import { keysOf, type Kind, kindOf, signInKinds } from './screen'
import type { Stage } from './stage'
import { letMinutesPass } from '../outside-faults'

type Timed = 'recheck-users' | 'pull-categories' | 'purge'

/** What the timetable would begin in some minutes begins now, and again until it has had effect. */
export const hurry = (
  { queue, world }: Stage,
  name: Timed,
  what: string,
  isDone: () => Promise<unknown>,
) => {
  let asked = 0
  return until(
    what,
    async () => {
      if (await isDone()) return true
      if (Date.now() - asked < 1000) return false
      asked = Date.now()
      await letMinutesPass(world)
      await world.rows(
        `UPDATE pgboss.job SET start_after = now() WHERE name = $1
        AND state IN ('created', 'retry') AND start_after > now()`,
        [name],
      )
      const nothing: Jobs[Timed] = {}
      await queue.send(null, name, nothing, { key: name })
      return false
    },
    60_000,
    50,
  )
}

/** Naumen has been asked about them since their standing changed. */
export async function standingIsKnown(employee: Employee) {
  const { stage, uuid, standing } = employee
  const wanted = standing === 'live' ? ['active', 'signedOut'] : ['dismissed', 'locked']
  await hurry(stage, 'recheck-users', `the bot to know of ${employee.person.name}`, async () => {
    const [user] = await stage.world.rows<{ state: string }>(
      'SELECT state FROM users WHERE employee = $1',
      [uuid],
    )
    return !user || wanted.includes(user.state) || isSignedOut(standing, user.state)
  })
  employee.uncertain = false
}

/** Whoever had signed out before needs no shutting out. */
const isSignedOut = (standing: Employee['standing'], state: string) =>
  standing !== 'live' && state === 'signedOut'

export async function setStanding(employee: Employee, standing: Employee['standing']) {
  const at = `/employees/${employee.uuid}`
  const { naumen } = employee.stage.world
  employee.uncertain = true
  if (standing !== 'dismissed') await naumen.post(`${at}/rehire`)
  if (standing !== 'locked') await naumen.post(`${at}/unlock`)
  if (standing !== 'live') await naumen.post(`${at}/${standing === 'locked' ? 'lock' : 'dismiss'}`)
  if (standing !== 'live') employee.everShutOut = employee.person.mayMiss = true
  employee.standing = standing
}

const changesStanding = (who: number, standing: Employee['standing'], atOnce: boolean): Command =>
  command(
    `Naumen: ${who + 1} is ${standing}${atOnce ? '' : ', unnoticed'}`,
    ({ people }) => people[who] !== undefined && people[who].standing !== standing,
    async ({ people }) => {
      const employee = people[who]
      if (!employee) return
      const wasIn = await isBound(employee)
      await setStanding(employee, standing)
      if (!atOnce) return
      await standingIsKnown(employee)
      if (standing !== 'live' && wasIn && !employee.blocked) await isToldAndOut(employee)
    },
  )

const isBound = async ({ stage, uuid }: Employee) =>
  (
    await stage.world.rows(
      `SELECT FROM users WHERE employee = $1 AND chat_id IS NOT NULL AND state = 'active'`,
      [uuid],
    )
  ).length > 0

/** One polite message, nothing is open to them any more, and nothing stands there to be pressed. */
async function isToldAndOut(employee: Employee) {
  const { stage, person } = employee
  const begun = Date.now() - 5000
  if (await isBound(employee)) throw new Error(`${person.name} is still let in`)
  const phone = stage.world.phone(person.id)
  await until(
    `${person.name} to hear of it`,
    async () => (await phone.fromBot()).some((bubble) => kindOf(bubble) === 'dismissed'),
    60_000,
  )
  const left = async () =>
    (await phone.fromBot()).filter(
      (bubble) => keysOf(bubble).length > 0 && !outside.includes(kindOf(bubble)),
    )
  await until('the buttons to be gone', async () => !(await left()).length, 20_000).catch(
    async () => {
      // Taking them away may be cut off; they lead to the sign-in alone
      if (stage.history.disturbances.some((one) => one.until >= begun)) return
      const words = (await left()).map((bubble) => textOf(bubble).split('\n')[0])
      if (words.length) throw new Error(`${person.name} is out and can press: ${words.join(' / ')}`)
    },
  )
}

const outside: Kind[] = [...signInKinds, 'dismissed', 'signedOut']

const standingIsAsked: Command = command(
  'Naumen is asked who still works',
  ({ people }) => people.some(({ uncertain }) => uncertain),
  async ({ people }) => {
    for (const employee of people) if (employee.uncertain) await standingIsKnown(employee)
  },
)

type Category = { uuid: string; title: string; removed: boolean; children: Category[] }

/** Topics, those first that stand on somebody's screen at this moment. */
async function topicsAt({ people }: Model, { world }: Stage) {
  const leaves = (nodes: Category[], above: Category | null): (Category & { above: string })[] =>
    nodes
      .filter(({ removed }) => !removed)
      .flatMap((node) =>
        node.children.length
          ? leaves(node.children, node)
          : above
            ? [{ ...node, above: above.uuid }]
            : [],
      )
  const all = leaves(await world.naumen.get<Category[]>('/categories'), null)
  const glances = await Promise.all(people.map(glance))
  const words = glances.flatMap(({ screens, keys }) => [
    ...screens.map(textOf),
    ...keys.map(({ label }) => label),
  ])
  const seen = all.filter(({ title }) => words.some((text) => text.includes(title)))
  return { all, chosen: seen.length ? seen : all }
}

let named = 0

const changesCategory = (at: number, act: 'archive' | 'rename' | 'add'): Command =>
  command(
    `the catalogue: ${act} ${at}`,
    () => true,
    async (model, stage) => {
      const { naumen } = stage.world
      const { all, chosen } = await topicsAt(model, stage)
      const topic = chosen[at % chosen.length]
      if (!topic || (act === 'archive' && all.length < 20)) return
      const title = `Прочее ${++named}`
      if (act === 'archive') {
        await naumen.post(`/categories/${topic.uuid}/archive`)
        await pulled(stage, topic.uuid, 'NOT active')
      } else if (act === 'rename') {
        await naumen.post(`/categories/${topic.uuid}/edit`, { attributes: { title } })
        await pulled(stage, topic.uuid, 'title = $2', title)
      } else {
        const made = await naumen.post<Category>('/categories', { title, parent: topic.above })
        await pulled(stage, made.uuid, 'title = $2', title)
      }
    },
  )

const pulled = (stage: Stage, uuid: string, so: string, ...more: string[]) =>
  hurry(stage, 'pull-categories', 'the catalogue to be pulled', async () => {
    const query = `SELECT FROM categories WHERE naumen_uuid = $1 AND ${so}`
    return (await stage.world.rows(query, [uuid, ...more])).length > 0
  })

const at = fc.nat(200)
const one = fc.nat(2)

export const engineerActs: fc.Arbitrary<Command>[] = [
  fc
    .tuple(one, fc.constantFrom('dismissed' as const, 'locked' as const), fc.boolean())
    .map(([who, standing, atOnce]) => changesStanding(who, standing, atOnce)),
  ...Array.from({ length: 2 }, () => one.map((who) => changesStanding(who, 'live', true))),
  fc.constant(standingIsAsked),
  ...Array.from({ length: 2 }, () =>
    fc
      .tuple(at, fc.constantFrom('archive' as const, 'rename' as const, 'add' as const))
      .map(([which, act]) => changesCategory(which, act)),
  ),
]
