import { parseDate } from './dates'
import type { Attribute } from './schema'
import { classOf, type Value } from './store'
import { Refused, type World } from './world'

/** What is kept for a value that came in for an attribute; Refused when it doesn't fit. */
export function valueToKeep(world: World, code: string, attribute: Attribute, raw: unknown): Value {
  if (raw === null || raw === undefined || raw === '') return null
  const wrong = () =>
    new Refused(world.knobs.validationStatus, `Неверное значение атрибута '${code}'`)
  switch (attribute.kind) {
    case 'int':
      return wholeNumber(raw) ?? refuse(wrong())
    case 'bool':
      return truth(raw) ?? refuse(wrong())
    case 'date':
      return (typeof raw === 'string' && parseDate(raw, world.timeZone)) || refuse(wrong())
    case 'link':
    case 'aggregate':
      return linkedUuid(world, code, attribute, raw)
    case 'links':
      return asList(raw).map((item) => linkedUuid(world, code, attribute, item))
    default:
      return typeof raw === 'object' ? refuse(wrong()) : String(raw)
  }
}

export function linkedUuid(world: World, code: string, attribute: Attribute, raw: unknown): string {
  const { validationStatus, catalogItemByCode } = world.knobs
  if (typeof raw !== 'string') {
    throw new Refused(validationStatus, `Неверное значение атрибута '${code}'`)
  }
  const found =
    world.store.get(raw) ?? (catalogItemByCode ? itemByCode(world, attribute, raw) : undefined)
  if (found && fits(attribute, found.UUID)) return found.UUID
  const prefix = classOf(raw)
  throw new Refused(
    validationStatus,
    found || !raw.includes('$')
      ? `Loader not found for prefix '${prefix}' (атрибут '${code}')`
      : `Объект ${raw} не найден (атрибут '${code}')`,
  )
}

function itemByCode(world: World, attribute: Attribute, code: string) {
  const items = (attribute.to ?? []).flatMap((className) => world.store.all(className))
  return items.find((item) => item.code === code)
}

function fits(attribute: Attribute, uuid: string) {
  return !attribute.to?.length || attribute.to.includes(classOf(uuid))
}

function wholeNumber(raw: unknown): number | undefined {
  const number = typeof raw === 'string' ? Number(raw) : raw
  return typeof number === 'number' && Number.isInteger(number) ? number : undefined
}

function truth(raw: unknown): boolean | undefined {
  if (typeof raw === 'boolean') return raw
  return raw === 'true' ? true : raw === 'false' ? false : undefined
}

const asList = (raw: unknown): unknown[] => (Array.isArray(raw) ? raw : [raw])

function refuse(error: Refused): never {
  throw error
}
