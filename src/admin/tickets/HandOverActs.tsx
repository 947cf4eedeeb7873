'use client'
import { Button } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useAct } from '../kit/use-act'
import { useWords } from '../kit/use-words'
import { Dialog } from '../kit/Dialog'
import './tickets.css'

const words = {
  ru: {
    retry: 'Повторить',
    now: 'Повторить сейчас',
    giveUp: 'Прекратить',
    sure: 'Больше не передавать?',
    sureText: 'В Naumen это не попадёт. Сотруднику придёт сообщение об этом.',
    cancel: 'Отмена',
    retried: 'Передаём ещё раз.',
    givenUp: 'Передача прекращена, сотруднику сказано.',
  },
  en: {
    retry: 'Retry',
    now: 'Retry now',
    giveUp: 'Give up',
    sure: 'Hand it over no more?',
    sureText: 'It will not reach Naumen. The employee will be told.',
    cancel: 'Cancel',
    retried: 'It is being handed over again.',
    givenUp: 'Given up, the employee is told.',
  },
}

type Props = { collection: 'tickets' | 'messages'; id: string; state: string; small?: boolean }

/** What a person can do about something that has not reached Naumen. */
export function HandOverActs({ collection, id, state, small }: Props) {
  const say = useWords(words)
  const router = useRouter()
  const { act, busy } = useAct()
  const [asking, setAsking] = useState(false)
  const run = async (path: string, done: string) => {
    await act(`/${collection}/${id}/${path}`, { done })
    setAsking(false)
    router.refresh()
  }
  const look = { size: small ? 'small' : 'medium', disabled: busy, margin: false } as const
  if (state === 'done' || state === 'notNeeded') return null
  const stopped = state === 'failed' || state === 'givenUp'
  return (
    <div className="tickets-acts">
      <Button
        {...look}
        buttonStyle={stopped ? 'primary' : 'secondary'}
        onClick={() => void run('retry', say.retried)}
      >
        {stopped ? say.retry : say.now}
      </Button>
      {state !== 'givenUp' && (
        <Button {...look} buttonStyle="secondary" onClick={() => setAsking(true)}>
          {say.giveUp}
        </Button>
      )}
      {asking && (
        <Dialog title={say.sure} onClose={() => setAsking(false)}>
          <p>{say.sureText}</p>
          <div className="own-dialog__buttons">
            <Button buttonStyle="secondary" onClick={() => setAsking(false)}>
              {say.cancel}
            </Button>
            <Button
              buttonStyle="error"
              disabled={busy}
              onClick={() => void run('give-up', say.givenUp)}
            >
              {say.giveUp}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  )
}
