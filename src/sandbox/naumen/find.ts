import { formatDate } from './dates'
import { aggregateValue, present } from './present'
import { schemaOf, typesOf, type Attribute } from './schema'
import { classOf, type Thing } from './store'
import { Refused, type World } from './world'

export type Page = { attrs?: string | null; limit?: string | null; offset?: string | null }

/** The objects of a class or type whose attributes equal the filter; a list means any of them. */
export function find(world: World, fqn: string, filter: Record<string, unknown>, page: Page) {
  const schema = schemaOf(classOf(fqn), world.knobs)
  return matching(world, fqn, filter, page).map((thing) =>
    present(world, thing, page.attrs, schema),
  )
}

export function matching(world: World, fqn: string, filter: Record<string, unknown>, page: Page) {
  requireType(world, fqn)
  const { archivedReturned, indexLagMs } = world.knobs
  const tests = Object.entries(filter).map(([code, wanted]) => testFor(world, fqn, code, wanted))
  const found = world.store
    .all(fqn)
    .filter((thing) => indexLagMs === 0 || world.store.ageOf(thing.UUID) >= indexLagMs)
    .filter((thing) => archivedReturned || 'removed' in filter || !thing.removed)
    .filter((thing) => tests.every((test) => test(thing)))
  return cut(world, ordered(world, found), page)
}

export function requireType(world: World, fqn: string) {
  const types = typesOf[classOf(fqn)]
  if (types && (fqn === classOf(fqn) || types.includes(fqn))) return
  throw new Refused(world.knobs.validationStatus, `Метакласс ${fqn} не найден`)
}

function testFor(world: World, fqn: string, code: string, wanted: unknown) {
  const attribute = schemaOf(classOf(fqn), world.knobs)?.[code]
  // Known of the script API, taken over: computed attributes are no columns.
  if (!attribute || attribute.kind === 'computed') {
    throw new Refused(
      world.knobs.validationStatus,
      `Could not resolve property: ${code} of: ${fqn}`,
    )
  }
  const accepted = new Set(
    (Array.isArray(wanted) ? wanted : [wanted]).map((value: unknown) =>
      comparable(world, attribute, value),
    ),
  )
  return (thing: Thing) => {
    const value = valueOf(world, thing, code, attribute)
    return Array.isArray(value) ? value.some((item) => accepted.has(item)) : accepted.has(value)
  }
}

function valueOf(world: World, thing: Thing, code: string, attribute: Attribute) {
  const value = thing[code] ?? null
  if (attribute.kind === 'aggregate') return aggregateValue(thing, attribute)
  if (attribute.kind === 'bool') return value ?? false
  if (typeof value === 'number' && attribute.kind === 'date')
    return formatDate(value, world.timeZone)
  return value
}

// Equality is exact and case-sensitive; a value of the wrong type is an error, not a miss.
function comparable(world: World, { kind, to }: Attribute, value: unknown) {
  if (value === null) return null
  const isLink = kind === 'link' || kind === 'links' || kind === 'aggregate'
  const type = kind === 'int' ? 'number' : kind === 'bool' ? 'boolean' : 'string'
  if (typeof value !== type)
    throw new Refused(world.knobs.validationStatus, 'Could not execute query')
  if (isLink && to?.length && !to.includes(classOf(String(value)))) {
    const prefix = classOf(String(value))
    throw new Refused(world.knobs.validationStatus, `Loader not found for prefix '${prefix}'`)
  }
  return value
}

function ordered(world: World, found: Thing[]) {
  if (world.knobs.findOrder === 'newest') return found.reverse()
  if (world.knobs.findOrder === 'random') return found.sort(() => Math.random() - 0.5)
  return found
}

function cut(world: World, found: Thing[], page: Page) {
  const limit = count(world, 'limit', page.limit) ?? world.knobs.defaultLimit
  const offset = count(world, 'offset', page.offset)
  if (offset !== undefined && page.limit == null) {
    throw new Refused(
      world.knobs.validationStatus,
      'Параметр offset задаётся только вместе с limit',
    )
  }
  const start = offset ?? 0
  return found.slice(start, limit === null ? undefined : start + limit)
}

function count(world: World, name: string, text: string | null | undefined) {
  if (text == null) return undefined
  if (/^\d+$/.test(text)) return Number(text)
  throw new Refused(world.knobs.validationStatus, `Неверное значение параметра ${name}`)
}
