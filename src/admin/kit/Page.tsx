import { DefaultTemplate } from '@payloadcms/next/templates'
import { Gutter, SetStepNav } from '@payloadcms/ui'
import { redirect } from 'next/navigation'
import type { AdminViewServerProps } from 'payload'
import type { ReactNode } from 'react'
import { isAdmin, isAdministrator } from '../../../collections/access'

type Props = {
  view: AdminViewServerProps
  /** Payload shows custom views to anybody: the page itself has to ask. */
  for: 'administrators' | 'contentManagers'
  title: string
  description?: string
  actions?: ReactNode
  children: ReactNode
}

/** A page of ours inside the panel: navigation, heading, description, actions. */
export function Page({ view, for: readers, title, description, actions, children }: Props) {
  const { initPageResult, params, payload, searchParams } = view
  const { req, permissions, visibleEntities, locale } = initPageResult
  const { admin } = payload.config.routes
  if (!req.user) redirect(`${admin}/login`)
  const may = readers === 'administrators' ? isAdministrator(req) : isAdmin(req)
  if (!may) redirect(`${admin}/unauthorized`)
  return (
    <DefaultTemplate
      i18n={req.i18n}
      locale={locale}
      params={params}
      payload={payload}
      permissions={permissions}
      req={req}
      searchParams={searchParams}
      user={req.user}
      visibleEntities={visibleEntities}
    >
      <Gutter className="own-page">
        <SetStepNav nav={[{ label: title }]} />
        <Heading title={title} description={description} actions={actions} />
        {children}
      </Gutter>
    </DefaultTemplate>
  )
}

/**
 * Heading of a list view of ours, which Payload puts into its own template.
 * @param data it names a person or a thing, in whatever language they are called
 */
export function Heading({
  title,
  description,
  actions,
  data,
}: Pick<Props, 'title' | 'description' | 'actions'> & { data?: boolean }) {
  return (
    <header className="own-page__heading">
      <div translate={data ? 'no' : undefined}>
        <h1>{title}</h1>
        {description && <p className="own-page__description">{description}</p>}
      </div>
      {actions && <div className="own-page__actions">{actions}</div>}
    </header>
  )
}
