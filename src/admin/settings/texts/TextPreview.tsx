'use client'
import { fill } from '../../../domain/text'
import { placeholderWords } from '../../../domain/text-sections'
import { Markup } from '../../phone/Markup'

type Props = { text: string; isButton: boolean; label: string }

const examples = Object.fromEntries(
  Object.entries(placeholderWords).map(([name, { example }]) => [name, example]),
)

/** A text as Telegram shows it: in a bubble, or on a button. */
export function TextPreview({ text, isButton, label }: Props) {
  const filled = fill(text, examples)
  return (
    <div className="texts-preview" translate="no" role="group" aria-label={label}>
      {isButton ? (
        <span className="texts-preview__button">{filled}</span>
      ) : (
        <div className="texts-preview__bubble">
          <Markup html={filled} onLink={() => undefined} />
        </div>
      )}
    </div>
  )
}
