import { getTranslation } from '@payloadcms/translations'
import { Gutter, SetStepNav } from '@payloadcms/ui'
import type { AdminViewServerProps, PayloadRequest } from 'payload'
import type { ComponentProps } from 'react'
import { isAdmin, isAdministrator } from '../../../collections/access'
import { companyZone } from '../kit/company-time'
import { Heading } from '../kit/Page'
import { wordsIn } from '../kit/words'
import { ContentHome } from './ContentHome'
import './dashboard.css'
import { filled } from './figure-words'
import { Overview, rangeIn, type StatusNames } from './Overview'
import { calendarDay, periodOf } from './period'
import { PeriodPicker } from './PeriodPicker'
import { Sections } from './Sections'

type Props = AdminViewServerProps & Pick<ComponentProps<typeof Sections>, 'navGroups'>

const words = {
  ru: { title: 'Обзор', zone: '{range} · дни по времени компании ({zone})' },
  en: { title: 'Overview', zone: '{range} · days of the company ({zone})' },
}

/** The panel's home. */
export function Dashboard({ initPageResult, navGroups, searchParams }: Props) {
  const { req } = initPageResult
  return (
    <Gutter className="own-page dashboard-home">
      <SetStepNav nav={[]} />
      {isAdministrator(req) ? (
        <ForAdministrators req={req} asked={searchParams ?? {}} />
      ) : (
        isAdmin(req) && <ForContentManagers req={req} />
      )}
      <Sections req={req} navGroups={navGroups} />
    </Gutter>
  )
}

function ForAdministrators({ req, asked }: { req: PayloadRequest; asked: object }) {
  const { payload, i18n } = req
  const { language } = i18n
  const say = wordsIn(language, words)
  const zone = companyZone(payload)
  const today = calendarDay(new Date(), zone)
  const period = periodOf(asked, today)
  const { admin } = payload.config.routes
  return (
    <>
      <Heading
        title={say.title}
        description={filled(say.zone, { range: rangeIn(language, period), zone })}
        actions={<PeriodPicker {...{ period, today, admin, language }} />}
      />
      <Overview {...{ payload, period, language }} statusNames={statusNamesOf(req)} />
    </>
  )
}

function ForContentManagers({ req }: { req: PayloadRequest }) {
  const { language } = req.i18n
  return (
    <>
      <Heading title={wordsIn(language, words).title} />
      <ContentHome payload={req.payload} language={language} />
    </>
  )
}

/** As the filter of the tickets calls them. */
function statusNamesOf({ payload, i18n }: PayloadRequest): StatusNames {
  const field = payload.collections.tickets.config.flattenedFields.find(
    ({ name }) => name === 'status',
  )
  if (field?.type !== 'select') return {}
  return Object.fromEntries(
    field.options.flatMap((option) =>
      typeof option === 'string'
        ? []
        : [[option.value, String(getTranslation(option.label, i18n))]],
    ),
  )
}
