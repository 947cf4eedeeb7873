'use client'
import { Button, useAuth, useConfig } from '@payloadcms/ui'
import { useCallback, useEffect, useState } from 'react'
import { Moment } from '../kit/Moment'
import { useAct } from '../kit/use-act'
import { useWords } from '../kit/use-words'

type Session = { since: string; until: string; own: boolean }

export function OpenSessions({ admin }: { admin: string }) {
  const say = useWords(words)
  const { user } = useAuth()
  const { act, busy } = useAct()
  const { sessions, reload } = useSessions(admin)
  const isOwn = user?.id === admin
  const others = sessions?.filter(({ own }) => !own).length ?? 0
  const end = async () => {
    if (await act(`/admins/${admin}/end-sessions`, { done: say.ended })) reload()
  }
  const send = () => act(`/admins/${admin}/invite`, { done: say.sent })
  return (
    <section className={`admins-door ${isOwn ? '' : 'admins-door--foreign'}`}>
      <h3>{say.title}</h3>
      {sessions?.length === 0 && <p>{say.none}</p>}
      <ul>
        {sessions?.map((one) => (
          <li key={one.since}>
            {one.own ? say.here : say.open} <Moment at={one.since} />
            <small>
              {say.until} <Moment at={one.until} />
            </small>
          </li>
        ))}
      </ul>
      <div className="admins-door__buttons">
        {others > 0 && (
          <Button buttonStyle="secondary" size="small" disabled={busy} onClick={() => void end()}>
            {isOwn ? say.endOthers : say.endAll}
          </Button>
        )}
        {!isOwn && (
          <Button buttonStyle="secondary" size="small" disabled={busy} onClick={() => void send()}>
            {say.send}
          </Button>
        )}
      </div>
      {!isOwn && <small>{say.why}</small>}
    </section>
  )
}

function useSessions(admin: string) {
  const { config } = useConfig()
  const [sessions, setSessions] = useState<Session[] | null>(null)
  const path = `${config.routes.api}/admins/${admin}/sessions`
  const reload = useCallback(() => {
    fetch(path, { credentials: 'include' })
      .then((response) => response.json())
      .then((answer: { sessions?: Session[] }) => setSessions(answer.sessions ?? []))
      .catch(() => setSessions([]))
  }, [path])
  useEffect(reload, [reload])
  return { sessions, reload }
}

const words = {
  ru: {
    title: 'Открытые входы',
    none: 'Сейчас в панель никто не вошёл.',
    here: 'Этот браузер, с',
    open: 'Вход открыт',
    until: 'до',
    endAll: 'Завершить все входы',
    endOthers: 'Завершить остальные',
    ended: 'Входы завершены.',
    send: 'Отправить ссылку для пароля',
    sent: 'Письмо со ссылкой отправлено.',
    why: 'Пароль человек выбирает сам, по ссылке из письма.',
  },
  en: {
    title: 'Open sessions',
    none: 'Nobody is in with this account now.',
    here: 'This browser, since',
    open: 'Open since',
    until: 'until',
    endAll: 'End all sessions',
    endOthers: 'End the others',
    ended: 'The sessions were ended.',
    send: 'Send a link to set the password',
    sent: 'The mail with the link is on its way.',
    why: 'The person chooses the password, by the link of the mail.',
  },
}
