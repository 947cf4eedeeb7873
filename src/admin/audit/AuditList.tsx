import { Gutter, SetStepNav } from '@payloadcms/ui'
import type { ListViewServerProps } from 'payload'
import { companyZone } from '../kit/company-time'
import { Empty } from '../kit/Empty'
import { Heading } from '../kit/Page'
import { wordsIn } from '../kit/words'
import { AuditFilters } from './AuditFilters'
import './audit.css'
import { EntryTable } from './EntryTable'
import { type Filters, readAdmins, readEntries } from './read-entries'
import { sectionsOf } from './sections'
import { readTitles } from './titles'
import { auditWords } from './words'

/** The log of actions as a list with conditions; Payload has seen to it that the reader may. */
export async function AuditList({ i18n, payload, searchParams }: ListViewServerProps) {
  const language = i18n.language === 'en' ? 'en' : 'ru'
  const say = wordsIn(language, auditWords)
  const timeZone = companyZone(payload)
  const filters = filtersIn(searchParams ?? {})
  const [{ entries, next }, admins] = await Promise.all([
    readEntries(payload, filters, timeZone),
    readAdmins(payload),
  ])
  const titleOf = await readTitles(
    payload,
    entries.map(({ section, document }) => ({ collection: section, id: document })),
  )
  const sections = sectionsOf(payload, language)
  const { admin } = payload.config.routes
  const here = `${admin}/collections/audit-log`
  const isFiltered = Object.values(filters).some(Boolean)
  return (
    <Gutter className="own-page">
      <SetStepNav nav={[{ label: say.title }]} />
      <Heading title={say.title} description={say.about} />
      <AuditFilters {...{ admins, filters, here, language, say, sections }} />
      {entries.length ? (
        <EntryTable {...{ admin, entries, language, say, sections, timeZone, titleOf }} />
      ) : (
        <Empty title={isFiltered ? say.none : say.empty}>
          {isFiltered ? say.noneAdvice : say.emptyAdvice}
        </Empty>
      )}
      <nav className="audit-pages">
        {filters.after && <a href={addressWith(here, { ...filters, after: '' })}>{say.newest}</a>}
        {next && <a href={addressWith(here, { ...filters, after: next })}>{say.earlier}</a>}
      </nav>
    </Gutter>
  )
}

const names = ['admin', 'action', 'section', 'from', 'to', 'after'] as const
const day = /^\d{4}-\d\d-\d\d$/

/** Of an address typed by hand only what makes sense is taken. */
export function filtersIn(params: Record<string, unknown>): Filters {
  const filters: Filters = {}
  for (const name of names) {
    const value = params[name]
    if (typeof value !== 'string' || !value) continue
    const isDay = name === 'from' || name === 'to'
    if (isDay && (!day.test(value) || Number.isNaN(Date.parse(value)))) continue
    if (
      name === 'action' &&
      !/^(create|update|delete|signIn|signInRefused|signOut|export|act)$/.test(value)
    )
      continue
    filters[name] = value
  }
  return filters
}

function addressWith(here: string, filters: Filters): string {
  const filled = Object.entries(filters).filter(([, value]) => value) as [string, string][]
  return `${here}?${new URLSearchParams(filled).toString()}`
}
