import type { Job } from 'pg-boss'
import { clashWords, type Face, mergeFaces, nextWrite, withOwn } from '../src/domain/category-merge'
import { settled } from '../src/domain/hand-over'
import { failpoint } from '../src/failpoint'
import { NaumenUnreachable } from '../src/naumen/errors'
import type { Mapping } from '../src/naumen/mapping'
import type { CatalogueItem } from '../src/naumen/words/catalogue-item'
import type { Jobs } from '../src/queue'
import { type CategoryRecord, readCategory } from './hand-over/category-record'
import { look, markCall } from './hand-over/claim'
import { type CategoryDeps, createCategoryKeeper } from './hand-over/category-keep'
import { createCategoryEndings } from './hand-over/category-end'

export type CategoryJob = Job<Jobs['hand-over-category']>

/** Looking once is not enough: Naumen may commit, or index, after our first look. */
const LOOKUPS = 2

type Step = 'on' | 'over' | { seconds: number; lookups?: number }

/**
 * Brings what admins changed in one category to Naumen, call after call, each kept before and after.
 * The latest state is what counts: whatever changes on the way is seen at the next step.
 */
export function createCategoryHandOver(deps: CategoryDeps) {
  const { payload, naumen, lane } = deps
  const keep = createCategoryKeeper(deps)
  const endings = createCategoryEndings(deps)

  return async function handOver({ category }: Jobs['hand-over-category'], job: CategoryJob) {
    try {
      const seconds = await lane.secondsShut()
      if (seconds) return await endings.later(job, { seconds })
      for (;;) {
        const step = await advance(category, job)
        if (step === 'over') return
        if (step !== 'on') return await endings.later(job, step)
        await lane.noteSuccess()
      }
    } catch (error) {
      await lane.noteFailure(error)
      await endings.settle(job, error)
    }
  }

  async function advance(id: string, { data }: CategoryJob): Promise<Step> {
    const node = await readCategory(payload, id)
    if (node?.state !== 'waiting') return 'over'
    const { startedAt, now } = node
    const wait = startedAt && settled(startedAt, now, deps.settleSeconds)
    if (wait) return wait
    const mapping = await deps.readMapping()
    if (node.uuid) return compare(node, node.uuid, mapping)
    if (startedAt && (data.lookups ?? 0) < LOOKUPS) return lookUp(node, mapping, data.lookups ?? 0)
    return create(node, mapping)
  }

  async function create(node: CategoryRecord, mapping: Mapping): Promise<Step> {
    const { title, parent, archived, order } = node.ours
    // Nobody there has ever heard of it, and nobody need
    if (archived) return (await keep.finish(node)) ? 'over' : 'on'
    if (parent === null || node.isParentArchived) return waitForParent(node)
    const sent = { title, parent, archived, order: mapping.categoryOrder ? order : null }
    await markCall(deps.settleSeconds, () => keep.markCreate(node, sent))
    failpoint('category-before-create')
    const uuid = await naumen
      .createCatalogueItem(mapping, sent)
      .catch((error: unknown) => forget(node, error))
    failpoint('category-created')
    await keep.adopt(node, uuid)
    failpoint('category-adopted')
    return 'on'
  }

  /** The one a lost answer told us nothing of. */
  async function lookUp(node: CategoryRecord, mapping: Mapping, lookups: number): Promise<Step> {
    const { title, parent } = node.agreed
    const all = await look(() => naumen.findCatalogueItems(mapping, title))
    const strangers = await keep.unknownOf(all.map(({ uuid }) => uuid))
    const found = all.find(
      (item) => item.parent === parent && !item.archived && strangers.has(item.uuid),
    )
    if (!found) return { seconds: deps.settleSeconds, lookups: lookups + 1 }
    await keep.adopt(node, found.uuid)
    return 'on'
  }

  async function compare(node: CategoryRecord, uuid: string, mapping: Mapping): Promise<Step> {
    const item = await naumen.getCatalogueItem(mapping, uuid)
    if (!item && node.agreed.archived && !node.ours.archived) {
      // Deleted there, and brought back here
      await keep.forgetItem(node)
      return 'on'
    }
    const { parent } = node.ours
    if (parent === null) return waitForParent(node)
    const theirs: CatalogueItem = item ?? { uuid, ...node.agreed, archived: true }
    const ours = { ...node.ours, parent }
    const mapped = Boolean(mapping.categoryOrder)
    const agreedOn = withOwn(node.agreed, node.sent, theirs)
    const merged = mergeFaces(agreedOn, ours, theirs, { mapped })
    if (merged.clash) {
      await keep.conflict(node, merged.clash, clashWords(merged.clash))
      return 'over'
    }
    const change = nextWrite(merged.write)
    if (change && node.isParentArchived && goesThere(change)) return waitForParent(node)
    if (change && item) return write(node, uuid, mapping, change)
    // What changed there alone is the pull's to take over, with all that hangs on it
    const news = Object.keys(merged.take) as (keyof Face)[]
    const left = Object.fromEntries(news.map((name) => [name, agreedOn[name]]))
    const agreed = { ...merged.agreed, ...left }
    if (!(await keep.finish(node, agreed, news.length > 0))) return 'on'
    failpoint('category-done')
    return 'over'
  }

  async function write(
    node: CategoryRecord,
    uuid: string,
    mapping: Mapping,
    change: Partial<Face>,
  ): Promise<Step> {
    await markCall(deps.settleSeconds, () => keep.markEdit(node, change))
    failpoint('category-before-edit')
    await naumen
      .editCatalogueItem(mapping, uuid, change)
      .catch((error: unknown) => forget(node, error))
    failpoint('category-edited')
    await keep.wrote(node, change)
    return 'on'
  }

  async function waitForParent(node: CategoryRecord): Promise<Step> {
    await keep.waitFor(node, `Ждёт, пока в Naumen появится «${node.parentTitle ?? ''}».`)
    return 'over'
  }

  /** Nothing can have happened there: the next try need not wait or look first. */
  async function forget(node: CategoryRecord, error: unknown): Promise<never> {
    const isUnknown = error instanceof NaumenUnreachable && error.ambiguous
    if (!isUnknown) await keep.unmark(node)
    throw error
  }
}

const goesThere = ({ parent, archived }: Partial<Face>) =>
  parent !== undefined || archived === false
