'use client'

import { useEffect, useMemo, useRef, useState } from 'react'
import { control } from '../control'
import { useResource } from '../live'
import { useNotice } from '../notice'
import { Alert } from './alert'
import { ChatActionsProvider, type ChatActions } from './chat-actions'
import { ChatHeader } from './chat-header'
import { Composer } from './composer'
import { useDraft } from './draft'
import { Hint } from './hint'
import { History } from './history'
import { Lightbox } from './lightbox'
import type { Conversation, Message, Person } from './message'
import { MessageMenu } from './message-menu'
import { usePress } from './press'

/** What the composer is busy with besides new words. */
export type Intent = { kind: 'reply' | 'edit'; message: Message } | null

/** One person's conversation with the bot. */
export function Chat({ person }: { person: Person }) {
  const path = `/people/${person.id}`
  const { data, error, refetch } = useResource<Conversation>('telegram', `${path}/messages`)
  const { attempt, show, place } = useNotice()
  const { press, alert, closeAlert } = usePress(path, show)
  const [draft, setDraft] = useDraft(person.id)
  const [intent, setIntent] = useState<Intent>(null)
  const [picture, setPicture] = useState<{ url: string; name: string } | null>(null)
  const [menu, setMenu] = useState<{ message: Message; x: number; y: number } | null>(null)
  const frame = useRef<HTMLDivElement>(null)
  const messages = data?.messages ?? []
  useTypingRefresh(data?.typing ?? false, refetch)

  const actions = useMemo<ChatActions>(
    () => ({
      say: (text) => void attempt(() => control.post('telegram', `${path}/text`, { text })),
      press,
      open: setPicture,
      openMenu: (message, { x, y }) => setMenu({ message, x, y }),
      find: (id) => messages.find((message) => message.id === id),
      showMessage: (id) => revealIn(frame.current, id),
    }),
    [attempt, messages, path, press],
  )

  return (
    <ChatActionsProvider value={actions}>
      <div className="chat" ref={frame}>
        <Hint person={person} insert={setDraft} />
        <ChatHeader person={person} conversation={data} attempt={attempt} />
        <History messages={messages} conversation={data} problem={error} />
        <Composer
          person={person}
          conversation={data}
          draft={draft}
          setDraft={setDraft}
          intent={intent}
          setIntent={setIntent}
          attempt={attempt}
        />
        {place}
        {menu && (
          <MessageMenu
            {...menu}
            path={path}
            attempt={attempt}
            setIntent={setIntent}
            close={() => setMenu(null)}
          />
        )}
        {alert && <Alert text={alert} close={closeAlert} />}
        {picture && <Lightbox {...picture} close={() => setPicture(null)} />}
      </div>
    </ChatActionsProvider>
  )
}

// «печатает…» ends by itself after five seconds, of which nobody tells us.
function useTypingRefresh(isTyping: boolean, refetch: () => void) {
  const latest = useRef(refetch)
  useEffect(() => {
    latest.current = refetch
  })
  useEffect(() => {
    if (!isTyping) return
    const timer = setInterval(() => latest.current(), 2000)
    return () => clearInterval(timer)
  }, [isTyping])
}

function revealIn(frame: HTMLElement | null, id: number) {
  const row = frame?.querySelector(`[data-message-id="${id}"]`)
  row?.scrollIntoView({ block: 'center', behavior: 'smooth' })
  row?.animate([{ backgroundColor: 'var(--mark)' }, { backgroundColor: 'transparent' }], 1400)
}
