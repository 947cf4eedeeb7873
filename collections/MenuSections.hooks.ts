import {
  type CollectionBeforeChangeHook,
  type CollectionBeforeDeleteHook,
  APIError,
  ValidationError,
} from 'payload'
import type { MenuSection } from '../src/payload-types'
import { idOf, nextOrder, pathToRoot } from './tree'

const deepest = 5

export const keepTree: CollectionBeforeChangeHook<MenuSection> = async ({
  data,
  originalDoc,
  req,
}) => {
  const parent = data.parent === undefined ? idOf(originalDoc?.parent) : idOf(data.parent)
  const above = await pathToRoot(req, 'menu-sections', parent)
  const problem = problemOfPlace(above, originalDoc?.id)
  if (problem) throw new ValidationError({ errors: [{ path: 'parent', message: problem }] })
  const order = data.order ?? originalDoc?.order ?? (await nextOrder(req, 'menu-sections', parent))
  return { ...data, order }
}

// What is under it would stay in the database and show nowhere
export const refuseWithChildren: CollectionBeforeDeleteHook = async ({ id, req }) => {
  const { totalDocs } = await req.payload.count({
    collection: 'menu-sections',
    where: { parent: { equals: id } },
    overrideAccess: true,
    req,
  })
  if (totalDocs)
    throw new APIError('Сначала перенесите или удалите вложенные разделы.', 400, null, true)
}

/** @param above ids from the new parent up to the root */
export function problemOfPlace(above: string[], self?: string): string | null {
  if (self && above.includes(self)) return 'Раздел нельзя вложить в самого себя.'
  if (above.length >= deepest) return 'Слишком глубоко: сотрудник не дойдёт до этой кнопки.'
  return null
}

/** Telegram opens these from a button; anything else it refuses together with the whole menu. */
export function problemOfLink(value: unknown): string | null {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : null
  if (
    url &&
    (url.protocol === 'tg:' || (/^https?:$/.test(url.protocol) && url.hostname.includes('.')))
  )
    return null
  return 'Нужен полный адрес, например https://portal.example.ru'
}
