import type { InlineKeyboardButton, Message, ReactionType } from 'grammy/types'
import { chatOf } from './chats'
import { commandsFor } from './commands'
import { toHtml } from './entity-markup'
import { fileIdIn } from './media'
import type { Chat, Person } from './state'
import type { World } from './world'

const button = (given: InlineKeyboardButton) => ({
  text: given.text,
  ...('callback_data' in given && { data: given.callback_data }),
  ...('url' in given && { url: given.url }),
  ...('copy_text' in given && { copyText: given.copy_text.text }),
  ...('disabled' in given && { disabled: true }),
  ...(given.style && { style: given.style }),
})

const words = (message: Message) => ({
  ...(message.text !== undefined && {
    text: message.text,
    html: toHtml(message.text, message.entities),
  }),
  ...(message.caption !== undefined && {
    caption: message.caption,
    captionHtml: toHtml(message.caption, message.caption_entities),
  }),
})

const viewNames = {
  photo: 'photo',
  document: 'document',
  video: 'video',
  voice: 'voice',
  audio: 'audio',
  video_note: 'videoNote',
} as const

const media = (world: World, message: Message) => {
  const file = world.files.find(fileIdIn(message) ?? '')
  if (!file || file.kind === 'thumbnail') return {}
  const { fileId, name, mime, size, sha256, width, height, duration } = file
  const url = `/control/files/${fileId}`
  const thumbnailId = file.thumbnail ?? file.sizes?.[0]
  const thumbnailUrl = thumbnailId && `/control/files/${thumbnailId}`
  const view = { fileId, url, thumbnailUrl, name, mime, size, sha256, width, height, duration }
  return { [viewNames[file.kind]]: view }
}

const emoji = (reactions: ReactionType[] = []) =>
  reactions.flatMap((one) => (one.type === 'emoji' ? [one.emoji] : []))

const reactions = (chat: Chat, { message_id }: Message) => {
  const both = chat.reactions[message_id]
  const all = [...emoji(both?.bot), ...emoji(both?.person)]
  return all.length > 0 ? { reactions: all } : {}
}

const messageView = (world: World, chat: Chat, message: Message) => ({
  id: message.message_id,
  date: message.date,
  ...(message.edit_date && { editDate: message.edit_date }),
  ...(chat.silent?.includes(message.message_id) && { silent: true }),
  from: message.from?.is_bot ? 'bot' : 'person',
  ...words(message),
  ...media(world, message),
  ...(message.location && { location: message.location }),
  ...(message.contact && { contact: message.contact }),
  ...(message.media_group_id && { mediaGroupId: message.media_group_id }),
  ...(message.reply_to_message && { replyTo: message.reply_to_message.message_id }),
  ...(message.forward_origin && { forwarded: true }),
  ...(message.has_protected_content && { protected: true }),
  ...(message.reply_markup && {
    keyboard: message.reply_markup.inline_keyboard.map((row) => row.map(button)),
  }),
  ...reactions(chat, message),
})

/** A person's phone with the bot's chat open. */
export const phoneView = (world: World, person: Person) => {
  const chat = chatOf(world, person)
  return {
    messages: chat.messages.map((message) => messageView(world, chat, message)),
    typing: chat.typingUntil > world.now(),
    started: person.started,
    blocked: person.blocked,
    commands: commandsFor(world, person.id, 'ru'),
    menu: chat.menuButton ?? world.state.menuButton,
    replyKeyboard: chat.replyKeyboard ?? null,
    pinned: chat.pinned ?? null,
    bot: {
      id: world.bot.id,
      name: world.state.about.name.ru ?? world.state.about.name[''] ?? world.bot.first_name,
      username: world.bot.username,
      description: world.state.about.description.ru ?? world.state.about.description[''] ?? '',
    },
  }
}
