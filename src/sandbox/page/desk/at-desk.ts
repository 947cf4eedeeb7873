'use client'

import { createContext, useContext, useEffect, useState } from 'react'
import type { Employee, Named } from './ticket'

export type Attempt = (action: () => Promise<unknown>) => Promise<boolean>

/** Who sits at the desk, whom work can be given to, and how a failure is said. */
export type AtDesk = { me: string; engineers: Employee[]; teams: Named[]; attempt: Attempt }

const Context = createContext<AtDesk | null>(null)
export const AtDeskProvider = Context.Provider

export function useDesk(): AtDesk {
  const desk = useContext(Context)
  if (!desk) throw new Error('A request stands outside a desk')
  return desk
}

const REMEMBERED = 'sandbox-engineer'

/** Which engineer one plays; the first until another is chosen. */
export function useMe(engineers: Employee[]) {
  const [chosen, setChosen] = useState('')
  useEffect(() => setChosen(sessionStorage.getItem(REMEMBERED) ?? ''), [])
  const me = engineers.find(({ uuid }) => uuid === chosen)?.uuid ?? engineers[0]?.uuid ?? ''
  const become = (uuid: string) => {
    setChosen(uuid)
    sessionStorage.setItem(REMEMBERED, uuid)
  }
  return { me, become }
}
