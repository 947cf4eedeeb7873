'use client'
import { type InputHTMLAttributes, type Ref, useId } from 'react'

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'onChange'> & {
  label: string
  value: string
  onText: (text: string) => void
  hint?: string
  input?: Ref<HTMLInputElement>
}

/** One line to be typed into, in the look of Payload's. */
export function DoorField({ label, hint, value, onText, input, ...attributes }: Props) {
  const id = useId()
  return (
    <div className="field-type email sign-in__field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <input
        {...attributes}
        id={id}
        ref={input}
        value={value}
        required
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onText(event.target.value)}
      />
      {hint && (
        <p className="sign-in__hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

/** Read out as soon as it appears. */
export const Trouble = ({ text }: { text: string }) => (
  <p className="sign-in__trouble" role="alert" hidden={!text}>
    {text}
  </p>
)
