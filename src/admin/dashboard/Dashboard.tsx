import { Gutter } from '@payloadcms/ui'
import type { AdminViewServerProps } from 'payload'
import type { ComponentProps } from 'react'
import { Heading } from '../kit/Page'
import { wordsIn } from '../kit/words'
import './dashboard.css'
import { Sections } from './Sections'

type Props = AdminViewServerProps & Pick<ComponentProps<typeof Sections>, 'navGroups'>

const words = { ru: { title: 'Обзор' }, en: { title: 'Overview' } }

/** The panel's home. */
export function Dashboard(props: Props) {
  const { initPageResult, navGroups } = props
  const { req } = initPageResult
  const say = wordsIn(req.i18n.language, words)
  const view = { i18n: req.i18n, payload: req.payload, user: req.user ?? undefined }
  return (
    <Gutter className="own-page dashboard-home">
      <Heading title={say.title} />
      <Sections view={view as ComponentProps<typeof Sections>['view']} navGroups={navGroups} />
    </Gutter>
  )
}
