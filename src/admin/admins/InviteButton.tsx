'use client'
import { Button, Modal, useModal } from '@payloadcms/ui'
import { useId, useState } from 'react'
import './admins.css'
import { useAct } from '../kit/use-act'
import { useWords } from '../kit/use-words'

type Role = 'contentManager' | 'administrator'
const roles: Role[] = ['contentManager', 'administrator']

/** «Дать доступ в панель»: asks for the role, then the person gets a mail with which to set a password. */
export function InviteButton({ user, name }: { user: string; name: string }) {
  const say = useWords(words)
  const { openModal } = useModal()
  const slug = `invite-${user}`
  return (
    <>
      <Button buttonStyle="secondary" size="medium" onClick={() => openModal(slug)}>
        {say.give}
      </Button>
      <Modal slug={slug} className="admins-invite" aria-label={say.give}>
        <Question slug={slug} user={user} name={name} />
      </Modal>
    </>
  )
}

function Question({ slug, user, name }: { slug: string; user: string; name: string }) {
  const say = useWords(words)
  const { closeModal } = useModal()
  const { act, busy } = useAct()
  const [role, setRole] = useState<Role>('contentManager')
  const group = useId()
  const invite = async () => {
    const made = await act('/admins/invite', { body: { user, role }, done: say.sent })
    if (made) closeModal(slug)
  }
  return (
    <div className="admins-invite__box">
      <h2>{say.give}</h2>
      <p>{name}</p>
      <fieldset className="admins-invite__roles">
        <legend>{say.role}</legend>
        {roles.map((one) => (
          <label key={one}>
            <input type="radio" name={group} checked={role === one} onChange={() => setRole(one)} />
            <span>
              <strong>{say[one]}</strong>
              <br />
              {say[`${one}May`]}
            </span>
          </label>
        ))}
      </fieldset>
      <p className="admins-invite__note">{say.mail}</p>
      <div className="admins-invite__buttons">
        <Button buttonStyle="secondary" onClick={() => closeModal(slug)} disabled={busy}>
          {say.cancel}
        </Button>
        <Button onClick={() => void invite()} disabled={busy}>
          {say.send}
        </Button>
      </div>
    </div>
  )
}

const words = {
  ru: {
    give: 'Дать доступ в панель',
    role: 'Роль',
    contentManager: 'Контент-менеджер',
    contentManagerMay: 'Меню, статьи и файлы. Заявок и людей не видит.',
    administrator: 'Администратор',
    administratorMay: 'Всё, вместе с заявками, людьми и настройками.',
    mail: 'Сотруднику придёт письмо со ссылкой, чтобы выбрать пароль. Ссылка действует трое суток.',
    cancel: 'Отмена',
    send: 'Отправить приглашение',
    sent: 'Приглашение отправлено.',
  },
  en: {
    give: 'Give access to the panel',
    role: 'Role',
    contentManager: 'Content manager',
    contentManagerMay: 'Menu, articles and files. Sees neither requests nor people.',
    administrator: 'Administrator',
    administratorMay: 'Everything, with requests, people and settings.',
    mail: 'The employee gets a mail with a link to set a password. It is valid for three days.',
    cancel: 'Cancel',
    send: 'Send the invitation',
    sent: 'The invitation is on its way.',
  },
}
