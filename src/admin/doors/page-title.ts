import { getTranslation, type I18nClient } from '@payloadcms/translations'
import type { SanitizedCollectionConfig, SanitizedConfig } from 'payload'
import { actInWords } from '../audit/act-words'
import { ownPages } from '../kit/own-pages'
import { wordsIn } from '../kit/words'
import { documentOf } from './document'

type Asked = { config: SanitizedConfig; i18n: I18nClient; segments: string[] }

const longest = 70

/** What a page of the panel is called in the browser's tab; undefined where Payload knows better. */
export async function pageTitle(asked: Asked): Promise<string | undefined> {
  const { config, i18n, segments } = asked
  const [kind, slug, id, view] = segments
  if (kind === 'globals') {
    const label = config.globals.find((one) => one.slug === slug)?.label
    const title = label && getTranslation(label, i18n)
    return id === 'versions' ? versionsOf(title, i18n) : title
  }
  if (kind !== 'collections')
    return wordsIn(i18n.language, ownPages as Record<'ru' | 'en', Record<string, string>>)[
      segments.join('/')
    ]
  const collection = config.collections.find((one) => one.slug === slug)
  if (!collection) return undefined
  if (!id) return getTranslation(collection.labels.plural, i18n)
  const kindOf = getTranslation(collection.labels.singular, i18n)
  if (id === 'create') return `${i18n.t('general:creating')}: ${kindOf}`
  const doc = await documentOf(config, collection.slug, id)
  if (doc === null) return i18n.t('general:notFound')
  const name = doc && nameOf(doc, collection, i18n.language)
  const title = name ? titled(collection.slug, kindOf, name) : kindOf
  return view === 'versions' ? versionsOf(title, i18n) : title
}

const versionsOf = (title: string | undefined, i18n: I18nClient) =>
  title && `${title} · ${i18n.t('version:versions')}`

/** «Заявка Б-1001», «Статья: Не печатает принтер». */
const titled = (slug: string, kind: string, name: string) =>
  slug === 'tickets' ? `${kind} ${name}` : `${kind}: ${name}`

function nameOf(
  doc: Record<string, unknown>,
  { slug, admin }: SanitizedCollectionConfig,
  language: string,
): string {
  if (slug === 'audit-log')
    return actInWords(String(doc.action), doc.act as string | null, language)
  const kept = admin.useAsTitle && doc[admin.useAsTitle]
  const name = typeof kept === 'string' ? kept.replace(/\s+/g, ' ').trim() : ''
  return name.length > longest ? `${name.slice(0, longest).trimEnd()}…` : name
}
