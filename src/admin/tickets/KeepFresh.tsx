'use client'
import { useConfig } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const every = 4000

/** Looks whether the ticket has changed, and has the page drawn anew only then. */
export function KeepFresh({ id, version }: { id: string; version: string }) {
  const router = useRouter()
  const { config } = useConfig()
  useEffect(() => {
    let looking = false
    const look = async () => {
      const answer = await fetch(`${config.routes.api}/tickets/${id}/changed`, {
        credentials: 'include',
      })
      if (!answer.ok) return
      const { mark } = (await answer.json()) as { mark?: string }
      if (mark && mark !== version) router.refresh()
    }
    const timer = setInterval(() => {
      if (document.hidden || looking) return
      looking = true
      // Without a connection the page simply stays as it is
      void look()
        .catch(() => undefined)
        .finally(() => (looking = false))
    }, every)
    return () => clearInterval(timer)
  }, [config.routes.api, id, router, version])
  return null
}
