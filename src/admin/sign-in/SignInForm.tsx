'use client'
import { useState } from 'react'
import './sign-in.css'
import { useWords } from '../kit/use-words'
import { CodeForm } from './CodeForm'
import { type Asked, PasswordForm } from './PasswordForm'

export type Ended = 'idle' | 'closed'
type Props = { next: string; ended: Ended | null }

/** First the password, then the code that was mailed for it. */
export function SignInForm({ next, ended }: Props) {
  const say = useWords(words)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [again, setAgain] = useState({ email: '', trouble: '' })
  // A whole page anew: nothing of the stranger's page stays
  const enter = () => window.location.assign(next)
  if (!asked)
    return (
      <>
        {ended && (
          <p className="sign-in__ended" role="status">
            {say[ended]}
          </p>
        )}
        <PasswordForm {...again} onEntered={enter} onCodeNeeded={setAsked} />
      </>
    )
  const startAgain = (why: string) => {
    setAgain({ email: why && asked.email, trouble: why })
    setAsked(null)
  }
  return <CodeForm asked={asked} onEntered={enter} onAsked={setAsked} onStartAgain={startAgain} />
}

const words = {
  ru: {
    idle: 'Вы долго ничего не делали, поэтому мы закончили сеанс. Войдите снова.',
    closed: 'Ваш сеанс завершён. Войдите снова.',
  },
  en: {
    idle: 'You have done nothing here for a long time, so we have ended the session. Sign in again.',
    closed: 'Your session was ended. Sign in again.',
  },
}
