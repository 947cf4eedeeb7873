import { sql } from '@payloadcms/db-postgres'
import type { SQL } from 'drizzle-orm'
import type { Endpoint, PayloadRequest } from 'payload'
import { orderedAfter, problemOfPlace } from '../src/domain/menu-place'
import type { InTransaction } from '../src/database/transaction'
import { auditChange } from './AuditLog.hooks'
import { bumpContentRevision } from './content-revision'
import { refuseWhileLocked } from './locked-documents'
import { placedSections, words } from './MenuSections.hooks'
import { forContentManagers, inNameOf } from './panel-endpoint'
import { refusal } from './refusal'

/** What the tree of the menu does: all of it shows in the bot at once, drafts or not. */
export const menuEndpoints: Omit<Endpoint, 'root'>[] = [
  forContentManagers({ path: '/:id/move' }, (req, { parent, after }) =>
    atOnce(req, (tx, section) => move(tx, section, idIn(parent), idIn(after))),
  ),
  forContentManagers({ path: '/:id/rename' }, (req, { title }) =>
    atOnce(req, (tx, section) => set(tx, section, { title: titleIn(req, title) })),
  ),
  forContentManagers({ path: '/:id/show' }, (req, { active }) =>
    atOnce(req, (tx, section) => set(tx, section, { active: active === true })),
  ),
  forContentManagers({ path: '/add' }, add),
  forContentManagers({ path: '/:id/publish' }, publish),
]

type Kept = { id: string; title: string; parent: string | null; order: number; active: boolean }

/** Changes a section and the draft of it alike, known to the bot and the log. */
async function atOnce(
  req: PayloadRequest,
  change: (tx: InTransaction, section: Kept) => Promise<void>,
) {
  return inNameOf(req, async (tx) => {
    const id = String(req.routeParams?.id)
    const before = await kept(tx, id)
    if (!before) throw refusal(req, words.gone, 404)
    await refuseWhileLocked(tx.req, id)
    await change(tx, before)
    const after = await kept(tx, id)
    await bumpContentRevision(tx)
    await audit(tx.req, before, after)
    return {}
  })
}

async function kept(tx: InTransaction, id: string): Promise<Kept | undefined> {
  const [section] = await tx.rows<Kept>(sql`SELECT id::text AS id, title, parent_id::text AS parent,
    "order"::float8 AS "order", active FROM menu_sections WHERE id::text = ${id} FOR UPDATE`)
  return section
}

async function move(tx: InTransaction, { id }: Kept, parent: string | null, after: string | null) {
  const all = await placedSections(tx.req)
  const problem = problemOfPlace(all, id, parent)
  if (problem) throw refusal(tx.req, words[problem])
  const siblings = all.filter((one) => one.parent === parent).map((one) => one.id)
  const ordered = JSON.stringify(orderedAfter(siblings, id, after))
  const placed = sql`jsonb_array_elements_text(${ordered}::jsonb) WITH ORDINALITY AS placed(id, at)`
  await tx.rows(sql`UPDATE menu_sections AS s SET parent_id = ${parent}::uuid, "order" = placed.at
    FROM ${placed} WHERE s.id = placed.id::uuid`)
  await tx.rows(sql`UPDATE _menu_sections_v AS v
    SET version_parent_id = ${parent}::uuid, version_order = placed.at
    FROM ${placed} WHERE v.parent_id = placed.id::uuid AND v.latest`)
}

// Not by Payload's update: it would publish, or take away, what somebody has a draft of. `updated_at`
// stays, for it tells which is newer, the draft or what is published
async function set(tx: InTransaction, { id }: Kept, { title, active }: Partial<Kept>) {
  const [name, value]: [string, SQL] =
    title === undefined ? ['active', sql`${active}`] : ['title', sql`${title}`]
  await tx.rows(sql`UPDATE menu_sections SET ${sql.identifier(name)} = ${value} WHERE id = ${id}`)
  await tx.rows(sql`UPDATE _menu_sections_v SET ${sql.identifier(`version_${name}`)} = ${value}
    WHERE parent_id = ${id} AND latest`)
}

const auditValues = auditChange('values')

async function audit(req: PayloadRequest, previousDoc: Kept, doc?: Kept) {
  const collection = req.payload.collections['menu-sections'].config
  const change = { collection, doc, previousDoc, operation: 'update', req, context: req.context }
  await auditValues(change as unknown as Parameters<typeof auditValues>[0])
}

/** A draft: an employee sees nothing of it until it is published. */
async function add(req: PayloadRequest, body: Record<string, unknown>) {
  const parent = idIn(body.parent)
  const above = parent ? await visibilityOf(req, parent) : null
  const { id } = await req.payload.create({
    collection: 'menu-sections',
    data: {
      title: titleIn(req, body.title),
      parent,
      kind: 'page',
      active: true,
      visibility: above ?? 'everyone',
      _status: 'draft',
    },
    draft: true,
    overrideAccess: false,
    req,
  })
  return { id }
}

async function visibilityOf(req: PayloadRequest, id: string) {
  const section = await req.payload.findByID({
    collection: 'menu-sections',
    id,
    depth: 0,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  return section?.visibility ?? null
}

async function publish(req: PayloadRequest) {
  const id = String(req.routeParams?.id)
  await refuseWhileLocked(req, id)
  await req.payload.update({
    collection: 'menu-sections',
    id,
    data: { _status: 'published' },
    overrideAccess: false,
    req,
  })
  return {}
}

const idIn = (value: unknown) => (typeof value === 'string' && value ? value : null)

function titleIn(req: PayloadRequest, value: unknown): string {
  const title = typeof value === 'string' ? value.trim() : ''
  if (!title || title.length > 60) throw refusal(req, words.noTitle)
  return title
}
