'use client'
import { toast, useConfig, useTranslation } from '@payloadcms/ui'
import { useCallback, useState } from 'react'
import { wordsIn } from './words'

type Refusal = { errors?: { message?: string; data?: { errors?: { message?: string }[] } }[] }
type Request = { method?: 'POST' | 'PATCH' | 'DELETE'; body?: object; done?: string }

/**
 * Does something through an endpoint of ours: says in words what was refused, and lets a button know
 * that it is busy.
 * @returns `act` gives the answer's body, or null when it was refused
 */
export function useAct() {
  const { config } = useConfig()
  const { i18n } = useTranslation()
  const [busy, setBusy] = useState(false)
  const { away, refused } = wordsIn(i18n.language, {
    ru: { away: 'Нет связи с сервером. Попробуйте ещё раз.', refused: 'Не получилось.' },
    en: { away: 'The server cannot be reached. Try again.', refused: 'That did not work.' },
  })

  const act = useCallback(
    async <Answer = unknown>(path: string, { method = 'POST', body, done }: Request = {}) => {
      setBusy(true)
      try {
        const response = await fetch(`${config.routes.api}${path}`, {
          method,
          credentials: 'include',
          headers: { 'content-type': 'application/json', 'accept-language': i18n.language },
          body: JSON.stringify(body ?? {}),
        })
        const answer = (await response.json().catch(() => ({}))) as Answer & Refusal
        if (!response.ok) {
          toast.error(reasonOf(answer) ?? refused)
          return null
        }
        if (done) toast.success(done)
        return answer as Answer
      } catch {
        toast.error(away)
        return null
      } finally {
        setBusy(false)
      }
    },
    [away, config.routes.api, i18n.language, refused],
  )
  return { act, busy }
}

function reasonOf({ errors }: Refusal): string | undefined {
  const [first] = errors ?? []
  return first?.data?.errors?.[0]?.message ?? first?.message
}
