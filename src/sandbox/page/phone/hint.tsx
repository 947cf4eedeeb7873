'use client'

import { Icon, icons } from './icons'
import { fullName, type Person } from './message'

/** Who holds the phone, and the work e-mail that goes into the input with one tap. */
export function Hint({ person, insert }: { person: Person; insert(text: string): void }) {
  const { hint } = person
  return (
    <div className="hint">
      <span>{fullName(person)}</span>
      {hint ? (
        <button
          type="button"
          className="hint__mail"
          data-testid="person-hint"
          title="Вставить в поле ввода"
          aria-label={`Вставить почту ${hint} в поле ввода`}
          onClick={() => {
            insert(hint)
            document.querySelector<HTMLElement>('[data-testid=phone-input]')?.focus()
          }}
        >
          {hint}
          <Icon path={icons.copy} size={14} />
        </button>
      ) : (
        <span className="hint__none">не сотрудник, почты нет</span>
      )}
    </div>
  )
}
