import type { FlattenedField } from 'payload'
import type { AuditLog } from '../../payload-types'
import { labelOf, type Telling, valueInWords } from './value-words'
import { type Part, wordDiff } from './word-diff'
import type { AuditWords } from './words'

type Props = { entry: AuditLog; fields: FlattenedField[]; telling: Telling; say: AuditWords }
type Side = Record<string, unknown>

/** What an entry has to say beside who and when. */
export function Changes({ entry, fields, telling, say }: Props) {
  const [before, after] = [sideOf(entry.before), sideOf(entry.after)]
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  if (names.length) return <SideBySide {...{ names, before, after, fields, telling, say }} />
  if (!entry.fields?.length) return <p className="own-quiet">{say.noDetails}</p>
  return (
    <section>
      <h2>{say.fields}</h2>
      <ul className="audit-names">
        {entry.fields.map((name) => (
          <li key={name}>{labelOf(fieldOf(fields, name), name, telling.language)}</li>
        ))}
      </ul>
      <p className="own-quiet">{say.namesOnly}</p>
    </section>
  )
}

type Sides = Pick<Props, 'fields' | 'telling' | 'say'> & {
  names: string[]
  before: Side
  after: Side
}

function SideBySide({ names, before, after, fields, telling, say }: Sides) {
  return (
    <div className="audit-changes">
      <div className="audit-changes__head" aria-hidden>
        <span>{say.field}</span>
        <span>{say.before}</span>
        <span>{say.after}</span>
      </div>
      {names.map((name) => {
        const field = fieldOf(fields, name)
        const sides = wordDiff(
          valueInWords(before[name], field, telling),
          valueInWords(after[name], field, telling),
        )
        return (
          <section className="audit-changes__row" key={name}>
            <h3>{labelOf(field, name, telling.language)}</h3>
            <Value label={say.before} kind="del" nothing={say.nothing} parts={sides.before} />
            <Value label={say.after} kind="ins" nothing={say.nothing} parts={sides.after} />
          </section>
        )
      })}
    </div>
  )
}

type ValueProps = { label: string; kind: 'del' | 'ins'; parts: Part[]; nothing: string }

function Value({ label, kind: Mark, parts, nothing }: ValueProps) {
  return (
    <div className="audit-changes__value" role="group" aria-label={label}>
      {parts.length ? (
        parts.map(({ text, changed }, at) =>
          changed ? <Mark key={at}>{text}</Mark> : <span key={at}>{text}</span>,
        )
      ) : (
        <i>{nothing}</i>
      )}
    </div>
  )
}

const fieldOf = (fields: FlattenedField[], name: string) =>
  fields.find((field) => field.name === name)

const sideOf = (side: unknown): Side => (typeof side === 'object' && side ? (side as Side) : {})
