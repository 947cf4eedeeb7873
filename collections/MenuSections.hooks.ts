import { sql } from '@payloadcms/db-postgres'
import type {
  CollectionBeforeChangeHook,
  CollectionBeforeDeleteHook,
  PayloadRequest,
} from 'payload'
import { isButtonAddress } from '../src/domain/menu-flaws'
import { type Placed, type PlaceProblem, problemOfPlace } from '../src/domain/menu-place'
import { transactionOf } from '../src/database/transaction'
import type { MenuSection } from '../src/payload-types'
import type { Said } from '../src/domain/said'
import { refusal, refusedField } from './refusal'
import { idOf, nextOrder } from './tree'

/**
 * Where a section stands and whether it is shown has no draft: the tree changes it at once. So a draft
 * leaves it alone, and an older version brings back words, not the place of that time.
 */
export const keepTree: CollectionBeforeChangeHook<MenuSection> = async ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  if (operation === 'update' && originalDoc && req.context.isRestoringVersion)
    return { ...data, ...placeOf(originalDoc) }
  const parent = data.parent === undefined ? idOf(originalDoc?.parent) : idOf(data.parent)
  const isMoved = operation === 'create' || parent !== idOf(originalDoc?.parent)
  if (isMoved) await ensurePlace(req, originalDoc?.id ?? null, parent)
  if (operation === 'update' && data._status === 'draft' && differs(data, originalDoc))
    throw refusedField(req, 'parent', words.noDraft)
  const order = data.order ?? originalDoc?.order ?? (await nextOrder(req, 'menu-sections', parent))
  return { ...data, order }
}

const placeOf = ({ parent, order, active }: Partial<MenuSection>) => ({
  parent: idOf(parent),
  order: order ?? null,
  active: active ?? null,
})

const differs = (data: Partial<MenuSection>, before: Partial<MenuSection> = {}) =>
  JSON.stringify(placeOf(data)) !== JSON.stringify(placeOf(before))

/** @throws ValidationError in words; until the transaction ends nobody else moves anything */
async function ensurePlace(req: PayloadRequest, id: string | null, parent: string | null) {
  const problem = problemOfPlace(await placedSections(req), id, parent)
  if (problem) throw refusedField(req, 'parent', words[problem])
}

/** Locks the tree: two moves at once could make a circle that neither of them is. */
export async function placedSections(req: PayloadRequest): Promise<Placed[]> {
  const db = await transactionOf(req)
  await db.execute(sql`SELECT pg_advisory_xact_lock(hashtext('blago-support menu'))`)
  const found = await db.execute(sql`SELECT id::text AS id, parent_id::text AS parent,
    kind::text AS kind FROM menu_sections ORDER BY "order", title, id`)
  return (found as unknown as { rows: Placed[] }).rows
}

// What is under it would stay in the database and show nowhere
export const refuseWithChildren: CollectionBeforeDeleteHook = async ({ id, req }) => {
  const { totalDocs } = await req.payload.count({
    collection: 'menu-sections',
    where: { parent: { equals: id } },
    overrideAccess: true,
    req,
  })
  if (totalDocs) throw refusal(req, words.withChildren)
}

/** What is wrong with the address of a button; null when Telegram opens it. */
export const problemOfLink = (value: unknown): Said | null =>
  isButtonAddress(value) ? null : words.noAddress

type Refused = PlaceProblem | 'noDraft' | 'withChildren' | 'noAddress' | 'noTitle'

/** What is refused here. */
export const words: Record<Refused, Said> = {
  gone: {
    ru: 'Раздела, в который вы переносите, больше нет.',
    en: 'The section you are moving into is gone.',
  },
  circle: {
    ru: 'Раздел нельзя вложить в самого себя.',
    en: 'A section cannot stand inside itself.',
  },
  holdsNone: {
    ru: 'Сюда нельзя вложить раздел: кнопки бывают только в подменю и на странице.',
    en: 'Nothing can stand in here: only submenus and pages have buttons.',
  },
  tooDeep: {
    ru: 'Слишком глубоко: сотрудник не дойдёт до этой кнопки.',
    en: 'Too deep: no employee gets to this button.',
  },
  noDraft: {
    ru: 'Место и показ раздела меняются сразу, в черновик они не входят.',
    en: 'The place of a section and whether it is shown change at once, not in a draft.',
  },
  withChildren: {
    ru: 'Сначала перенесите или удалите вложенные разделы.',
    en: 'Move or delete the sections inside it first.',
  },
  noAddress: {
    ru: 'Нужен полный адрес, например https://portal.example.ru',
    en: 'A full address is needed, such as https://portal.example.com',
  },
  noTitle: {
    ru: 'Нужна надпись на кнопке, не длиннее 60 знаков.',
    en: 'A label is needed, of at most 60 characters.',
  },
}
