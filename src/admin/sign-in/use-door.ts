'use client'
import { useConfig, useTranslation } from '@payloadcms/ui'
import { useState } from 'react'
import { wordsIn } from '../kit/words'

export type Answer =
  | { kind: 'done' }
  | { kind: 'code'; challenge: string; notice: string }
  | { kind: 'refused'; message: string; isOver: boolean }

type Body = {
  errors?: { message?: string; data?: { challenge?: string; notice?: string } }[]
}

/** Asks one of the routes of the panel's door, and lets the button know that it is busy. */
export function useDoor(route: 'login' | 'reset-password') {
  const { config } = useConfig()
  const { i18n } = useTranslation()
  const [busy, setBusy] = useState(false)
  const say = wordsIn(i18n.language, words)

  const ask = async (data: Record<string, string>): Promise<Answer> => {
    setBusy(true)
    try {
      const response = await fetch(`${config.routes.api}/admins/${route}`, {
        method: 'POST',
        credentials: 'include',
        headers: { 'content-type': 'application/json', 'accept-language': i18n.language },
        body: JSON.stringify(data),
      })
      if (response.ok) return { kind: 'done' }
      return answerOf((await response.json().catch(() => ({}))) as Body, !!data.code, say.refused)
    } catch {
      return { kind: 'refused', message: say.away, isOver: false }
    } finally {
      setBusy(false)
    }
  }
  return { ask, busy }
}

/** @param answered whether a code was given: then a challenge means that it did not fit */
function answerOf({ errors }: Body, answered: boolean, fallback: string): Answer {
  const [error] = errors ?? []
  const challenge = error?.data?.challenge
  const notice = error?.data?.notice ?? ''
  if (challenge && !answered) return { kind: 'code', challenge, notice }
  const isOver = answered && !challenge
  return { kind: 'refused', message: error?.message ?? fallback, isOver }
}

const words = {
  ru: {
    away: 'Нет связи с сервером. Попробуйте ещё раз.',
    refused: 'Не получилось. Попробуйте ещё раз.',
  },
  en: {
    away: 'The server cannot be reached. Try again.',
    refused: 'That did not work. Try again.',
  },
}
