import config from '@payload-config'
import { getNextRequestI18n } from '@payloadcms/next/utilities'
import { generatePageMetadata } from '@payloadcms/next/views'
import type { Metadata } from 'next'
import { doorTo } from '../../../../admin/doors/door'
import { pageTitle } from '../../../../admin/doors/page-title'
import { saidIn } from '../../../../domain/said'

type Args = {
  params: Promise<{ segments: string[] }>
  searchParams: Promise<Record<string, string | string[]>>
}

/** Payload's, but called by the name of what the page shows, in the language of its reader. */
export async function pageMetadata({ params, searchParams }: Args): Promise<Metadata> {
  const known = await config
  const { segments = [] } = await params
  const i18n = await getNextRequestI18n({ config: known })
  const [metadata, title] = await Promise.all([
    generatePageMetadata({ config, params, searchParams }),
    doorTo(segments, known, null) === 'no page'
      ? i18n.t('general:notFound')
      : pageTitle({ config: known, i18n, segments }),
  ])
  const product = saidIn(i18n.language, { ru: 'Поддержка', en: 'Support' })
  return { ...metadata, title: `${title ?? String(metadata?.title)} — ${product}` }
}
