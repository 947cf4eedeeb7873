'use client'
import { Button, ConfirmationModal, useModal } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import { InviteButton } from '../admins/InviteButton'
import { useAct } from '../kit/use-act'
import { useWords } from '../kit/use-words'
import type { State } from './user-words'

type Props = { user: { id: string; name: string; state: State; role: 'employee' | 'manager' } }
type Act = 'sign-out' | 'block' | 'unblock' | 'check' | 'role'

/** Everything that may be done about a user; what others feel is asked about first. */
export function UserActs({ user }: Props) {
  const say = useWords(words)
  const { act, busy } = useAct()
  const router = useRouter()
  const newRole = user.role === 'manager' ? 'employee' : 'manager'
  const does = async (name: Act, done: string, body?: object) => {
    const answer = await act(`/users/${user.id}/${name}`, { body, done })
    if (answer) router.refresh()
    // The answer of Naumen comes a moment later
    if (answer && name === 'check') [2, 5, 10].forEach((s) => setTimeout(router.refresh, s * 1000))
  }
  const isBlocked = user.state === 'blocked'
  const person = { name: user.name, busy }
  const isOut = user.state === 'dismissed' || user.state === 'locked'
  return (
    <>
      <Button
        buttonStyle="secondary"
        disabled={busy}
        onClick={() => void does('check', say.checking)}
      >
        {say.check}
      </Button>
      <Confirmed
        slug={`user-role-${user.id}`}
        label={newRole === 'manager' ? say.makeManager : say.makeEmployee}
        body={newRole === 'manager' ? say.makeManagerAsk : say.makeEmployeeAsk}
        {...person}
        onConfirm={() => does('role', say.roleDone, { role: newRole })}
      />
      {user.state === 'active' && (
        <Confirmed
          slug={`user-sign-out-${user.id}`}
          label={say.signOut}
          body={say.signOutAsk}
          {...person}
          onConfirm={() => does('sign-out', say.signOutDone)}
        />
      )}
      {!isBlocked && !isOut && <InviteButton user={user.id} name={user.name} />}
      <Confirmed
        slug={`user-block-${user.id}`}
        label={isBlocked ? say.unblock : say.block}
        body={isBlocked ? say.unblockAsk : say.blockAsk}
        {...person}
        grave={!isBlocked}
        onConfirm={() =>
          isBlocked ? does('unblock', say.unblockDone) : does('block', say.blockDone)
        }
      />
    </>
  )
}

type Asked = {
  slug: string
  label: string
  body: string
  name: string
  busy: boolean
  grave?: boolean
  onConfirm: () => Promise<void>
}

function Confirmed({ slug, label, body, name, busy, grave, onConfirm }: Asked) {
  const say = useWords(words)
  const { openModal } = useModal()
  // One press is one act, however quick the second
  const running = useRef(false)
  const once = async () => {
    if (running.current) return
    running.current = true
    await onConfirm().finally(() => (running.current = false))
  }
  return (
    <>
      <Button
        buttonStyle="secondary"
        className={grave ? 'users-grave' : undefined}
        disabled={busy}
        onClick={() => openModal(slug)}
      >
        {label}
      </Button>
      <ConfirmationModal
        modalSlug={slug}
        heading={`${label}?`}
        body={`${name}. ${body}`}
        confirmLabel={label}
        cancelLabel={say.cancel}
        onConfirm={once}
      />
    </>
  )
}

const words = {
  ru: {
    cancel: 'Отмена',
    check: 'Проверить в Naumen',
    checking: 'Спрашиваем Naumen: ответ появится в карточке.',
    signOut: 'Завершить вход',
    signOutAsk:
      'Доступ в боте на телефоне сотрудника закончится сразу, начатое там пропадёт. Войти снова он сможет по коду из почты.',
    signOutDone: 'Вход завершён.',
    block: 'Заблокировать',
    blockAsk:
      'Доступ закончится сразу, бот скажет об этом сотруднику и не впустит его снова, пока вы не разблокируете. Поданные заявки останутся в работе.',
    blockDone: 'Сотрудник заблокирован.',
    unblock: 'Разблокировать',
    unblockAsk: 'Сотрудник снова сможет войти по коду из почты. Бот напишет ему об этом.',
    unblockDone: 'Сотрудник разблокирован.',
    makeManager: 'Сделать руководителем',
    makeManagerAsk: 'В боте появятся разделы меню, которые видны только руководителям.',
    makeEmployee: 'Сделать сотрудником',
    makeEmployeeAsk: 'Разделы меню для руководителей больше не будут видны.',
    roleDone: 'Роль изменена.',
  },
  en: {
    cancel: 'Cancel',
    check: 'Check in Naumen',
    checking: 'Asking Naumen: the answer will appear here.',
    signOut: 'Sign out',
    signOutAsk:
      'Access on the phone of the employee ends at once, and what was begun there is dropped. They may sign in again with a code by mail.',
    signOutDone: 'Signed out.',
    block: 'Block',
    blockAsk:
      'Access ends at once; the bot tells the employee and lets nobody in until you unblock them. Tickets already filed go on.',
    blockDone: 'The employee is blocked.',
    unblock: 'Unblock',
    unblockAsk: 'The employee may sign in again with a code by mail. The bot will tell them.',
    unblockDone: 'The employee is unblocked.',
    makeManager: 'Make a manager',
    makeManagerAsk: 'Menu sections for managers will appear in the bot.',
    makeEmployee: 'Make an employee',
    makeEmployeeAsk: 'Menu sections for managers will no longer be seen.',
    roleDone: 'The role is changed.',
  },
}
