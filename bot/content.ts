import type { Payload, PayloadRequest } from 'payload'
import { type Category, type CategoryTree, treeOf } from '../src/domain/category'
import type { Section } from '../src/domain/menu'
import { fill, richTextToHtml } from '../src/domain/text'
import { defaultTexts, type Say, type TextName } from '../src/domain/texts'
import type { StatusWords } from '../src/domain/ticket-status'
import type { WorkingHours } from '../src/domain/working-hours'

/** Everything admins write and the bot says, as of one revision. */
export type Content = {
  revision: number
  say: Say
  consent: { required: boolean; version: string }
  sections: Section[]
  categories: CategoryTree
  /** The table admins keep, in its order. */
  statuses: (StatusWords & { status: string })[]
  hours: WorkingHours
}

/**
 * Reads what admins write once per revision. The revision is read inside each update's transaction
 * and grows in the transaction of every change, so no process ever shows yesterday's menu.
 */
export function createContent(payload: Payload) {
  let current: Promise<Content> | null = null
  let known = -1

  /** @param req reads on the asker's own connection: waiting for another could wait for ever */
  return async function contentAt(revision: number, req?: PayloadRequest): Promise<Content> {
    if (!current || known < revision) {
      known = revision
      current = load(payload, revision, req).catch((error: unknown) => {
        current = null
        throw error
      })
    }
    return current
  }
}

async function load(payload: Payload, revision: number, req?: PayloadRequest): Promise<Content> {
  // One after the other: inside a transaction there is but one connection
  const global = { req, overrideAccess: true, depth: 0 } as const
  const texts = await payload.findGlobal({ slug: 'bot-texts', ...global })
  const statuses = await payload.findGlobal({ slug: 'ticket-statuses', ...global })
  const hours = await payload.findGlobal({ slug: 'working-hours', ...global })
  const sections = await everything(payload, 'menu-sections', req)
  const categories = await everything(payload, 'categories', req)
  return {
    revision,
    say: sayFrom(texts),
    consent: consentOf(texts),
    sections: sections.map(sectionOf).toSorted((a, b) => a.order - b.order),
    categories: treeOf(categories.map(categoryOf)),
    statuses: statusWords(statuses),
    hours: hoursFrom(hours),
  }
}

/** The bot's texts for jobs that write first. */
export async function readTexts(payload: Payload): Promise<Say> {
  return sayFrom(await payload.findGlobal({ slug: 'bot-texts', overrideAccess: true, depth: 0 }))
}

const everything = async (
  payload: Payload,
  collection: 'menu-sections' | 'categories',
  req?: PayloadRequest,
) => {
  const active = { active: { equals: true } }
  const shown = { and: [active, { _status: { equals: 'published' } }] }
  const where = collection === 'menu-sections' ? shown : active
  const found = await payload.find({
    collection,
    req,
    where,
    pagination: false,
    depth: 0,
    overrideAccess: true,
  })
  return found.docs as unknown as Row[]
}

type Row = Record<string, unknown>

function sayFrom(texts: object): Say {
  const written = texts as Partial<Record<TextName, string | null>>
  return (name, values = {}) => fill(written[name] || defaultTexts[name].text, values)
}

function consentOf(texts: object) {
  const { consentRequired, consentVersion } = texts as Row
  return { required: consentRequired !== false, version: text(consentVersion) || '1' }
}

function statusWords(global: object): Content['statuses'] {
  const { statuses } = global as { statuses?: Row[] }
  return (statuses ?? []).map((row) => ({
    status: text(row.status),
    title: text(row.title),
    icon: text(row.icon),
  }))
}

function hoursFrom(global: object): WorkingHours {
  const { enabled, reply, days, holidays } = global as Row
  const rows = (value: unknown) => (Array.isArray(value) ? (value as Row[]) : [])
  return {
    enabled: enabled === true,
    reply: text(reply),
    days: rows(days).map((row) => ({
      day: Number(row.day),
      from: text(row.from),
      to: text(row.to),
    })),
    // A day without a time is kept as noon of it in UTC
    holidays: rows(holidays).map(({ date }) => text(date).slice(0, 10)),
  }
}

const sectionOf = (row: Row): Section => ({
  id: text(row.id),
  title: text(row.title),
  emoji: text(row.emoji),
  kind: text(row.kind),
  parent: (row.parent as string | null) ?? null,
  order: Number(row.order ?? 0),
  visibility: text(row.visibility) || 'everyone',
  html: row.text ? richTextToHtml(row.text) : '',
  url: (row.url as string | null) ?? null,
  picture: (row.picture as string | null) ?? null,
  topic: (row.topic as string | null) ?? null,
})

const categoryOf = (row: Row): Category => ({
  id: text(row.id),
  title: text(row.title),
  parent: (row.parent as string | null) ?? null,
  order: Number(row.order ?? 0),
  keywords: text(row.keywords),
})

const text = (value: unknown) => (typeof value === 'string' ? value : '')
