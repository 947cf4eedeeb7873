'use client'

import { useState } from 'react'
import { control } from '../control'
import { useResource } from '../live'
import { momentOf, whenOf } from '../moments'
import { useNotice } from '../notice'
import { Icon, icons } from '../phone/icons'
import { OpenedMail, type Mail } from './opened-mail'

/** Everything the system has mailed, whoever it was meant for. */
export function Mailbox() {
  const { data: mails, error, refetch } = useResource<Mail[]>('mailbox', '/mails')
  const [chosen, setChosen] = useState<Mail['id'] | null>(null)
  const { attempt, show, place } = useNotice()
  // The newest mail opens by itself: it is the one with the code somebody waits for.
  const opened = mails?.find(({ id }) => id === chosen) ?? mails?.[0]
  const [newest, setNewest] = useState<Mail['id'] | undefined>()
  if (mails?.[0] && mails[0].id !== newest) {
    setNewest(mails[0].id)
    setChosen(null)
  }
  const clear = () =>
    attempt(async () => {
      await control.remove('mailbox', '/mails')
      refetch()
    })
  return (
    <section className="panel mailbox" data-testid="mailbox" aria-label="Почта">
      <header className="panel__head">
        <h2>Почта</h2>
        <span className="count">{mails?.length ?? ''}</span>
        {Boolean(mails?.length) && (
          <button
            type="button"
            className="round-button"
            aria-label="Удалить все письма"
            title="Удалить все письма"
            onClick={() => void clear()}
          >
            <Icon path={icons.bin} size={19} />
          </button>
        )}
      </header>
      {!mails?.length && (
        <div className="panel__empty">
          {error ?? 'Писем пока нет. Сюда приходят коды для входа и все другие письма.'}
        </div>
      )}
      {Boolean(mails?.length) && (
        <ul className="mails" aria-label="Письма">
          {mails?.map((mail) => (
            <li key={mail.id}>
              <MailRow mail={mail} isOpen={mail === opened} open={() => setChosen(mail.id)} />
            </li>
          ))}
        </ul>
      )}
      {opened && <OpenedMail key={opened.id} mail={opened} show={show} />}
      {place}
    </section>
  )
}

function MailRow({ mail, isOpen, open }: { mail: Mail; isOpen: boolean; open(): void }) {
  return (
    <button
      type="button"
      className="line"
      aria-current={isOpen}
      data-testid="mail-item"
      data-to={mail.to}
      onClick={open}
    >
      <span className="line__top">
        <b>{mail.to}</b>
        <time>{whenOf(momentOf(mail.date), new Date())}</time>
      </span>
      <span className="line__text">{mail.subject || 'Без темы'}</span>
    </button>
  )
}
