'use client'

import { useEffect, useState } from 'react'
import { useChanges, useResource } from '../live'
import { Chat } from './chat'
import type { Person } from './message'
import { People } from './people'

const REMEMBERED = 'sandbox-person'

/** The telephones of several people, one in hand at a time. */
export function Phone() {
  const { data, error } = useResource<Person[]>('telegram', '/people')
  const [chosen, setChosen] = useState<number | null>(null)
  const [unread, setUnread] = useState<ReadonlySet<number>>(new Set())
  const person = data?.find(({ id }) => id === chosen) ?? data?.[0]

  useEffect(() => {
    const remembered = Number(sessionStorage.getItem(REMEMBERED))
    if (remembered) setChosen(remembered)
  }, [])
  useChanges((change) => {
    const about = Number(change.personId)
    if (change.part !== 'telegram' || change.type !== 'message' || change.from !== 'bot') return
    if (about && about !== person?.id) setUnread((old) => new Set(old).add(about))
  })
  const choose = (id: number) => {
    setChosen(id)
    sessionStorage.setItem(REMEMBERED, String(id))
    setUnread((old) => new Set([...old].filter((one) => one !== id)))
  }

  return (
    <section className="panel phone" data-testid="phone" aria-label="Телефон">
      <People people={data ?? []} chosen={person?.id ?? null} unread={unread} choose={choose} />
      {person ? (
        <Chat key={person.id} person={person} />
      ) : (
        <div className="panel__empty">{error ?? 'Включаем телефон…'}</div>
      )}
    </section>
  )
}
