'use client'
import { Button, Link, useConfig } from '@payloadcms/ui'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useWords } from '../kit/use-words'
import { DoorField, Trouble } from './DoorField'
import { useDoor } from './use-door'

type Account = { email: string; password: string }
/** `notice`: what else there is to say of the mail. */
export type Asked = Account & { challenge: string; notice: string }
type Props = {
  /** From the try before: whose, and why it came to nothing. */
  email: string
  trouble: string
  onEntered: () => void
  onCodeNeeded: (asked: Asked) => void
}

export function PasswordForm({ email: known, trouble: before, onEntered, onCodeNeeded }: Props) {
  const say = useWords(words)
  const { config } = useConfig()
  const { ask, busy } = useDoor('login')
  const [email, setEmail] = useState(known)
  const [password, setPassword] = useState('')
  const [trouble, setTrouble] = useState(before)
  const form = useRef<HTMLFormElement>(null)
  const [ready, setReady] = useState(false)
  // What was typed, or filled in by the browser, before the page came alive
  useEffect(() => {
    const [typedEmail, typedPassword] = form.current?.querySelectorAll('input') ?? []
    setEmail(typedEmail?.value ?? '')
    setPassword(typedPassword?.value ?? '')
    setReady(true)
  }, [])

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTrouble('')
    const answer = await ask({ email, password })
    if (answer.kind === 'done') onEntered()
    else if (answer.kind === 'code')
      onCodeNeeded({ email, password, challenge: answer.challenge, notice: answer.notice })
    else setTrouble(answer.message)
  }
  return (
    <form
      className="login__form sign-in"
      method="post"
      ref={form}
      onSubmit={(event) => void submit(event)}
    >
      <DoorField
        label={say.email}
        type="email"
        name="email"
        autoComplete="username"
        value={email}
        onText={setEmail}
      />
      <DoorField
        label={say.password}
        type="password"
        name="password"
        autoComplete="current-password"
        value={password}
        onText={setPassword}
      />
      <Link href={`${config.routes.admin}${config.admin.routes.forgot}`} prefetch={false}>
        {say.forgot}
      </Link>
      <Trouble text={trouble} />
      <Button type="submit" size="large" disabled={busy || !ready}>
        {say.enter}
      </Button>
    </form>
  )
}

const words = {
  ru: {
    email: 'Электронная почта',
    password: 'Пароль',
    forgot: 'Забыли пароль?',
    enter: 'Войти',
  },
  en: { email: 'E-mail', password: 'Password', forgot: 'Forgot password?', enter: 'Sign in' },
}
