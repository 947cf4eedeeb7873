'use client'
import { useConfig } from '@payloadcms/ui'
import { useEffect, useState } from 'react'

type Picture = { id: string; url: string; width: number; height: number; filesize: number }

/** The file a picture field names; null until it is known, and where there is none. */
export function usePicture(id: string | null | undefined): Picture | null {
  const { config } = useConfig()
  const [found, setFound] = useState<Picture | null>(null)
  useEffect(() => {
    if (!id) return
    const leaving = new AbortController()
    fetch(`${config.routes.api}/files/${id}?depth=0`, {
      credentials: 'include',
      signal: leaving.signal,
    })
      .then(async (response) => (response.ok ? ((await response.json()) as Picture) : null))
      .then(setFound)
      .catch(() => leaving.signal.aborted || setFound(null))
    return () => leaving.abort()
  }, [config.routes.api, id])
  return found?.id === id ? found : null
}
