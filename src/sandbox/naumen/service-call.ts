import { noteHistory } from './history'
import { keyOwner } from './key-owner'
import { states } from './knobs'
import { requireFilled } from './mandatory'
import type { Thing } from './store'
import { Refused, type World } from './world'

/** Fills in what Naumen itself knows of a new service call, and checks what it demands. */
export function newServiceCall(world: World, thing: Thing) {
  requireFilled(world, thing, world.knobs.mandatoryOnCreate)
  requireOffered(world, thing)
  if (thing.state && thing.state !== 'registered') {
    throw new Refused(
      world.knobs.validationStatus,
      'Новый запрос должен быть в статусе "Зарегистрировано"',
    )
  }
  const now = world.now()
  const number = world.store.nextNumber()
  Object.assign(thing, {
    number,
    title: `${world.knobs.titlePrefix}${number}`,
    state: 'registered',
  })
  Object.assign(thing, {
    stateStartTime: now,
    registrationDate: now,
    requestDate: now,
    startTime: now,
  })
  thing.registrar ??= keyOwner(world)
  nameClient(world, thing)
  nameSolver(world, thing)
}

/** Checks the step from one state to another and marks its time. */
export function moveState(world: World, before: Thing, after: Thing, by: string | null) {
  const from = String(before.state)
  const to = String(after.state)
  nameSolver(world, after, before, by)
  if (from === to) return
  const { transitions, mandatoryOnState, validationStatus } = world.knobs
  if (!(to in states)) throw new Refused(validationStatus, `Статус с кодом '${to}' не найден`)
  if (!transitions[from]?.includes(to)) {
    const text = `Переход из статуса "${states[from] ?? from}" в статус "${states[to] ?? to}" невозможен`
    throw new Refused(validationStatus, text)
  }
  requireFilled(world, after, mandatoryOnState[to] ?? [])
  after.stateStartTime = world.now()
  noteHistory(after, { at: world.now(), by, state: to })
  if (to === 'resolved') {
    after.solvedByEmployee = after.responsibleEmployee ?? null
    after.solvedByTeam = after.responsibleTeam ?? null
  }
}

function requireOffered(world: World, { agreement, service }: Thing) {
  if (typeof agreement !== 'string' || typeof service !== 'string') return
  const offered = world.store.get(agreement)?.services
  if (Array.isArray(offered) && offered.includes(service)) return
  throw new Refused(world.knobs.validationStatus, 'Услуга не входит в соглашение')
}

function nameClient(world: World, thing: Thing) {
  const client = world.store.get(String(thing.clientEmployee))
  if (!client) return
  thing.clientOU ??= client.parent ?? null
  thing.clientName ??= client.title ?? null
  thing.clientEmail ??= client.email ?? null
  thing.clientPhone ??= client.mobilePhoneNumber ?? null
}

function nameSolver(world: World, after: Thing, before?: Thing, by: string | null = null) {
  const who = (thing?: Thing) =>
    (thing?.responsibleEmployee ?? thing?.responsibleTeam ?? null) as string | null
  if (who(after) === who(before)) return
  const now = world.now()
  after.responsibleStartTime = who(after) ? now : null
  noteHistory(after, { at: now, by, responsible: who(after) })
}
