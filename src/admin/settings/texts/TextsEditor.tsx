'use client'
import { useAllFormFields, useTranslation } from '@payloadcms/ui'
import { useMemo, useState } from 'react'
import { textSections, type TextSection } from '../../../domain/text-sections'
import { problemOfText } from '../../../domain/text-problems'
import { defaultTexts, type TextName } from '../../../domain/texts'
import { Empty } from '../../kit/Empty'
import { useWords } from '../../kit/use-words'
import { TextCard } from './TextCard'
import '../settings.css'
import './texts.css'
import { type EditorWords, editorWords } from './words'

type State = Record<TextName, { changed: boolean; wrong: boolean; text: string }>

/** A hundred and more texts, found by the place where they are said or by a word. */
export function TextsEditor() {
  const say = useWords(editorWords)
  const { i18n } = useTranslation()
  const language = i18n.language === 'en' ? 'en' : 'ru'
  const state = useTextStates()
  const [section, setSection] = useState(textSections[0]?.id ?? '')
  const [query, setQuery] = useState('')
  const [onlyChanged, setOnlyChanged] = useState(false)
  const isSearching = !!query.trim() || onlyChanged
  const shown = isSearching
    ? namesFor(query, onlyChanged, state)
    : (textSections.find(({ id }) => id === section)?.names ?? [])
  return (
    <section className="texts" aria-label={say.title}>
      <div className="texts__search">
        <label>
          <span>{say.search}</span>
          <input
            onChange={(event) => setQuery(event.target.value)}
            placeholder={say.searchHint}
            type="search"
            value={query}
          />
        </label>
        <label className="texts__only">
          <input
            checked={onlyChanged}
            onChange={(event) => setOnlyChanged(event.target.checked)}
            type="checkbox"
          />
          <span>{say.onlyChanged}</span>
        </label>
      </div>
      <div className="texts__body">
        <Sections
          {...{ language, say, state }}
          chosen={isSearching ? null : section}
          onChoose={(id) => {
            setSection(id)
            setQuery('')
            setOnlyChanged(false)
          }}
        />
        <div className="texts__list">
          <p aria-live="polite" className="texts__count">
            {isSearching && shown.length > 0 && say.found.replace('{count}', String(shown.length))}
          </p>
          {shown.map((name) => (
            <TextCard key={name} language={language} name={name} say={say} />
          ))}
          {!shown.length && <Empty title={say.nothing}>{say.nothingAdvice}</Empty>}
        </div>
      </div>
    </section>
  )
}

type SectionsProps = {
  chosen: string | null
  onChoose: (id: string) => void
  language: 'ru' | 'en'
  state: State
  say: EditorWords
}

function Sections({ chosen, onChoose, language, state, say }: SectionsProps) {
  const marks = ({ names }: TextSection) => ({
    wrong: names.filter((name) => state[name].wrong).length,
    changed: names.filter((name) => state[name].changed).length,
  })
  return (
    <nav aria-label={say.sections} className="texts__sections">
      {textSections.map((section) => {
        const { wrong, changed } = marks(section)
        return (
          <button
            aria-current={chosen === section.id ? 'true' : undefined}
            key={section.id}
            onClick={() => onChoose(section.id)}
            type="button"
          >
            <span>{section[language]}</span>
            {wrong > 0 && <span className="texts__mark texts__mark--wrong">{wrong}</span>}
            {changed > 0 && <span className="texts__mark">{changed}</span>}
          </button>
        )
      })}
    </nav>
  )
}

function useTextStates(): State {
  const [fields] = useAllFormFields()
  return useMemo(() => {
    const names = Object.keys(defaultTexts) as TextName[]
    const entries = names.map((name) => {
      const text = String(fields[name]?.value ?? '')
      const original = defaultTexts[name].text
      const changed = !!text.trim() && text !== original
      return [name, { changed, text, wrong: changed && !!problemOfText(original, text) }] as const
    })
    return Object.fromEntries(entries) as State
  }, [fields])
}

/** By every word of the query, in the name or in what is said now. */
function namesFor(query: string, onlyChanged: boolean, state: State): TextName[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return textSections
    .flatMap(({ names }) => names)
    .filter((name) => {
      const { label, labelEn, text } = defaultTexts[name]
      const said = [label, labelEn, state[name].text || text].join(' ').toLowerCase()
      return (!onlyChanged || state[name].changed) && words.every((word) => said.includes(word))
    })
}
