import { classOf, type Thing } from './store'
import { Refused, type World } from './world'

/** Refuses a place in a tree that cannot be: below itself, or in the archive. */
export function requirePlace(world: World, thing: Thing, before?: Thing) {
  const { parent = null } = thing
  if (typeof parent !== 'string' || parent === before?.parent) return
  if (lineAbove(world, parent).includes(thing.UUID))
    throw refused(world, 'объект не может быть вложен сам в себя или в свой вложенный объект')
  const isArchived = world.store.get(parent)?.removed === true
  if (isArchived && isCatalogue(thing) && !world.knobs.archivedParentTaken)
    throw refused(world, `родительский объект ${parent} находится в архиве`)
}

/** Refuses to delete a node as long as others stand in it. */
export function requireEmpty(world: World, { UUID, metaClass }: Thing) {
  const below = world.store.all(classOf(metaClass)).filter(({ parent }) => parent === UUID)
  if (below.length) throw refused(world, `с объектом ${UUID} связаны вложенные объекты`)
}

const isCatalogue = ({ UUID }: Thing) => classOf(UUID) === 'catalogs'

function lineAbove(world: World, uuid: string): string[] {
  const line: string[] = []
  let at: unknown = uuid
  while (typeof at === 'string' && !line.includes(at)) {
    line.push(at)
    at = world.store.get(at)?.parent
  }
  return line
}

const refused = (world: World, why: string) =>
  new Refused(world.knobs.validationStatus, `Операция не может быть выполнена: ${why}`)
