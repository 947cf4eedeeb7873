export type Value = string | number | boolean | null | string[]

/** An object of Naumen as it is kept: links are UUIDs, dates are epoch milliseconds. */
export type Thing = { UUID: string; metaClass: string; [attribute: string]: Value }

export type StoreState = { things: Thing[]; lastId: number; lastNumber: number }

export type Store = ReturnType<typeof createStore>

export function createStore(state: StoreState) {
  const things = new Map(state.things.map((thing) => [thing.UUID, thing]))
  const counters = { lastId: state.lastId, lastNumber: state.lastNumber }
  const bornAt = new Map<string, number>()
  return {
    get: (uuid: string) => things.get(uuid),
    /** Of a class (`serviceCall`) or of one type (`serviceCall$call`), oldest first. */
    all: (fqn: string) =>
      [...things.values()].filter(
        ({ metaClass }) => metaClass === fqn || classOf(metaClass) === fqn,
      ),
    nextUuid: (metaClass: string) => `${classOf(metaClass)}$${++counters.lastId}`,
    nextNumber: () => ++counters.lastNumber,
    put(thing: Thing) {
      if (!things.has(thing.UUID)) bornAt.set(thing.UUID, Date.now())
      things.set(thing.UUID, thing)
    },
    remove: (uuid: string) => things.delete(uuid),
    /** How long ago it was created; what was loaded at start is old enough for anything. */
    ageOf: (uuid: string) => Date.now() - (bornAt.get(uuid) ?? 0),
    state: (): StoreState => ({ things: [...things.values()], ...counters }),
  }
}

/** `serviceCall$call` and `serviceCall$123` → `serviceCall` */
export const classOf = (fqnOrUuid: string) => fqnOrUuid.split('$')[0] ?? ''
