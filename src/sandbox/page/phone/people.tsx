'use client'

import { fullName, initialsOf, type Person } from './message'

type Props = {
  people: Person[]
  chosen: number | null
  unread: ReadonlySet<number>
  choose(id: number): void
}

/** Whose phone we hold. */
export function People({ people, chosen, unread, choose }: Props) {
  return (
    <div className="people" role="tablist" aria-label="Чей телефон">
      {people.map((person) => (
        <button
          key={person.id}
          type="button"
          role="tab"
          aria-selected={person.id === chosen}
          aria-label={`Телефон: ${fullName(person)}${unread.has(person.id) ? ', есть новое' : ''}`}
          title={[fullName(person), person.hint ?? 'нет в Naumen'].join(' · ')}
          className="person"
          data-testid={`person-${person.id}`}
          onClick={() => choose(person.id)}
        >
          <span className="avatar" style={{ background: colourOf(person.id) }} aria-hidden>
            {initialsOf(person)}
            {unread.has(person.id) && <i className="dot" />}
          </span>
          <span className="person__name">{person.firstName}</span>
        </button>
      ))}
    </div>
  )
}

const colours = ['#e17076', '#7bc862', '#65aadd', '#a695e7', '#ee7aae', '#6ec9cb', '#f2a65a']
const colourOf = (id: number) => colours[id % colours.length]
