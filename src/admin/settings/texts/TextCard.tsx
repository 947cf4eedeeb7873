'use client'
import { useField, useFormFields } from '@payloadcms/ui'
import { useCallback, useId, useRef } from 'react'
import { lostPlaceholders, placeholdersOf, problemOfText } from '../../../domain/text-problems'
import { isButtonText, placeholderWords } from '../../../domain/text-sections'
import { defaultTexts, type TextName } from '../../../domain/texts'
import { TextPreview } from './TextPreview'
import type { EditorWords } from './words'

type Props = { name: TextName; language: 'ru' | 'en'; say: EditorWords }

/** One text: its words, what may be filled in, what is wrong with it, and how it looks on the phone. */
export function TextCard({ name, language, say }: Props) {
  const { label, labelEn, text: original } = defaultTexts[name]
  const isButton = isButtonText(name)
  const validate = useCallback(
    (value: unknown) => problemOfText(original, value, { language, isButton }) ?? true,
    [original, language, isButton],
  )
  const { value, setValue, disabled } = useField<string>({ path: name, validate })
  const area = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  const text = value ?? ''
  const problem = problemOfText(original, text, { language, isButton })
  const isChanged = !!text.trim() && text !== original
  const title = language === 'en' ? labelEn : label

  const insert = (placeholder: string) => {
    const { selectionStart = text.length, selectionEnd = text.length } = area.current ?? {}
    setValue(text.slice(0, selectionStart) + placeholder + text.slice(selectionEnd))
    area.current?.focus()
  }
  return (
    <article className={`texts-card${problem ? ' texts-card--wrong' : ''}`} aria-label={title}>
      <header>
        <label htmlFor={id}>{title}</label>
        {isChanged && <span className="texts-card__changed">{say.changed}</span>}
        {isChanged && !disabled && (
          <button className="settings-link" onClick={() => setValue(original)} type="button">
            {say.restore}
          </button>
        )}
      </header>
      <div className="texts-card__sides">
        <div>
          <textarea
            aria-describedby={`${id}-notes`}
            aria-invalid={!!problem}
            disabled={disabled}
            id={id}
            onChange={(event) => setValue(event.target.value)}
            placeholder={original}
            ref={area}
            rows={Math.min(12, Math.max(2, text.split('\n').length + 1))}
            value={text}
          />
          <Chips language={language} onInsert={insert} original={original} say={say} />
          <div aria-live="polite" id={`${id}-notes`}>
            {problem && <p className="settings-note settings-note--error">{problem}</p>}
            {!problem && <Lost {...{ language, original, say, text }} />}
            {name === 'consent' && <ConsentVersion say={say} />}
          </div>
        </div>
        <TextPreview isButton={isButton} label={say.preview} text={text.trim() ? text : original} />
      </div>
    </article>
  )
}

type ChipsProps = Pick<Props, 'language' | 'say'> & {
  original: string
  onInsert: (placeholder: string) => void
}

function Chips({ original, onInsert, language, say }: ChipsProps) {
  const names = placeholdersOf(original)
  if (!names.length) return null
  return (
    <p className="texts-card__chips">
      <span>{say.canUse}:</span>
      {names.map((name) => (
        <button
          aria-label={say.insert
            .replace('{name}', name)
            .replace('{meaning}', meaningOf(name, language))}
          key={name}
          onClick={() => onInsert(name)}
          type="button"
        >
          <code>{name}</code> {meaningOf(name, language)}
        </button>
      ))}
    </p>
  )
}

function Lost({ original, text, language, say }: Omit<ChipsProps, 'onInsert'> & { text: string }) {
  const names = lostPlaceholders(original, text)
  if (!names.length) return null
  const meanings = names.map((name) => meaningOf(name, language)).join(', ')
  return (
    <p className="settings-note settings-note--warning">
      {say.lost.replace('{names}', names.join(', ')).replace('{meanings}', meanings)}
    </p>
  )
}

/** Whoever agreed to the old words has not agreed to the new ones. */
function ConsentVersion({ say }: { say: EditorWords }) {
  const isLeft = useFormFields(([fields]) => {
    const { consent, consentVersion: version } = fields
    return consent?.value !== consent?.initialValue && version?.value === version?.initialValue
  })
  return isLeft ? (
    <p className="settings-note settings-note--warning">{say.consentVersion}</p>
  ) : null
}

const meaningOf = (placeholder: string, language: 'ru' | 'en') =>
  placeholderWords[placeholder.slice(1, -1)]?.[language] ?? ''
