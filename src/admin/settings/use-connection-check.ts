'use client'
import { useConfig, useTranslation } from '@payloadcms/ui'
import { useCallback, useEffect, useState } from 'react'
import { useAct } from '../kit/use-act'

export type CheckShown = {
  id: string
  state: 'running' | 'done' | 'unreachable' | 'lost'
  findings: {
    level: 'ok' | 'warning' | 'error'
    found: string
    advice?: string
    ask?: 'naumen' | 'operator' | 'here'
  }[]
  at: string
  endedAt: string | null
}

const path = '/globals/naumen-mapping/check'
const LOOK_MS = 1000

/** The newest check: shown as it stands, looked at again while it runs. */
export function useConnectionCheck() {
  const { config } = useConfig()
  const { i18n } = useTranslation()
  const { act, busy } = useAct()
  const [check, setCheck] = useState<CheckShown | null>(null)
  const isRunning = check?.state === 'running'

  const look = useCallback(async () => {
    const headers = { 'accept-language': i18n.language }
    const response = await fetch(`${config.routes.api}${path}`, { credentials: 'include', headers })
    if (!response.ok) return
    setCheck(((await response.json()) as { check: CheckShown | null }).check)
  }, [config.routes.api, i18n.language])
  // What could not be read now is read at the next look
  const lookSafely = useCallback(() => void look().catch(() => undefined), [look])

  useEffect(lookSafely, [lookSafely])
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(lookSafely, LOOK_MS)
    return () => clearInterval(timer)
  }, [isRunning, lookSafely])

  const begin = async () => {
    const answer = await act<{ check: CheckShown | null }>(path)
    if (answer) setCheck(answer.check)
  }
  return { check, begin, busy, isRunning }
}
