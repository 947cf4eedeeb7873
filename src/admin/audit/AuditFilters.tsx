import { keptWords } from '../kit/kept-words'
import { actInWords, actionNames } from './act-words'
import type { Filters } from './read-entries'
import type { Section } from './sections'
import type { AuditWords } from './words'

type Props = {
  here: string
  filters: Filters
  admins: string[]
  sections: Section[]
  language: string
  say: AuditWords
}

/** An ordinary form: its address can be kept and sent to somebody. */
export function AuditFilters({ here, filters, admins, sections, language, say }: Props) {
  const actions = actionNames.map((name) => [name, actInWords(name, null, language)])
  return (
    <form action={here} aria-label={say.filters} className="audit-filters" method="get">
      <Choice
        name="admin"
        label={say.who}
        value={filters.admin}
        options={[['', say.anybody], ...admins.map((name) => [name, keptWords(name, language)])]}
      />
      <Choice
        name="action"
        label={say.what}
        value={filters.action}
        options={[['', say.anything], ...actions]}
      />
      <Choice
        name="section"
        label={say.section}
        value={filters.section}
        options={[['', say.everywhere], ...sections.map(({ slug, label }) => [slug, label])]}
      />
      <Day name="from" label={say.from} value={filters.from} />
      <Day name="to" label={say.to} value={filters.to} />
      <div className="audit-filters__acts">
        <button className="btn btn--style-primary btn--size-medium btn--withoutPopup" type="submit">
          {say.show}
        </button>
        <a href={here}>{say.reset}</a>
      </div>
    </form>
  )
}

type ChoiceProps = { name: string; label: string; value?: string; options: string[][] }

const Choice = ({ name, label, value, options }: ChoiceProps) => (
  <label>
    <span>{label}</span>
    <select aria-label={label} defaultValue={value ?? ''} name={name}>
      {options.map(([code, words]) => (
        <option key={code} value={code}>
          {words}
        </option>
      ))}
    </select>
  </label>
)

const Day = ({ name, label, value }: { name: string; label: string; value?: string }) => (
  <label>
    <span>{label}</span>
    <input defaultValue={value ?? ''} name={name} type="date" />
  </label>
)
