'use client'
import { useDocumentInfo } from '@payloadcms/ui'
import './admins.css'
import { FirstPassword } from './FirstPassword'
import { OpenSessions } from './OpenSessions'

/** Beside an account: who is in with it, and the way in for whoever is not. */
export function Door() {
  const { id } = useDocumentInfo()
  return id ? <OpenSessions admin={String(id)} /> : <FirstPassword />
}
