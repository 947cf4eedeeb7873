import type { ReactNode } from 'react'
import { parseHtml, type Span, type Tag } from '../../domain/markup'

type Props = { html: string; onLink(address: string): void }

/** Telegram's HTML as Telegram draws it. What it does not know is text: nothing is taken as markup. */
export function Markup({ html, onLink }: Props) {
  return <>{nodesOf(parseHtml(html), 0, onLink)}</>
}

// What a client makes a link of by itself: addresses, commands, names, mail
const spoken =
  /(https?:\/\/[^\s<>]+[^\s<>.,;:!?)»"]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w/<])\/[a-z]\w{0,31}|(?<!\w)@\w{4,32})/gi

function nodesOf(spans: Span[], depth: number, onLink: Props['onLink']): ReactNode[] {
  const nodes: ReactNode[] = []
  let afterBlock = false
  for (let from = 0; from < spans.length;) {
    const tag = spans[from]!.tags[depth]
    const end = tag ? endOf(spans, from, depth, tag) : from + 1
    const key = `${depth}.${from}`
    if (tag)
      nodes.push(elementOf(tag, key, nodesOf(spans.slice(from, end), depth + 1, onLink), onLink))
    else nodes.push(...wordsOf(textAfter(spans[from]!.text, afterBlock), spans[from]!, key, onLink))
    afterBlock = tag?.name === 'blockquote' || tag?.name === 'pre'
    from = end
  }
  return nodes
}

const endOf = (spans: Span[], from: number, depth: number, tag: Tag) => {
  const end = spans.findIndex((span, at) => at > from && span.tags[depth] !== tag)
  return end < 0 ? spans.length : end
}

/** The line a block stands on ends with it: its line break is not an empty line. */
const textAfter = (text: string, afterBlock: boolean) =>
  afterBlock ? text.replace(/^\n/, '') : text

function elementOf(tag: Tag, key: string, inside: ReactNode[], onLink: Props['onLink']) {
  if (tag.name !== 'a') return <tag.name key={key}>{inside}</tag.name>
  return linkOf(key, tag.href ?? '', inside, onLink)
}

function wordsOf(text: string, { tags }: Span, key: string, onLink: Props['onLink']): ReactNode[] {
  if (tags.some(({ name }) => name === 'a' || name === 'code' || name === 'pre')) return [text]
  return text
    .split(spoken)
    .map((part, at) => (at % 2 ? linkOf(`${key}.${at}`, part, part, onLink) : part))
}

const linkOf = (key: string, address: string, inside: ReactNode, onLink: Props['onLink']) => (
  <button
    key={key}
    type="button"
    className="phone__link"
    title={address}
    onClick={() => onLink(address)}
  >
    {inside}
  </button>
)
