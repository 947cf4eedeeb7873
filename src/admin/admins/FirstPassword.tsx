'use client'
import { useForm } from '@payloadcms/ui'
import { useEffect } from 'react'
import { useWords } from '../kit/use-words'

/**
 * Nobody chooses the password of somebody else: Payload's fields are filled with what nobody will know
 * (the server writes another one over it) and put away.
 */
export function FirstPassword() {
  const say = useWords(words)
  const { dispatchFields } = useForm()
  useEffect(() => {
    const value = crypto.randomUUID()
    for (const path of ['password', 'confirm-password'])
      dispatchFields({ type: 'UPDATE', path, value, initialValue: value, valid: true })
  }, [dispatchFields])
  return (
    <div className="admins-door admins-door--new">
      <h3>{say.title}</h3>
      <p>{say.how}</p>
    </div>
  )
}

const words = {
  ru: {
    title: 'Пароль',
    how: 'Человек выберет его сам: после сохранения на почту уйдёт приглашение со ссылкой. Она действует трое суток.',
  },
  en: {
    title: 'Password',
    how: 'The person will choose it: after saving, a mail with a link goes out. It is valid for three days.',
  },
}
