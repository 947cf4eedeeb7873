import { presentLink } from './present'
import type { Thing } from './store'
import type { World } from './world'

/** What happened to a service call and who did it; `by` null = Naumen itself. */
type Entry = { at: number; by: string | null; state?: string; responsible?: string | null }

/** Notes a change for the desk; it is no attribute, so nobody reads it over REST. */
export function noteHistory(call: Thing, entry: Entry) {
  const before = Array.isArray(call.history) ? call.history : []
  call.history = [...before, JSON.stringify(entry)]
}

export function historyView(world: World, call: Thing) {
  const entries = Array.isArray(call.history) ? call.history : []
  return entries.map((kept) => {
    const { at, by, ...change } = JSON.parse(kept) as Entry
    return {
      ...change,
      ...(change.responsible && { responsible: presentLink(world, change.responsible)?.title }),
      at: new Date(at).toISOString(),
      by: presentLink(world, by)?.title ?? null,
      byEngineer: world.store.get(by ?? '')?.performer === true,
    }
  })
}
