'use client'
import { useTheme } from '@payloadcms/ui'
import { useEffect, useRef, useState } from 'react'
import type { Screen } from '../../domain/screen'
import { messageOf } from '../../telegram/compose'
import { useWords } from '../kit/use-words'
import { Keyboard } from './Keyboard'
import { Markup } from './Markup'
import './phone.css'
import { words } from './words'

type Props = {
  screen: Screen
  /** Where the bytes of `screen.picture` are; without it its place is kept. */
  pictureUrl?: string | null
  /** Somebody presses a button that is no link. */
  onPress?: (press: string) => void
  /** The bot's name above the chat. */
  title?: string
}

/**
 * A phone that shows a screen as the bot would send it: cut, without its picture where the words are
 * too many, and with the buttons Telegram takes. Links tell where they lead and open nothing.
 */
export function PhonePreview({ screen, pictureUrl, onPress, title }: Props) {
  const say = useWords(words)
  const { theme } = useTheme()
  const [chosen, setChosen] = useState<'light' | 'dark' | null>(null)
  const [address, setAddress] = useState<string | null>(null)
  const chat = useRef<HTMLDivElement>(null)
  const look = chosen ?? theme
  // Another screen begins at its beginning, and no longer speaks of the last one's link
  const shape = `${screen.picture ?? ''}${screen.rows.length}${screen.text.slice(0, 40)}`
  useEffect(() => {
    setAddress(null)
    chat.current?.scrollTo({ top: 0 })
  }, [shape])

  return (
    <section className={`phone phone--${look}`} aria-label={say.phone} translate="no">
      <header className="phone__head">
        <span className="phone__face" aria-hidden>
          🤖
        </span>
        <span className="phone__name">
          <b>{title ?? say.support}</b>
          <small>{say.bot}</small>
        </span>
        <Switch
          label={look === 'dark' ? say.light : say.dark}
          onClick={() => setChosen(look === 'dark' ? 'light' : 'dark')}
        />
      </header>
      <div className="phone__chat" ref={chat} tabIndex={0} role="group" aria-label={say.chat}>
        <Message {...{ screen, pictureUrl, onPress }} onLink={setAddress} />
      </div>
      {address && (
        <p className="phone__opens" role="status">
          <span>
            {say.opens} <b>{address}</b>
          </span>
          <button type="button" aria-label={say.close} onClick={() => setAddress(null)}>
            ×
          </button>
        </p>
      )}
      <footer className="phone__foot" aria-hidden>
        <span>{say.write}</span>
      </footer>
    </section>
  )
}

function Message({
  screen,
  pictureUrl,
  onPress,
  onLink,
}: Omit<Props, 'title'> & { onLink(address: string): void }) {
  const { picture, body } = messageOf(screen)
  return (
    <div className="phone__message">
      <div className={`phone__bubble${picture ? ' phone__bubble--picture' : ''}`}>
        {picture && <Picture url={pictureUrl} />}
        <div className="phone__text" data-testid="phone-text">
          <Markup html={body.text} onLink={onLink} />
          <span className="phone__time" aria-hidden>
            9:41
          </span>
        </div>
      </div>
      <Keyboard rows={body.reply_markup.inline_keyboard} onPress={onPress} onLink={onLink} />
    </div>
  )
}

function Picture({ url }: { url?: string | null }) {
  const say = useWords(words)
  if (!url) return <div className="phone__picture phone__picture--none">{say.noPicture}</div>
  return <img className="phone__picture" src={url} alt={say.picture} />
}

const Switch = ({ label, onClick }: { label: string; onClick(): void }) => (
  <button
    type="button"
    className="phone__switch"
    title={label}
    aria-label={label}
    onClick={onClick}
  >
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden>
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />
    </svg>
  </button>
)
