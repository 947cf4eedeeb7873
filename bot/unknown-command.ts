import type { Incoming } from '../src/domain/screen'

const known = ['start', 'new', 'my', 'help', 'logout']

/** «/vpn не подключается», or any «/…» given as a reply, is no command but something said. */
export function unknownAsWords(incoming: Incoming): Incoming {
  const { answer, replyTo } = incoming
  if (answer.kind !== 'command' || known.includes(answer.name)) return incoming
  if (!answer.payload && replyTo === undefined) return incoming
  return { ...incoming, answer: { kind: 'text', text: `/${answer.name} ${answer.payload}`.trim() } }
}
