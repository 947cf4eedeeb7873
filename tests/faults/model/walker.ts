import { textOf } from '../../world/phone'
import { until } from '../../world/until'
import { codesOf, type Employee, nextMark, presses, types } from './employee'
import { afterPress } from './expect'
import { look, type Look } from './look'
import type { Key, Kind } from './screen'

const mostSteps = 40

/** From wherever they are, by what stands on the phone alone: in, and one request to its end. */
export async function walksToTheEnd(employee: Employee): Promise<void> {
  const { filed } = await look(employee)
  await walk(employee, (seen) => seen.filed > filed && seen.kinds.includes('receipt'))
}

/** @returns quietly where no more codes are mailed or tried for a while */
export const walksIn = (employee: Employee): Promise<void> =>
  walk(employee, ({ access, screens }) => access !== 'out' || mustWait(screens))

/** So many steps of the way, and stops there. */
export async function walksOn(employee: Employee, steps: number): Promise<void> {
  let left = steps
  await walk(employee, ({ screens }) => left-- === 0 || mustWait(screens))
}

const mustWait = (screens: Look['screens']) =>
  screens.some((screen) => /слишком много|через сутки/i.test(textOf(screen)))

async function walk(employee: Employee, isThere: (seen: Look) => boolean) {
  const way: string[] = []
  for (let step = 0; step < mostSteps; step++) {
    const seen = await look(employee)
    if (isThere(seen)) return
    way.push(seen.kinds[0] ?? 'nothing')
    employee.stage.tell(`${employee.person.name} goes on from ${way.at(-1)}`)
    await goOn(employee, seen, way)
  }
  throw new Error(`${employee.person.name} gets nowhere: ${way.join(' → ')}`)
}

/** What leads on from a screen; of several buttons the first that is there. */
const ways: Partial<Record<Kind, RegExp[]>> = {
  consent: [/Согласен/],
  resume: [/Продолжить/],
  description: [/Далее/],
  preview: [/📨/],
  article: [/к заявке/, /🏠/],
  knowledge: [/🏠/],
  // A category, or the list once more
  topic: [/^[^‹›🏠←✖️\d]/u],
  unverified: [/Обновить/],
  which: [/🏠/, /новая заявка/],
  closing: [/🏠/],
  conversation: [/🏠/],
  rating: [/🏠/],
  card: [/🏠/],
}
const fromElsewhere = [/Создать заявку/, /Войти/, /🏠/]

async function goOn(employee: Employee, seen: Look, way: string[]) {
  const [kind = 'nothing'] = seen.kinds
  if (kind === 'address') return asksForCode(employee)
  if (kind === 'code') return entersCode(employee, seen)
  const key = keyOf(seen, ways[kind] ?? fromElsewhere)
  if (key) return presses_(employee, key, seen)
  if (kind === 'description') return describes(employee)
  // After the last word of the bot to whoever was shut out, one begins by writing
  if (kind === 'nothing' || kind === 'dismissed') return void (await types(employee, '/start'))
  const words = seen.screens[0] ? textOf(seen.screens[0]) : ''
  throw new Error(`${employee.person.name}: a dead end after ${way.join(' → ')}: «${words}»`)
}

const keyOf = ({ keys }: Look, wanted: RegExp[]) =>
  wanted.map((label) => keys.find((key) => label.test(key.label))).find((key) => key)

/** What is sent is remembered, so that it must arrive. */
async function presses_(employee: Employee, key: Key, before: Look) {
  await presses(employee, key).catch(() => undefined)
  if (!/📨/.test(key.label)) return
  const wrong = afterPress(employee, key)(before, await look(employee))
  if (wrong) throw new Error(`${employee.person.name} walks: ${wrong}`)
}

async function describes(employee: Employee) {
  const mark = nextMark(employee)
  await types(employee, `Последняя строка ${mark}.`, mark)
}

/** A minute or more has gone by since the last code was asked for. */
async function asksForCode(employee: Employee) {
  await timePasses(employee, '2 minutes')
  await types(employee, employee.person.email)
}

async function entersCode(employee: Employee, { screens, keys }: Look) {
  const other = keys.find(({ label }) => /Другой адрес/.test(label))
  const isOwn = screens.some((screen) => textOf(screen).includes(employee.person.email))
  if (!isOwn && other) return presses(employee, other)
  const code = await newCode(employee)
  if (code) {
    employee.usedCodes.add(code)
    return void (await types(employee, code))
  }
  const again = keys.find(({ label }) => /ещё раз/.test(label))
  await timePasses(employee, '2 minutes')
  if (again) await presses(employee, again)
}

/** The newest that was not tried; null when none comes for so long that one asks for another. */
const newCode = (employee: Employee): Promise<string | null> =>
  until(
    'a code',
    async () => {
      const [code] = await codesOf(employee)
      return code && !employee.usedCodes.has(code) ? code : null
    },
    15_000,
    100,
  ).catch(() => null)

/** All that was counted against them happened so much longer ago. */
export const timePasses = ({ stage, person }: Employee, interval: string) =>
  stage.world.rows(
    `UPDATE sign_in_events SET at = at - $1::interval WHERE chat_id = $2 OR address = $3`,
    [interval, person.id, person.email],
  )
