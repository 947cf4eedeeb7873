import { formatDate } from './dates'
import { schemaOf, type Attribute, type ClassSchema } from './schema'
import { classOf, type Thing } from './store'
import { Refused, type World } from './world'

/** An object as the REST API shows it; `attrs` as in the query, all attributes without it. */
export function present(
  world: World,
  thing: Thing,
  attrs?: string | null,
  schema: ClassSchema = schemaOf(classOf(thing.UUID), world.knobs) ?? {},
): Record<string, unknown> {
  const wanted = attrs ? attrs.split(',').filter(Boolean) : Object.keys(schema)
  const known = wanted.filter((code) => schema[code] || refuseUnknown(world, code))
  const entries = known.map((code) => [code, valueShown(world, thing, code, schema[code])])
  return Object.fromEntries(entries) as Record<string, unknown>
}

/** `{UUID, title, metaClass[, code]}`, or null when nothing is there (any more). */
export function presentLink(world: World, uuid: unknown) {
  const thing = typeof uuid === 'string' ? world.store.get(uuid) : undefined
  if (!thing) return null
  const { UUID, title = null, metaClass, code } = thing
  return { UUID, title, metaClass, ...(code === undefined ? {} : { code }) }
}

/** The UUID an aggregate such as `client` or `responsible` stands for. */
export function aggregateValue(thing: Thing, attribute: Attribute): string | null {
  const filled = attribute.of?.map((code) => thing[code]).find((value) => value)
  return typeof filled === 'string' ? filled : null
}

function refuseUnknown(world: World, code: string): false {
  if (world.knobs.unknownAttributeRead === 'omitted') return false
  throw new Refused(world.knobs.validationStatus, `Атрибут с кодом '${code}' не найден`)
}

function valueShown(world: World, thing: Thing, code: string, attribute: Attribute | undefined) {
  if (world.knobs.unreadableAttributes.includes(`${classOf(thing.UUID)}.${code}`)) return null
  const value = thing[code] ?? null
  if (attribute?.kind === 'computed') return computed(world, thing, code)
  if (attribute?.kind === 'aggregate') return presentLink(world, aggregateValue(thing, attribute))
  if (attribute?.kind === 'link') return presentLink(world, value)
  if (code === 'files') return commentFiles(world, thing)
  if (attribute?.kind === 'links') return linksShown(world, value)
  if (attribute?.kind === 'date' && typeof value === 'number')
    return formatDate(value, world.timeZone)
  if (attribute?.kind === 'bool') return value ?? false
  return value
}

function computed(world: World, thing: Thing, code: string): unknown {
  if (code === 'isEmployeeActive') return !thing.removed && !thing.isEmployeeLocked
  if (code === 'lastComment') return lastComment(world, thing)
  const relation = code === 'files' ? null : code
  return filesOf(world, thing.UUID)
    .filter((file) => (file.relation ?? null) === relation)
    .map((file) => presentLink(world, file.UUID))
}

function lastComment(world: World, thing: Thing) {
  const comments = world.store.ofSource('comment', thing.UUID)
  return comments.filter((comment) => !comment.private).at(-1)?.text ?? null
}

export function filesOf(world: World, uuid: string): Thing[] {
  return world.store.ofSource('file', uuid)
}

// A comment shows the files it was created with and those added to it afterwards.
function commentFiles(world: World, comment: Thing) {
  const named = Array.isArray(comment.files) ? comment.files : []
  const listed = filesOf(world, comment.UUID).filter(({ relation }) => relation !== 'text')
  const added = listed.map(({ UUID }) => UUID)
  return linksShown(world, [...new Set([...named, ...added])])
}

function linksShown(world: World, value: unknown) {
  const uuids = Array.isArray(value) ? value : []
  return uuids.map((uuid) => presentLink(world, uuid)).filter((link) => link !== null)
}
