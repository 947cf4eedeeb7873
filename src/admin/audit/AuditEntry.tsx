import { Gutter, SetStepNav } from '@payloadcms/ui'
import type { DocumentViewServerProps, FlattenedField } from 'payload'
import type { AuditLog } from '../../payload-types'
import { companyZone } from '../kit/company-time'
import { dateFormat } from '../kit/date-format'
import { Heading } from '../kit/Page'
import { keptWords } from '../kit/kept-words'
import { wordsIn } from '../kit/words'
import { actInWords } from './act-words'
import './audit.css'
import { Changes } from './Changes'
import { DocumentLink } from './EntryTable'
import { sectionsOf } from './sections'
import { readTitles } from './titles'
import { auditWords } from './words'

/** One entry: who did what to which document, and both sides of every change. Nothing to be saved. */
export async function AuditEntry({ doc, i18n, payload }: DocumentViewServerProps) {
  const entry = doc as unknown as AuditLog
  const language = i18n.language === 'en' ? 'en' : 'ru'
  const say = wordsIn(language, auditWords)
  const timeZone = companyZone(payload)
  const { admin } = payload.config.routes
  const section = sectionsOf(payload, language).find(({ slug }) => slug === entry.collection)
  const fields = section?.fields ?? []
  const about = {
    section: entry.collection,
    document: entry.document ?? null,
    action: entry.action,
  }
  const titleOf = await readTitles(payload, [
    { collection: entry.collection, id: about.document },
    ...relatedTo(entry, fields),
  ])
  const title = actInWords(entry.action, entry.act ?? null, language)
  const format = { dateStyle: 'full', timeStyle: 'medium', timeZone } as const
  const facts = [
    [say.when, dateFormat(language, format).format(new Date(entry.at))],
    [say.who, keptWords(entry.admin, language)],
    [say.section, section?.label ?? entry.collection],
  ] as const
  return (
    <Gutter className="own-page">
      <SetStepNav
        nav={[{ label: say.title, url: `${admin}/collections/audit-log` }, { label: title }]}
      />
      <Heading title={title} description={say.entry} />
      <dl className="audit-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{say.document}</dt>
          <dd>
            <DocumentLink entry={about} section={section} {...{ admin, say, titleOf }} />
          </dd>
        </div>
      </dl>
      <Changes entry={entry} fields={fields} say={say} telling={{ language, timeZone, titleOf }} />
    </Gutter>
  )
}

/** Documents the changed values point at, to be called by their names. */
function relatedTo({ before, after }: AuditLog, fields: FlattenedField[]) {
  const sides = [before, after].map((side) => (side ?? {}) as Record<string, unknown>)
  return fields.flatMap((field) => {
    if (field.type !== 'relationship' && field.type !== 'upload') return []
    const { relationTo } = field
    if (typeof relationTo !== 'string') return []
    const ids = sides.flatMap((side) => side[field.name] ?? [])
    return ids.filter((id) => typeof id === 'string').map((id) => ({ collection: relationTo, id }))
  })
}
