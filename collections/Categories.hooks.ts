import { type CollectionBeforeChangeHook, ValidationError } from 'payload'
import type { Category } from '../src/payload-types'
import { idOf, nextOrder, pathToRoot } from './tree'

const deepest = 3

/** Keeps the tree a tree of three levels, and gives a new node the last place among its siblings. */
export const placeInTree: CollectionBeforeChangeHook<Category> = async ({
  data,
  originalDoc,
  req,
}) => {
  const parent = data.parent === undefined ? idOf(originalDoc?.parent) : idOf(data.parent)
  const above = await pathToRoot(req, 'categories', parent)
  const problem = problemOfPlace(above, originalDoc?.id)
  if (problem) throw new ValidationError({ errors: [{ path: 'parent', message: problem }] })
  const order = data.order ?? originalDoc?.order ?? (await nextOrder(req, 'categories', parent))
  return { ...data, level: above.length + 1, order }
}

/** An admin's change is not Naumen's yet, and the panel says so until it is. */
export const waitForNaumen: CollectionBeforeChangeHook<Category> = ({ data, originalDoc, req }) => {
  if (req.user?.collection !== 'admins') return data
  const sync = { ...originalDoc?.sync, ...data.sync, state: 'waiting' as const, error: null }
  return { ...data, sync }
}

/** @param above ids from the new parent up to the root */
export function problemOfPlace(above: string[], self?: string): string | null {
  if (self && above.includes(self)) return 'Категорию нельзя вложить в саму себя.'
  if (above.length >= deepest) return 'Глубже темы вложить нельзя: уровней три.'
  return null
}
