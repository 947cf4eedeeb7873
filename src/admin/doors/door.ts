import type { SanitizedConfig, SanitizedPermissions } from 'payload'

type Config = Pick<SanitizedConfig, 'collections' | 'globals'>
type Door = 'open' | 'no page' | 'no access'

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/**
 * Whether there is such a page and whether its reader may see it: where Payload answers 500, leads in
 * circles or offers nothing but to sign out.
 * @param permissions none for whoever has not signed in: them Payload sends to the door
 */
export function doorTo(
  segments: string[],
  config: Config,
  permissions: SanitizedPermissions | null,
): Door {
  const [kind, slug, third, fourth, fifth] = segments
  const isCollection = kind === 'collections'
  if (!slug || !(isCollection || kind === 'globals')) return 'open'
  const entity = config[kind as 'collections' | 'globals'].find((one) => one.slug === slug)
  if (!entity) return 'no page'
  const [id, view, version] = isCollection ? [third, fourth, fifth] : [undefined, third, fourth]
  if (id && id !== 'create' && id !== 'trash' && !uuid.test(id)) return 'no page'
  if (view === 'versions' && !entity.versions) return 'no page'
  if (view === 'versions' && version && !uuid.test(version)) return 'no page'
  if (!permissions) return 'open'
  const may = isCollection ? permissions.collections?.[slug] : permissions.globals?.[slug]
  const isNew = id === 'create'
  return may?.read && (!isNew || ('create' in may && may.create)) ? 'open' : 'no access'
}

/** The collection and the id of the document an address names. */
export function documentIn([kind, slug, id]: string[]): [slug: string, id: string] | undefined {
  return kind === 'collections' && slug && id && uuid.test(id) ? [slug, id] : undefined
}
