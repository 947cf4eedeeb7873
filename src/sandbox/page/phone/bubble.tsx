'use client'

import type { MouseEvent } from 'react'
import { momentOf, timeOf } from '../moments'
import { RichText, Words } from '../rich-text'
import { Album } from './album'
import { useChatActions } from './chat-actions'
import { ContactCard, DocumentRow, Place } from './cards'
import { Keyboard } from './keyboard'
import { Picture, RoundVideo, Video } from './pictures'
import { gist, type Message } from './message'
import { Sound } from './sound'
import { Silent, Ticks } from './icons'

type Props = { group: Message[]; isLast: boolean }

/** One message, or the messages of one album, with its keyboard and reactions. */
export function Bubble({ group, isLast }: Props) {
  const { openMenu } = useChatActions()
  const main = group[0]
  if (!main) return null
  const worded = group.find(({ text, caption }) => text || caption)
  const isBare = isMedia(main) && !worded && !main.replyTo && !group.some((one) => one.reactions)
  const keyboard = group.find((message) => message.keyboard?.length)
  const menu = (event: MouseEvent) => {
    const isTap = event.type === 'click'
    if (isTap && (isOwnControl(event.target) || window.getSelection()?.toString())) return
    event.preventDefault()
    openMenu(main, { x: event.clientX, y: event.clientY })
  }
  const kind = [
    'bubble',
    isLast && !main.videoNote && 'bubble--tail',
    isBare && 'bubble--bare',
    isMedia(main) && 'bubble--media',
    main.videoNote && 'bubble--round',
  ]
  return (
    <div
      className={`row row--${main.from}${isLast ? ' row--last' : ''}`}
      data-testid="message"
      data-message-id={main.id}
      data-from={main.from}
      data-album-ids={group.length > 1 ? group.map(({ id }) => id).join(' ') : undefined}
    >
      <div className={kind.filter(Boolean).join(' ')} onClick={menu} onContextMenu={menu}>
        {isLast && !main.videoNote && <Tail />}
        {main.replyTo !== undefined && <Quote messageId={main.replyTo} />}
        <Content group={group} />
        {worded && <Said message={worded} />}
        <Foot group={group} />
      </div>
      {keyboard && <Keyboard message={keyboard} />}
    </div>
  )
}

function Content({ group }: { group: Message[] }) {
  const [message] = group
  if (!message) return null
  if (group.length > 1 && group.every((one) => one.photo || one.video))
    return <Album group={group} />
  return group.map((one) => <Part key={one.id} message={one} />)
}

function Part({ message }: { message: Message }) {
  const { photo, video, videoNote, voice, audio, document, location, contact } = message
  if (photo) return <Picture file={photo} />
  if (video) return <Video file={video} />
  if (videoNote) return <RoundVideo file={videoNote} />
  if (voice) return <Sound file={voice} />
  if (audio) return <Sound file={audio} title={audio.name ?? 'Аудио'} />
  if (document) return <DocumentRow file={document} />
  if (location) return <Place place={location} />
  return contact ? <ContactCard contact={contact} /> : null
}

function Said({ message }: { message: Message }) {
  const { say } = useChatActions()
  const html = message.html ?? message.captionHtml
  const text = message.text ?? message.caption ?? ''
  return (
    <div className="said" data-testid="message-text">
      {html ? <RichText html={html} onCommand={say} /> : <Words text={text} onCommand={say} />}
      <span className="said__room" aria-hidden />
    </div>
  )
}

function Foot({ group }: { group: Message[] }) {
  const last = group.at(-1)
  if (!last) return null
  const reactions = [...new Set(group.flatMap((message) => message.reactions ?? []))]
  return (
    <>
      {reactions.length > 0 && (
        <div className="reactions" data-testid="reactions">
          {reactions.map((emoji) => (
            <span key={emoji} className="reaction">
              {emoji}
            </span>
          ))}
        </div>
      )}
      <span className="stamp">
        {group.some(({ silent }) => silent) && <Silent />}
        {group.some(({ editDate }) => editDate) && <span className="stamp__edited">изменено </span>}
        {timeOf(momentOf(group[0]?.date))}
        {last.from === 'person' && <Ticks />}
      </span>
    </>
  )
}

function Quote({ messageId }: { messageId: number }) {
  const { find, showMessage } = useChatActions()
  const quoted = find(messageId)
  return (
    <button type="button" className="quote" onClick={() => showMessage(messageId)}>
      <b>{quoted?.from === 'person' ? 'Вы' : 'Бот'}</b>
      <span>{quoted ? gist(quoted) : 'Сообщение удалено'}</span>
    </button>
  )
}

const Tail = () => (
  <svg className="tail" width="10" height="18" viewBox="0 0 10 18" aria-hidden>
    <path d="M10 18H1.6a1 1 0 0 1-.6-1.8C5.4 13 8.6 8 9 0h1z" />
  </svg>
)

const isMedia = ({ photo, video, videoNote }: Message) => Boolean(photo ?? video ?? videoNote)

const isOwnControl = (target: EventTarget) =>
  target instanceof Element &&
  target.closest('a, button, audio, video, [role=button], [data-control]') !== null
