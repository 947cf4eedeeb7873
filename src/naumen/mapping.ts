/**
 * Our words ⇄ Naumen's. Naumen's attribute codes stand here and in `words`, nowhere else; those that
 * differ from one installation to the next come from the `naumen-mapping` global.
 */
export type Mapping = {
  ticketType: string
  /** Mandatory in most installations. */
  agreement?: string
  service?: string
  categoryClass: string
  /** Attribute of a category with its place among its siblings; without one the order is the bot's own. */
  categoryOrder?: string
  /** An empty code means: this Naumen has no such attribute. */
  attributes: Record<AttributeName, string>
  /** The state a client's confirmation leads to, and their «works not» (NAUMEN.md, state codes). */
  states: { closed: string; reopened: string }
  /** Stars → item of Naumen's catalogue; empty where it takes numbers. */
  ratings: Record<number, string>
}

export type AttributeName =
  'subject' | 'description' | 'category' | 'correlation' | 'rating' | 'ratingComment' | 'deadline'

const defaultAttributes: Record<AttributeName, string> = {
  subject: 'shortDescr',
  description: 'descriptionRTF',
  category: 'category',
  correlation: 'botRequestId',
  rating: 'mark',
  ratingComment: 'markComment',
  deadline: 'deadLineTime',
}

type FirstValues = {
  NAUMEN_TICKET_TYPE: string
  NAUMEN_AGREEMENT?: string
  NAUMEN_SERVICE?: string
  NAUMEN_CATEGORY_CLASS: string
  NAUMEN_ATTRIBUTES: Record<string, string>
  NAUMEN_RATINGS?: Record<string, string>
}
type Saved = {
  ticketType?: string | null
  agreement?: string | null
  service?: string | null
  categoryClass?: string | null
  categoryOrder?: string | null
  closedState?: string | null
  reopenedState?: string | null
  attributes?: Partial<Record<AttributeName, string | null>> | null
  ratings?: { mark: number; uuid: string }[] | null
}

/** The mapping in force: what an admin saved wins over the environment's first values. */
export function mappingOf(saved: Saved | null, first: FirstValues): Mapping {
  const attributes = { ...defaultAttributes, ...first.NAUMEN_ATTRIBUTES }
  for (const [name, code] of Object.entries(saved?.attributes ?? {}))
    if (typeof code === 'string') attributes[name as AttributeName] = code.trim()
  return {
    ticketType: saved?.ticketType || first.NAUMEN_TICKET_TYPE,
    agreement: saved?.agreement || first.NAUMEN_AGREEMENT,
    service: saved?.service || first.NAUMEN_SERVICE,
    categoryClass: saved?.categoryClass || first.NAUMEN_CATEGORY_CLASS,
    categoryOrder: saved?.categoryOrder?.trim() || undefined,
    attributes,
    states: { closed: saved?.closedState || 'closed', reopened: saved?.reopenedState || 'resumed' },
    ratings: saved?.ratings?.length
      ? Object.fromEntries(saved.ratings.map(({ mark, uuid }) => [mark, uuid]))
      : (first.NAUMEN_RATINGS ?? {}),
  }
}
