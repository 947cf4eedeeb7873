import { afterComment } from './comment'
import { requireType } from './find'
import { keyOwner } from './key-owner'
import { requireFilled } from './mandatory'
import { schemaOf, typesOf, type ClassSchema } from './schema'
import { requirePlace } from './place'
import { newServiceCall } from './service-call'
import { classOf, type Thing } from './store'
import { Refused, type World } from './world'
import { valueToKeep } from './write-value'

/** Creates an object; the type is in the path, in `metaClass`, or both. */
export function create(world: World, fqn: string, attributes: Record<string, unknown>): Thing {
  const metaClass = typeFor(world, fqn, attributes.metaClass)
  const values = keptValues(world, classOf(fqn), without(attributes, ['metaClass', '@comment']))
  const now = world.now()
  const dates = { creationDate: now, lastModifiedDate: now }
  const UUID = world.store.nextUuid(metaClass)
  const thing: Thing = {
    UUID,
    metaClass,
    removed: false,
    author: keyOwner(world),
    ...dates,
    ...values,
  }
  completed(world, thing)
  world.store.put(thing)
  world.changed(classOf(metaClass), UUID)
  if (classOf(metaClass) === 'comment') afterComment(world, thing)
  return thing
}

/** The attributes of a request as they are kept, aggregates taken apart. */
export function keptValues(
  world: World,
  className: string,
  attributes: Record<string, unknown>,
): Record<string, Thing[string]> {
  const schema = schemaOf(className, world.knobs) ?? {}
  const values: Record<string, Thing[string]> = {}
  for (const [code, raw] of Object.entries(attributes)) {
    const attribute = writable(world, schema, code)
    const value = valueToKeep(world, code, attribute, raw)
    if (attribute.kind !== 'aggregate') values[code] = value
    else Object.assign(values, takenApart(attribute.of ?? [], attribute.to ?? [], value))
  }
  return values
}

function typeFor(world: World, fqn: string, named: unknown): string {
  requireType(world, fqn)
  const isType = fqn.includes('$')
  const metaClass = isType ? fqn : typeof named === 'string' ? named : onlyTypeOf(world, fqn)
  requireType(world, metaClass)
  if (classOf(metaClass) === classOf(fqn) && (!isType || named === undefined || named === fqn)) {
    return metaClass
  }
  throw new Refused(world.knobs.validationStatus, `Тип ${String(named)} не относится к ${fqn}`)
}

function onlyTypeOf(world: World, className: string): string {
  const [first, ...more] = typesOf[className] ?? []
  if (first && (more.length === 0 || first === className)) return first
  throw new Refused(
    world.knobs.validationStatus,
    `Не указан тип объекта (metaClass) класса ${className}`,
  )
}

function writable(world: World, schema: ClassSchema, code: string) {
  const attribute = schema[code]
  const refuse = (text: string) => new Refused(world.knobs.validationStatus, text)
  if (!attribute) throw refuse(`Атрибут с кодом '${code}' не найден`)
  if (attribute.readOnly || attribute.kind === 'computed') {
    throw refuse(`Атрибут с кодом '${code}' недоступен для редактирования`)
  }
  return attribute
}

// Filling one side of an aggregate empties the other, except that a person brings his department.
function takenApart(codes: string[], classes: string[], value: Thing[string]) {
  const side = typeof value === 'string' ? classes.indexOf(classOf(value)) : -1
  return Object.fromEntries(codes.map((code, at) => [code, at === side ? value : null]))
}

function completed(world: World, thing: Thing) {
  const className = classOf(thing.metaClass)
  if (className === 'serviceCall') newServiceCall(world, thing)
  if (className === 'employee') thing.title ??= fullName(thing)
  if (className === 'comment') requireFilled(world, thing, ['source', 'text'])
  else if (className !== 'serviceCall') requireFilled(world, thing, ['title'])
  if (className === 'catalogs') uniqueCode(world, thing)
  requirePlace(world, thing)
}

export function fullName({ lastName, firstName, middleName }: Thing): string | null {
  return [lastName, firstName, middleName].filter(Boolean).join(' ') || null
}

function uniqueCode(world: World, thing: Thing) {
  thing.code ??= `item${thing.UUID.split('$')[1] ?? ''}`
  const taken = world.store.all(thing.metaClass).some(({ code }) => code === thing.code)
  if (!taken) return
  throw new Refused(
    world.knobs.validationStatus,
    `Элемент с кодом '${String(thing.code)}' уже существует`,
  )
}

function without(attributes: Record<string, unknown>, codes: string[]) {
  return Object.fromEntries(Object.entries(attributes).filter(([code]) => !codes.includes(code)))
}
