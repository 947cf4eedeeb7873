import { create, fullName, keptValues } from './create'
import { keyOwner } from './key-owner'
import { requireFilled } from './mandatory'
import { requireEmpty, requirePlace } from './place'
import { moveState } from './service-call'
import { classOf, type Thing } from './store'
import { filesOf } from './present'
import { Refused, type World } from './world'

export function existing(world: World, uuid: string): Thing {
  const thing = world.store.get(uuid)
  if (thing) return thing
  throw new Refused(world.knobs.unknownUuidStatus, `Объект ${uuid} не найден`)
}

/** Changes an object whole or not at all; `@comment` writes a comment in the same step. */
export function edit(
  world: World,
  uuid: string,
  attributes: Record<string, unknown>,
  by = keyOwner(world),
): Thing {
  const before = existing(world, uuid)
  const { '@comment': comment, ...rest } = attributes
  const values = keptValues(world, classOf(uuid), rest)
  const after: Thing = { ...before, ...values, lastModifiedDate: world.now() }
  if (classOf(uuid) === 'serviceCall') moveState(world, before, after, by)
  if (classOf(uuid) === 'employee' && !('title' in rest))
    after.title = fullName(after) ?? before.title ?? null
  if (isCatalogue(uuid)) requireFilled(world, after, ['title'])
  requirePlace(world, after, before)
  if (after.removed !== before.removed) after.removalDate = after.removed ? world.now() : null
  world.store.put(after)
  world.changed(classOf(uuid), uuid)
  if (typeof comment === 'string') create(world, 'comment', { source: uuid, text: comment })
  return after
}

const isCatalogue = (uuid: string) => classOf(uuid) === 'catalogs'

/** Deletes for good, with the comments and files that belong to it. */
export function remove(world: World, uuid: string) {
  requireEmpty(world, existing(world, uuid))
  const comments = world.store.ofSource('comment', uuid)
  comments.forEach((comment) => remove(world, comment.UUID))
  filesOf(world, uuid).forEach((file) => remove(world, file.UUID))
  world.store.remove(uuid)
  if (classOf(uuid) === 'file') world.bytes.remove(uuid)
  world.changed(classOf(uuid), uuid)
}
