'use client'
import { useState } from 'react'
import './sign-in.css'
import { CodeForm } from './CodeForm'
import { type Asked, PasswordForm } from './PasswordForm'

/** First the password, then the code that was mailed for it. */
export function SignInForm({ next }: { next: string }) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const [again, setAgain] = useState({ email: '', trouble: '' })
  // A whole page anew: nothing of the stranger's page stays
  const enter = () => window.location.assign(next)
  if (!asked) return <PasswordForm {...again} onEntered={enter} onCodeNeeded={setAsked} />
  const startAgain = (why: string) => {
    setAgain({ email: why && asked.email, trouble: why })
    setAsked(null)
  }
  return <CodeForm asked={asked} onEntered={enter} onAsked={setAsked} onStartAgain={startAgain} />
}
