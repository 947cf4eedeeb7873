export type Value = string | number | boolean | null | string[]

/** An object of Naumen as it is kept: links are UUIDs, dates are epoch milliseconds. */
export type Thing = { UUID: string; metaClass: string; [attribute: string]: Value }

export type StoreState = { things: Thing[]; lastId: number; lastNumber: number }

export type Store = ReturnType<typeof createStore>

export function createStore(state: StoreState) {
  const things = new Map<string, Thing>()
  const classes = new Map<string, Map<string, Thing>>()
  const owned = new Map<Value | undefined, Map<string, Thing>>()
  const under = <K>(index: Map<K, Map<string, Thing>>, key: K) =>
    index.get(key) ?? index.set(key, new Map()).get(key)!
  const keep = (thing: Thing) => {
    const before = things.get(thing.UUID)
    if (before?.source !== thing.source) owned.get(before?.source)?.delete(thing.UUID)
    things.set(thing.UUID, thing)
    under(classes, classOf(thing.metaClass)).set(thing.UUID, thing)
    if (thing.source) under(owned, thing.source).set(thing.UUID, thing)
  }
  state.things.forEach(keep)
  const counters = { lastId: state.lastId, lastNumber: state.lastNumber }
  const bornAt = new Map<string, number>()
  return {
    get: (uuid: string) => things.get(uuid),
    /** Of a class (`serviceCall`) or of one type (`serviceCall$call`), oldest first. */
    all(fqn: string) {
      const found = [...(classes.get(classOf(fqn))?.values() ?? [])]
      return fqn === classOf(fqn) ? found : found.filter(({ metaClass }) => metaClass === fqn)
    },
    /** Comments or files whose `source` it is, oldest first. */
    ofSource: (className: string, source: string) =>
      [...(owned.get(source)?.values() ?? [])].filter(({ metaClass }) => metaClass === className),
    nextUuid: (metaClass: string) => `${classOf(metaClass)}$${++counters.lastId}`,
    nextNumber: () => ++counters.lastNumber,
    put(thing: Thing) {
      if (!things.has(thing.UUID)) bornAt.set(thing.UUID, Date.now())
      keep(thing)
    },
    remove(uuid: string) {
      const thing = things.get(uuid)
      if (!thing) return
      things.delete(uuid)
      classes.get(classOf(thing.metaClass))?.delete(uuid)
      owned.get(thing.source)?.delete(uuid)
    },
    /** How long ago it was created; what was loaded at start is old enough for anything. */
    ageOf: (uuid: string) => Date.now() - (bornAt.get(uuid) ?? 0),
    state: (): StoreState => ({ things: [...things.values()], ...counters }),
  }
}

/** `serviceCall$call` and `serviceCall$123` → `serviceCall` */
export const classOf = (fqnOrUuid: string) => fqnOrUuid.split('$')[0] ?? ''
