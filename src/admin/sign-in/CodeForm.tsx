'use client'
import { Button } from '@payloadcms/ui'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useWords } from '../kit/use-words'
import { DoorField, Trouble } from './DoorField'
import type { Asked } from './PasswordForm'
import { useDoor } from './use-door'

type Props = {
  asked: Asked
  onEntered: () => void
  onAsked: (asked: Asked) => void
  onStartAgain: (why: string) => void
}

const secondsBetweenMails = 60

/** «Введите код из письма». */
export function CodeForm({ asked, onEntered, onAsked, onStartAgain }: Props) {
  const say = useWords(words)
  const { ask, busy } = useDoor('login')
  const [code, setCode] = useState('')
  const [trouble, setTrouble] = useState('')
  const [told, setTold] = useState(asked.notice)
  const { left, restart } = useCountdown()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await ask({ ...asked, code })
    if (answer.kind === 'done') return onEntered()
    if (answer.kind !== 'refused') return
    if (answer.isOver) return onStartAgain(answer.message)
    setTrouble(answer.message)
    setTold('')
    field.current?.select()
  }
  const sendAgain = async () => {
    const { email, password } = asked
    const answer = await ask({ email, password })
    if (answer.kind === 'refused') return setTrouble(answer.message)
    if (answer.kind !== 'code') return onEntered()
    const { challenge, notice } = answer
    onAsked({ email, password, challenge, notice })
    setTrouble('')
    setTold(notice || say.sentAgain)
    restart()
  }
  return (
    <form className="login__form sign-in" onSubmit={(event) => void submit(event)}>
      <h1>{say.title}</h1>
      <p className="sign-in__hint">
        {say.sent} <strong>{asked.email}</strong>. {say.life}
      </p>
      <DoorField
        label={say.code}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
        className="sign-in__code"
        value={code}
        onText={setCode}
        input={field}
      />
      <Trouble text={trouble} />
      <p className="sign-in__told" role="status">
        {told}
      </p>
      <Button type="submit" size="large" disabled={busy}>
        {say.enter}
      </Button>
      <div className="sign-in__ways">
        <Button
          buttonStyle="none"
          disabled={busy || left > 0}
          onClick={() => void sendAgain()}
          type="button"
        >
          {left > 0 ? `${say.again} (${left} ${say.seconds})` : say.again}
        </Button>
        <Button buttonStyle="none" type="button" onClick={() => onStartAgain('')}>
          {say.other}
        </Button>
      </div>
    </form>
  )
}

function useCountdown() {
  const [left, setLeft] = useState(secondsBetweenMails)
  useEffect(() => {
    if (left <= 0) return
    const tick = setTimeout(() => setLeft(left - 1), 1000)
    return () => clearTimeout(tick)
  }, [left])
  return { left, restart: () => setLeft(secondsBetweenMails) }
}

const words = {
  ru: {
    title: 'Введите код из письма',
    sent: 'Мы отправили код на',
    life: 'Он действует 10 минут.',
    code: 'Код из письма',
    enter: 'Войти',
    again: 'Отправить код ещё раз',
    sentAgain: 'Отправили новый код. Прежний больше не подходит.',
    seconds: 'с',
    other: 'Войти с другой почтой',
  },
  en: {
    title: 'Enter the code of the mail',
    sent: 'We have sent a code to',
    life: 'It is valid for 10 minutes.',
    code: 'Code of the mail',
    enter: 'Sign in',
    again: 'Send the code again',
    sentAgain: 'A new code is on its way. The old one is no longer valid.',
    seconds: 's',
    other: 'Sign in with another e-mail',
  },
}
