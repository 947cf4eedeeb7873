import config from '@payload-config'
import { RootPage } from '@payloadcms/next/views'
import { notFound, redirect } from 'next/navigation'
import { documentOf } from '../../../../admin/doors/document'
import { documentIn, doorTo } from '../../../../admin/doors/door'
import { readerOf } from '../../../../admin/doors/reader'
import { importMap } from '../importMap.js'
import { pageMetadata } from './metadata'

type Args = {
  params: Promise<{ segments: string[] }>
  searchParams: Promise<Record<string, string | string[]>>
}

export const generateMetadata = pageMetadata

export default async function Page({ params, searchParams }: Args) {
  const { segments = [] } = await params
  const known = await config
  const { user, permissions } = await readerOf(known)
  const door = doorTo(segments, known, user && permissions)
  if (door === 'no page') notFound()
  if (door === 'no access') redirect(`${known.routes.admin}/unauthorized`)
  const document = documentIn(segments)
  // Payload would show the list instead and say nothing
  if (document && (await documentOf(known, ...document)) === null) notFound()
  return RootPage({ config, importMap, params, searchParams })
}
