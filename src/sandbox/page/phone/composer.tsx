'use client'

import { useEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { control } from '../control'
import { AttachMenu } from './attach-menu'
import type { Intent } from './chat'
import { CommandMenu } from './command-menu'
import { Icon, icons } from './icons'
import { IntentBar } from './intent-bar'
import type { Conversation, Person } from './message'
import { ReplyKeys } from './reply-keys'
import { sendDraft } from './send-draft'
import { asLoad, Tray, type Load } from './tray'

type Props = {
  person: Person
  conversation?: Conversation
  draft: string
  setDraft(text: string): void
  intent: Intent
  setIntent(intent: Intent): void
  attempt(action: () => Promise<unknown>): Promise<boolean>
}

/** The lower edge of the chat: what the person writes, attaches, answers and changes. */
export function Composer(props: Props) {
  const { person, conversation, draft, setDraft, intent, setIntent, attempt } = props
  const [load, setLoad] = useState<Load | null>(null)
  const [isSending, setSending] = useState(false)
  const input = useRef<HTMLTextAreaElement>(null)
  const path = `/people/${person.id}`

  useEffect(() => {
    if (intent?.kind === 'edit') setDraft(intent.message.text ?? '')
    if (intent) input.current?.focus()
  }, [intent, setDraft])

  const send = async () => {
    if (isSending || (!draft.trim() && !load)) return
    setSending(true)
    const isSent = await attempt(() => sendDraft(path, { text: draft.trim(), load, intent }))
    setSending(false)
    if (!isSent) return
    setDraft('')
    setLoad(null)
    setIntent(null)
    input.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    void send()
  }
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files]
    if (files.length === 0) return
    event.preventDefault()
    setLoad(asLoad(files, 'auto'))
  }
  const dropIntent = () => {
    if (intent?.kind === 'edit') setDraft('')
    setIntent(null)
  }

  if (person.blocked) return <Wide path={path} attempt={attempt} kind="unblock" />
  if (conversation && conversation.messages.length === 0) {
    return <Wide path={path} attempt={attempt} kind="start" />
  }
  return (
    <footer className="composer">
      {intent && <IntentBar intent={intent} drop={dropIntent} />}
      {load && <Tray load={load} setLoad={setLoad} />}
      <div className="composer__line">
        <CommandMenu
          commands={conversation?.commands ?? []}
          say={(text) => void attempt(() => control.post('telegram', `${path}/text`, { text }))}
        />
        <textarea
          ref={input}
          className="composer__input"
          data-testid="phone-input"
          aria-label="Сообщение"
          placeholder={load ? 'Добавьте подпись…' : 'Сообщение'}
          rows={1}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <AttachMenu path={path} attempt={attempt} setLoad={setLoad} />
        <button
          type="button"
          className="round-button round-button--send"
          data-testid="phone-send"
          aria-label={intent?.kind === 'edit' ? 'Сохранить изменение' : 'Отправить'}
          disabled={isSending || (!draft.trim() && !load)}
          onClick={() => void send()}
        >
          {isSending ? (
            <span className="spinner" />
          ) : (
            <Icon path={intent?.kind === 'edit' ? icons.check : icons.send} />
          )}
        </button>
      </div>
      {conversation?.replyKeyboard && (
        <ReplyKeys rows={conversation.replyKeyboard.keyboard} path={path} attempt={attempt} />
      )}
    </footer>
  )
}

type WideProps = Pick<Props, 'attempt'> & { path: string; kind: 'start' | 'unblock' }

function Wide({ path, attempt, kind }: WideProps) {
  const act = () =>
    kind === 'start'
      ? control.post('telegram', `${path}/text`, { text: '/start' })
      : control.post('telegram', `${path}/unblock`)
  return (
    <footer className="composer">
      <button
        type="button"
        className="wide-button"
        data-testid={`phone-${kind}`}
        onClick={() => void attempt(act)}
      >
        {kind === 'start' ? 'НАЧАТЬ' : 'РАЗБЛОКИРОВАТЬ'}
      </button>
    </footer>
  )
}
