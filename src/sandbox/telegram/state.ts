import type {
  BotCommand,
  InlineKeyboardMarkup,
  MenuButton,
  Message,
  ReactionType,
  ReplyKeyboardMarkup,
  Update,
} from 'grammy/types'

export type Person = {
  id: number
  firstName: string
  lastName?: string
  username?: string
  /** What the phone shows beside the name: the person's work e-mail. */
  hint?: string
  /** Until a person presses «start» no bot may write to them. */
  started: boolean
  blocked: boolean
}

export type Chat = {
  id: number
  lastMessageId: number
  messages: Message[]
  reactions: Record<number, { bot: ReactionType[]; person: ReactionType[] }>
  typingUntil: number
  /** Messages that came without a sound. */
  silent?: number[]
  replyKeyboard?: ReplyKeyboardMarkup
  menuButton?: MenuButton
  pinned?: number
}

/** An update on its way to the bot. `repeated` ones come again though their id was confirmed. */
export type Waiting = {
  update: Update
  /** Telegram's queue it stands in. */
  key: string
  at: number
  repeated?: boolean
  handedOut?: boolean
}

export type Query = {
  id: string
  at: number
  chatId: number
  answered: boolean
  text?: string
  showAlert?: boolean
  url?: string
}

export type FileKind =
  'photo' | 'document' | 'video' | 'voice' | 'audio' | 'video_note' | 'thumbnail'

export type StoredFile = {
  fileId: string
  uniqueId: string
  kind: FileKind
  /** Where the bytes are kept: `${n}` in the files' folder. */
  n: number
  name: string
  mime: string
  /** What Telegram says of the size, which a test may declare bigger than the bytes are. */
  size: number
  sha256: string
  path?: string
  width?: number
  height?: number
  duration?: number
  thumbnail?: string
  /** For a photo: its other sizes, smallest first, the file itself last. */
  sizes?: string[]
}

export type Webhook = {
  url: string
  secretToken?: string
  maxConnections?: number
  ipAddress?: string
  lastErrorDate?: number
  lastErrorMessage?: string
}

export type CommandList = { scope: string; language: string; commands: BotCommand[] }

export type State = {
  people: Person[]
  chats: Record<number, Chat>
  waiting: Waiting[]
  /** The last updates made, so that one can be delivered again. */
  history: Update[]
  lastUpdateId: number
  allowedUpdates: Exclude<keyof Update, 'update_id'>[]
  queries: Record<string, Query>
  webhook: Webhook | null
  files: Record<string, StoredFile>
  lastFile: number
  commands: CommandList[]
  /** Name, description and short description by language; '' is the default. */
  about: Record<'name' | 'description' | 'shortDescription', Record<string, string>>
  menuButton: MenuButton
}

const seededPeople: Person[] = [
  ['Иван', 'Петров', 'ivan_petrov', 'ivan.petrov@blago.example'],
  ['Мария', 'Сидорова', 'm_sidorova', 'm.sidorova@blago.example'],
  ['Алексей', 'Кузнецов', undefined, 'a.kuznetsov@blago.example'],
  ['Ольга', 'Смирнова', undefined, 'o.smirnova@blago.example'],
  ['Чужой', 'Человек', undefined, undefined],
].map(([firstName, lastName, username, hint], index) => ({
  id: 100001 + index,
  firstName: firstName ?? '',
  lastName,
  username,
  hint,
  started: false,
  blocked: false,
}))

export const freshState = (): State => ({
  people: structuredClone(seededPeople),
  chats: {},
  waiting: [],
  history: [],
  lastUpdateId: 731_450_000,
  allowedUpdates: [],
  queries: {},
  webhook: null,
  files: {},
  lastFile: 0,
  commands: [],
  about: { name: {}, description: {}, shortDescription: {} },
  menuButton: { type: 'commands' },
})

export type AnyKeyboard =
  | InlineKeyboardMarkup
  | ReplyKeyboardMarkup
  | { remove_keyboard: true }
  | { force_reply: true; input_field_placeholder?: string }
