'use client'
import { Button, useConfig } from '@payloadcms/ui'
import { type FormEvent, useState } from 'react'
import './sign-in.css'
import { useWords } from '../kit/use-words'
import { DoorField, Trouble } from './DoorField'
import type { Owner } from './NewPassword'
import { useDoor } from './use-door'

/** The same in `panelLimits`, which the browser does not need whole. */
const shortest = 12

export function NewPasswordForm({ token, owner }: { token: string; owner: Owner }) {
  const say = useWords(words)
  const { ask, busy } = useDoor('reset-password')
  const [password, setPassword] = useState('')
  const [repeated, setRepeated] = useState('')
  const [trouble, setTrouble] = useState('')
  const [saved, setSaved] = useState(false)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if ([...password.trim()].length < shortest) return setTrouble(say.short)
    if (password !== repeated) return setTrouble(say.differ)
    setTrouble('')
    const answer = await ask({ token, password })
    if (answer.kind === 'done') setSaved(true)
    if (answer.kind === 'refused') setTrouble(answer.message)
  }
  if (saved) return <Saved />
  return (
    <form className="login__form sign-in" method="post" onSubmit={(event) => void submit(event)}>
      <h1>{say.title}</h1>
      <p className="sign-in__hint">
        {owner.name}, {owner.email}
      </p>
      {/* So that the browser's keeper of passwords knows whose it is */}
      <input type="email" autoComplete="username" value={owner.email} readOnly hidden />
      <DoorField
        label={say.password}
        hint={say.rule}
        type="password"
        autoComplete="new-password"
        value={password}
        onText={setPassword}
      />
      <DoorField
        label={say.repeat}
        type="password"
        autoComplete="new-password"
        value={repeated}
        onText={setRepeated}
      />
      <Trouble text={trouble} />
      <Button type="submit" size="large" disabled={busy}>
        {say.save}
      </Button>
    </form>
  )
}

function Saved() {
  const say = useWords(words)
  const { routes, admin } = useConfig().config
  return (
    <div className="sign-in" role="status">
      <h1>{say.saved}</h1>
      <p className="sign-in__hint">{say.now}</p>
      <Button el="anchor" size="large" url={`${routes.admin}${admin.routes.login}`}>
        {say.enter}
      </Button>
    </div>
  )
}

const words = {
  ru: {
    title: 'Выберите пароль',
    password: 'Новый пароль',
    repeat: 'Новый пароль ещё раз',
    rule: 'Не меньше 12 знаков. Подойдёт фраза из нескольких слов.',
    short: 'Пароль слишком короткий: нужно не меньше 12 знаков.',
    differ: 'Пароли не совпадают.',
    save: 'Сохранить пароль',
    saved: 'Пароль сохранён',
    now: 'Теперь войдите с ним. Код для входа придёт на вашу почту.',
    enter: 'Войти в панель',
  },
  en: {
    title: 'Choose a password',
    password: 'New password',
    repeat: 'New password again',
    rule: 'At least 12 characters. A phrase of several words will do.',
    short: 'The password is too short: at least 12 characters.',
    differ: 'The passwords differ.',
    save: 'Save the password',
    saved: 'The password is saved',
    now: 'Now sign in with it. A code will come to your e-mail.',
    enter: 'Sign in to the panel',
  },
}
