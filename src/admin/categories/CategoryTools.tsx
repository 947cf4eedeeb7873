'use client'
import { useTranslation } from '@payloadcms/ui'
import { type CategoryWords, figuresInWords, type Trouble } from './words'

type Props = {
  say: CategoryWords
  figures: Parameters<typeof figuresInWords>[1]
  query: string
  onQuery: (query: string) => void
  withArchive: boolean
  onArchive: (withArchive: boolean) => void
  /** The state that is looked at alone. */
  only: Trouble | null
  onOnly: (only: Trouble | null) => void
}

/** Above the tree: the search, the archive, and what needs a look, wherever in the tree it hides. */
export function CategoryTools({ say, figures, only, onOnly, ...more }: Props) {
  const { i18n } = useTranslation()
  const { topics, troubles } = figuresInWords(i18n.language, figures)
  return (
    <div className="category-tools">
      <input
        type="search"
        placeholder={say.search}
        aria-label={say.search}
        value={more.query}
        onChange={(event) => more.onQuery(event.target.value)}
      />
      <label>
        <input
          type="checkbox"
          checked={more.withArchive}
          onChange={(event) => more.onArchive(event.target.checked)}
        />
        {say.showArchived}
      </label>
      <span className="category-figures">
        {topics}
        {troubles.map(({ state, text }) => (
          <button
            key={state}
            type="button"
            className={`category-figure category-figure--${state}`}
            aria-pressed={only === state}
            title={only === state ? say.showAll : say.showThese}
            onClick={() => onOnly(only === state ? null : state)}
          >
            {text}
          </button>
        ))}
      </span>
      <span className="category-uses-label">{say.usesLabel}</span>
    </div>
  )
}
