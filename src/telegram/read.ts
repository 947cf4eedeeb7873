import type { Answer, Incoming, Membership, Person } from '../domain/screen'
import { attachmentOf } from './attachments'
import { decodePress } from './callback-data'
import {
  type TelegramMember,
  type TelegramMessage,
  type TelegramPress,
  type TelegramUser,
  Update,
} from './update'

export type Reading =
  | { kind: 'incoming'; incoming: Incoming }
  | { kind: 'membership'; membership: Membership }
  /** Nothing for us; `type` is the update's, fit to be counted. */
  | { kind: 'unknown'; type: string }

export type ReadOptions = {
  /** For the names of files that have none. */
  timeZone: string
  /** The bot's own name: `/start@other_bot` in a group is not for us. */
  username?: string
}

/** Reads one update of Telegram in our words. Never throws, whatever comes in. */
export function readUpdate(update: unknown, options: ReadOptions): Reading {
  const parsed = Update.safeParse(update)
  if (!parsed.success) return { kind: 'unknown', type: 'odd' }
  const { message, edited_message, callback_query, my_chat_member } = parsed.data
  const incoming =
    (message && readMessage(message, false, options)) ??
    (edited_message && readMessage(edited_message, true, options)) ??
    (callback_query && readPress(callback_query))
  if (incoming) return { kind: 'incoming', incoming }
  if (my_chat_member) return { kind: 'membership', membership: readMembership(my_chat_member) }
  return { kind: 'unknown', type: typeOf(Object(update)) }
}

function readMessage(
  message: TelegramMessage,
  edited: boolean,
  options: ReadOptions,
): Incoming | undefined {
  const { from, chat } = message
  if (!from || from.is_bot || isService(message)) return undefined
  return {
    person: personOf(from),
    chat: chat.id,
    private: chat.type === 'private',
    message: message.message_id,
    replyTo: message.reply_to_message?.message_id,
    repliedText: message.reply_to_message?.text ?? message.reply_to_message?.caption,
    edited,
    answer: readAnswer(message, options),
  }
}

function readAnswer(message: TelegramMessage, { timeZone, username }: ReadOptions): Answer {
  const { text, caption = '', contact, media_group_id: album } = message
  if (text !== undefined) return readCommand(text, username) ?? { kind: 'text', text }
  // A moving picture comes as a document too, made for old apps
  const file = message.animation === undefined ? attachmentOf(message, timeZone) : null
  if (file) return { kind: 'files', files: [file], text: caption, album }
  const place = message.location ?? message.venue?.location
  if (place) return { kind: 'place', latitude: place.latitude, longitude: place.longitude }
  if (contact) {
    const name = [contact.first_name, contact.last_name].filter(Boolean).join(' ')
    return { kind: 'contact', name, phone: contact.phone_number }
  }
  return { kind: 'unsupported' }
}

function readCommand(text: string, username: string | undefined): Answer | null {
  const [, name, bot, payload = ''] =
    /^\/([a-z0-9_]{1,32})(?:@(\w+))?(?:\s+([\s\S]*))?$/i.exec(text) ?? []
  if (!name) return null
  if (bot && username && bot.toLowerCase() !== username.toLowerCase()) return null
  return { kind: 'command', name: name.toLowerCase(), payload: payload.trim() }
}

/** A button of an older version still is a press: an empty one, answered with the right screen. */
function readPress({ id, from, message, data }: TelegramPress): Incoming | undefined {
  if (!message) return undefined
  return {
    person: personOf(from),
    chat: message.chat.id,
    private: message.chat.type === 'private',
    message: message.message_id,
    edited: false,
    answer: { kind: 'press', press: decodePress(data) ?? '', query: id },
  }
}

function readMembership({ chat, from, new_chat_member: { status } }: TelegramMember): Membership {
  const blocked = status === 'kicked' || status === 'left'
  return { person: personOf(from), chat: chat.id, private: chat.type === 'private', blocked }
}

const personOf = ({ id, first_name, last_name, username }: TelegramUser): Person => ({
  id,
  firstName: first_name,
  lastName: last_name,
  username,
})

/** What Telegram itself says in a chat (somebody joined, a message was pinned). */
const isService = (message: Record<string, unknown>) =>
  Object.keys(message).some((key) =>
    /^(new_chat_|left_chat_|delete_chat_|(super)?group_chat_|channel_chat_|migrate_|pinned_|message_auto_delete|forum_topic_|general_forum_|video_chat_|chat_(background|shared)|users_shared|write_access_|boost_|proximity_|web_app_data|successful_payment|refunded_payment|giveaway|connected_website|passport_data)/.test(
      key,
    ),
  )

function typeOf(update: Record<string, unknown>): string {
  const type = Object.keys(update).find((key) => key !== 'update_id' && update[key] !== undefined)
  return type && /^[a-z_]{1,40}$/.test(type) ? type : 'odd'
}
