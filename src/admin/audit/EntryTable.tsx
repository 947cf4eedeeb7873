import { momentInWords } from '../kit/company-time'
import { keptWords } from '../kit/kept-words'
import { actInWords } from './act-words'
import type { Entry } from './read-entries'
import { addressOf, type Section } from './sections'
import type { Titles } from './titles'
import { labelOf } from './value-words'
import type { AuditWords } from './words'

type Props = {
  entries: Entry[]
  sections: Section[]
  titleOf: Titles
  admin: string
  language: 'ru' | 'en'
  timeZone: string
  say: AuditWords
}

const SHOWN_FIELDS = 3

export function EntryTable(props: Props) {
  const { say, entries } = props
  return (
    <div className="audit-table">
      <table>
        <thead>
          <tr>
            {[say.when, say.who, say.what, say.section, say.document, say.fields].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Row entry={entry} key={entry.id} {...props} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ entry, ...props }: Props & { entry: Entry }) {
  const { admin, language, say, sections, timeZone } = props
  const section = sections.find(({ slug }) => slug === entry.section)
  const labels = entry.fields.map((name) => {
    const field = section?.fields.find((one) => one.name === name)
    return labelOf(field, name, language)
  })
  const more = labels.length - SHOWN_FIELDS
  return (
    <tr>
      <td data-label={say.when}>
        <a href={`${admin}/collections/audit-log/${entry.id}`} title={say.open}>
          {momentInWords(entry.at, { language, timeZone })}
        </a>
      </td>
      <td data-label={say.who}>{keptWords(entry.admin, language)}</td>
      <td data-label={say.what}>
        <span className={`audit-act audit-act--${entry.action}`}>
          {actInWords(entry.action, entry.act, language)}
        </span>
      </td>
      <td data-label={say.section}>{section?.label ?? entry.section}</td>
      <td data-label={say.document}>
        <DocumentLink entry={entry} section={section} {...props} />
      </td>
      <td data-label={say.fields}>
        {labels.slice(0, SHOWN_FIELDS).join(', ')}
        {more > 0 && ` ${say.more.replace('{count}', String(more))}`}
      </td>
    </tr>
  )
}

type LinkProps = Pick<Props, 'admin' | 'say' | 'titleOf'> & {
  entry: Pick<Entry, 'section' | 'document' | 'action'>
  section: Section | undefined
}

/** By its name today; a document that is gone is called so. */
export function DocumentLink({ entry, section, admin, say, titleOf }: LinkProps) {
  const address = addressOf(admin, section, entry.document)
  if (section?.kind === 'global' && address) return <a href={address}>{section.label}</a>
  if (!entry.document) return <span>—</span>
  const title = titleOf(entry.section, entry.document)
  if (title && address) return <a href={address}>{title}</a>
  const short = entry.document.slice(0, 8)
  if (section?.kind === 'collection')
    return (
      <span className="audit-gone">
        {short}… ({say.gone})
      </span>
    )
  return <span>{entry.document}</span>
}
