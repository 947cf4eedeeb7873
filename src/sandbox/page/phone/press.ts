'use client'

import { useCallback, useState } from 'react'
import { control, wordsOf } from '../control'
import type { Button, Message } from './message'

const ASK_EVERY_MS = 250
const GIVE_UP_MS = 30_000

type Query = { answered: boolean; text?: string; showAlert?: boolean }

/** Presses inline keys: the promise lasts until the bot has answered, as the spinner does. */
export function usePress(path: string, show: (text: string) => void) {
  const [alert, setAlert] = useState<string | null>(null)
  const press = useCallback(
    async (message: Message, button: Button) => {
      try {
        const query = await pressed(path, message, button)
        if (!query.text) return
        if (query.showAlert) setAlert(query.text)
        else show(query.text)
      } catch (error) {
        show(wordsOf(error))
      }
    },
    [path, show],
  )
  return { press, alert, closeAlert: useCallback(() => setAlert(null), []) }
}

async function pressed(path: string, { id }: Message, { data }: Button): Promise<Query> {
  const body = { messageId: id, data }
  const { queryId } = await control.post<{ queryId: string }>('telegram', `${path}/press`, body)
  const end = Date.now() + GIVE_UP_MS
  for (;;) {
    const query = await control.get<Query>('telegram', `/queries/${queryId}`)
    if (query.answered || Date.now() > end) return query
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS))
  }
}
