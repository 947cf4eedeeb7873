'use client'
import { useId } from 'react'

/** One of a few things, all to be seen. */
export function Choice<Value extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string
  options: Record<Value, string>
  value: Value
  onChange(value: Value): void
}) {
  const name = useId()
  return (
    <fieldset className="menu-choice">
      <legend>{label}</legend>
      {(Object.entries(options) as [Value, string][]).map(([option, words]) => (
        <label key={option}>
          <input
            type="radio"
            name={name}
            checked={value === option}
            onChange={() => onChange(option)}
          />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  )
}
