import type { FlattenedField, Payload, StaticLabel } from 'payload'
import { otherSections } from './act-words'

export type Section = {
  slug: string
  label: string
  kind: 'collection' | 'global' | 'other'
  fields: FlattenedField[]
}

/** Every part of the panel the log may speak of, by the names the panel gives them. */
export function sectionsOf({ config }: Pick<Payload, 'config'>, language: string): Section[] {
  const spoken = (label: unknown, slug: string) => {
    if (typeof label === 'string') return label
    const words = label as Exclude<StaticLabel, string> | undefined
    return words?.[language] ?? words?.ru ?? slug
  }
  return [
    ...config.collections.map(({ slug, labels, flattenedFields }) => ({
      slug,
      label: spoken(labels.plural, slug),
      kind: 'collection' as const,
      fields: flattenedFields,
    })),
    ...config.globals.map(({ slug, label, flattenedFields }) => ({
      slug,
      label: spoken(label, slug),
      kind: 'global' as const,
      fields: flattenedFields,
    })),
    ...Object.entries(otherSections).map(([slug, [ru, en]]) => ({
      slug,
      label: language === 'en' ? en : ru,
      kind: 'other' as const,
      fields: [],
    })),
  ].filter(({ slug }) => !/^(payload-|audit-log$)/.test(slug))
}

/** Where a document of the log is looked at; none for what has no page. */
export function addressOf(admin: string, section: Section | undefined, document: string | null) {
  if (section?.kind === 'global') return `${admin}/globals/${section.slug}`
  if (section?.slug === 'queue') return `${admin}/hand-over`
  if (section?.kind !== 'collection' || !document) return null
  return `${admin}/collections/${section.slug}/${encodeURIComponent(document)}`
}
