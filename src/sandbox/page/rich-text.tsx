'use client'

import { createElement, Fragment, useState, type ReactNode } from 'react'

type Options = {
  onCommand?: (command: string) => void
  /** Where a picture named in the text really lies; undefined = it is not shown. */
  picture?: (src: string) => string | undefined
}

// What comes from outside is never inserted as HTML: it is parsed aside (DOMParser runs nothing and
// loads nothing) and drawn anew from this list; any other element leaves only its text.
const PLAIN = new Set(
  'b strong i em u ins s strike del code pre p div br ul ol li table thead tbody tr td th h1 h2 h3 h4 hr sub sup'.split(
    ' ',
  ),
)
const DROPPED = new Set(
  'script style iframe object embed template noscript svg math title'.split(' '),
)
const VOID = new Set(['br', 'hr'])

/** Text with Telegram's or Naumen's markup, drawn safely. */
export function RichText({ html, ...options }: { html: string } & Options) {
  const body = new DOMParser().parseFromString(html, 'text/html').body
  return <>{drawAll(body, options)}</>
}

function drawAll(parent: Node, options: Options): ReactNode {
  return [...parent.childNodes].map((node, index) => (
    <Fragment key={index}>{draw(node, options)}</Fragment>
  ))
}

function draw(node: Node, options: Options): ReactNode {
  if (node.nodeType === Node.TEXT_NODE)
    return <Words text={node.nodeValue ?? ''} onCommand={options.onCommand} />
  if (!(node instanceof Element)) return null
  const tag = node.localName
  if (DROPPED.has(tag)) return null
  if (tag === 'tg-spoiler' || node.classList.contains('tg-spoiler')) {
    return <Spoiler>{drawAll(node, options)}</Spoiler>
  }
  if (tag === 'a') return <SafeLink href={node.getAttribute('href')}>{drawAll(node, {})}</SafeLink>
  if (tag === 'img') return <Picture url={options.picture?.(node.getAttribute('src') ?? '')} />
  if (tag === 'blockquote' && node.hasAttribute('expandable'))
    return <Folded>{drawAll(node, options)}</Folded>
  if (tag === 'blockquote') return <blockquote>{drawAll(node, options)}</blockquote>
  if (tag === 'code' || tag === 'pre') return createElement(tag, null, drawAll(node, {}))
  if (!PLAIN.has(tag)) return drawAll(node, options)
  return VOID.has(tag) ? createElement(tag) : createElement(tag, null, drawAll(node, options))
}

const Picture = ({ url }: { url: string | undefined }) =>
  url ? <img className="prose__picture" src={url} alt="Картинка в тексте" /> : null

/** A quotation that shows its beginning until it is pressed. */
function Folded({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false)
  return (
    <blockquote className={open ? undefined : 'folded'} data-control onClick={() => setOpen(!open)}>
      {children}
    </blockquote>
  )
}

function SafeLink({ href, children }: { href: string | null; children: ReactNode }) {
  if (!href || !/^(https?:|mailto:|tel:|tg:)/i.test(href.trim())) return <u>{children}</u>
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      onClick={(event) => event.stopPropagation()}
    >
      {children}
    </a>
  )
}

function Spoiler({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false)
  return (
    <span
      className={open ? 'spoiler spoiler--open' : 'spoiler'}
      role="button"
      tabIndex={0}
      aria-label={open ? undefined : 'Скрытый текст, нажмите, чтобы показать'}
      onClick={(event) => {
        event.stopPropagation()
        setOpen(true)
      }}
      onKeyDown={(event) => event.key === 'Enter' && setOpen(true)}
    >
      {children}
    </span>
  )
}

const LIVE_WORDS =
  /((?:^|(?<=\s))\/[a-z0-9_]{1,32}(?=$|[\s.,!?]))|(https?:\/\/[^\s<>«»]+[^\s<>«».,!?;:)])/gi

/** Links and bot commands inside plain words can be pressed, as in Telegram. */
export function Words({ text, onCommand }: { text: string } & Pick<Options, 'onCommand'>) {
  const pieces = text.split(LIVE_WORDS).filter((piece) => piece)
  return pieces.map((piece, index) => {
    if (/^https?:\/\//i.test(piece)) {
      return (
        <SafeLink key={index} href={piece}>
          {piece}
        </SafeLink>
      )
    }
    if (onCommand && /^\/[a-z0-9_]+$/i.test(piece)) {
      return (
        <button key={index} type="button" className="command-link" onClick={() => onCommand(piece)}>
          {piece}
        </button>
      )
    }
    return piece
  })
}
