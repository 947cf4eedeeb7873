/** What the sandbox Telegram tells of people and messages, as far as the phone draws it. */
export type Person = {
  id: number
  firstName: string
  lastName?: string
  username?: string
  hint?: string
  blocked: boolean
}

export type Attachment = {
  fileId: string
  url: string
  name?: string
  mime?: string
  size?: number
  width?: number
  height?: number
  duration?: number
  thumbnailUrl?: string
}

export type Button = {
  text: string
  data?: string
  url?: string
  copyText?: string
  disabled?: boolean
  style?: string
}

export type Message = {
  id: number
  date: number
  editDate?: number
  /** It came without a sound. */
  silent?: boolean
  from: 'bot' | 'person'
  text?: string
  html?: string
  caption?: string
  captionHtml?: string
  photo?: Attachment
  document?: Attachment
  video?: Attachment
  voice?: Attachment
  audio?: Attachment
  videoNote?: Attachment
  location?: { latitude: number; longitude: number }
  contact?: { phone_number: string; first_name?: string; last_name?: string }
  mediaGroupId?: string
  replyTo?: number
  keyboard?: Button[][]
  reactions?: string[]
}

export type Command = { command: string; description: string }
export type ReplyKey =
  string | { text: string; request_contact?: boolean; request_location?: boolean }

export type Conversation = {
  messages: Message[]
  typing: boolean
  commands: Command[]
  bot?: { name?: string; username?: string; description?: string }
  replyKeyboard?: { keyboard: ReplyKey[][] } | null
}

export const fullName = ({ firstName, lastName }: Pick<Person, 'firstName' | 'lastName'>) =>
  [firstName, lastName].filter(Boolean).join(' ')

export const initialsOf = ({ firstName, lastName }: Pick<Person, 'firstName' | 'lastName'>) =>
  `${firstName.slice(0, 1)}${(lastName ?? '').slice(0, 1)}`.toUpperCase()

/** One line that stands for a message in a quote. */
export function gist(message: Message): string {
  const words = message.text ?? message.caption
  if (words) return words.split('\n').join(' ').slice(0, 120)
  if (message.photo) return 'Фотография'
  if (message.video) return 'Видео'
  if (message.videoNote) return 'Видеосообщение'
  if (message.voice) return 'Голосовое сообщение'
  if (message.audio) return message.audio.name ?? 'Аудио'
  if (message.document) return message.document.name ?? 'Файл'
  if (message.location) return 'Геопозиция'
  return message.contact ? 'Контакт' : 'Сообщение'
}

/** Messages of one album become one entry, everything else an entry of its own. */
export function grouped(messages: Message[]): Message[][] {
  const groups: Message[][] = []
  for (const message of messages) {
    const last = groups.at(-1)
    const isSame = message.mediaGroupId && last?.[0]?.mediaGroupId === message.mediaGroupId
    if (isSame) last?.push(message)
    else groups.push([message])
  }
  return groups
}
