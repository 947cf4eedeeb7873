'use client'
import { Button } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useAct } from '../kit/use-act'
import { useWords } from '../kit/use-words'
import './tickets.css'

const words = {
  ru: {
    retry: 'Повторить',
    now: 'Повторить сейчас',
    giveUp: 'Прекратить',
    sure: 'Больше не передавать? Сотруднику придёт сообщение об этом.',
    yes: 'Да, прекратить',
    no: 'Нет',
    retried: 'Передаём ещё раз.',
    givenUp: 'Передача прекращена, сотруднику сказано.',
  },
  en: {
    retry: 'Retry',
    now: 'Retry now',
    giveUp: 'Give up',
    sure: 'Hand it over no more? The employee will be told.',
    yes: 'Yes, give up',
    no: 'No',
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
  if (asking)
    return (
      <div className="tickets-acts" role="group" aria-label={say.giveUp}>
        <span>{say.sure}</span>
        <Button {...look} buttonStyle="error" onClick={() => void run('give-up', say.givenUp)}>
          {say.yes}
        </Button>
        <Button {...look} buttonStyle="secondary" onClick={() => setAsking(false)}>
          {say.no}
        </Button>
      </div>
    )
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
    </div>
  )
}
