'use client'
import { useForm } from '@payloadcms/ui'
import { useSearchParams } from 'next/navigation'
import { useEffect, useRef } from 'react'

/** A new article begun from the page of demand: its title and topic stand in the address. */
export function usePrefilled(isNew: boolean) {
  const { dispatchFields, setModified } = useForm()
  const asked = useSearchParams()
  const done = useRef(false)
  useEffect(() => {
    if (!isNew || done.current) return
    done.current = true
    for (const path of ['title', 'topic', 'keywords']) {
      const value = asked.get(path)?.slice(0, 120)
      if (!value) continue
      dispatchFields({ type: 'UPDATE', path, value })
      setModified(true)
    }
  }, [asked, dispatchFields, isNew, setModified])
}
