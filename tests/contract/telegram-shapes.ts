import type {
  ApiError,
  Audio,
  BotCommand,
  CallbackQuery,
  Chat,
  ChatFullInfo,
  ChatMemberBanned,
  ChatMemberMember,
  ChatMemberUpdated,
  Contact,
  Document,
  File,
  Location,
  Message,
  MessageEntity,
  MessageReactionUpdated,
  PhotoSize,
  User,
  UserFromGetMe,
  Video,
  VideoNote,
  Voice,
  WebhookInfo,
} from 'grammy/types'
import { z } from 'zod'

type Required<T> = { [K in keyof T]-?: undefined extends T[K] ? never : K }[keyof T]

/**
 * A strict shape of what grammY's types call T: the compiler refuses a field that T does not have,
 * a required one left out, and a value of another type.
 */
const shapeOf =
  <T>() =>
  <S extends Record<Required<T> & string, z.ZodType>>(
    shape: S & { [K in keyof S]: K extends keyof T ? z.ZodType<T[K]> : never },
  ) =>
    z.strictObject(shape as S)

const id = z.number().int().positive()
const moment = z.number().int().positive()
const size = z.number().int().positive()
const side = z.number().int().positive()
const words = z.string().min(1)
const yes = z.literal(true)

export const user = shapeOf<User>()({
  id,
  is_bot: z.boolean(),
  first_name: words,
  last_name: words.optional(),
  username: words.optional(),
  language_code: words.optional(),
})

export const me = shapeOf<UserFromGetMe>()({
  id,
  is_bot: yes,
  first_name: words,
  username: words,
  can_join_groups: z.boolean(),
  can_read_all_group_messages: z.boolean(),
  supports_guest_queries: z.boolean(),
  supports_inline_queries: z.boolean(),
  can_connect_to_business: z.boolean(),
  has_main_web_app: z.boolean(),
  has_topics_enabled: z.boolean(),
  allows_users_to_create_topics: z.boolean(),
  can_manage_bots: z.boolean(),
  supports_join_request_queries: z.boolean(),
})

export const chat = shapeOf<Chat.PrivateChat>()({
  id,
  type: z.literal('private'),
  first_name: words,
  last_name: words.optional(),
  username: words.optional(),
})

const file = { file_id: words, file_unique_id: words, file_size: size.optional() }
const photoSize = shapeOf<PhotoSize>()({ ...file, width: side, height: side })
const named = { file_name: words.optional(), mime_type: words.optional() }
const lasting = { duration: z.number().int().nonnegative() }
const thumbnail = photoSize.optional()

export const storedFile = shapeOf<File>()({ ...file, file_path: words.optional() })
const document = shapeOf<Document>()({ ...file, ...named, thumbnail })
const video = shapeOf<Video>()({
  ...file,
  ...named,
  ...lasting,
  thumbnail,
  width: side,
  height: side,
})
const audio = shapeOf<Audio>()({ ...file, ...named, ...lasting, thumbnail })
const voice = shapeOf<Voice>()({ ...file, ...lasting, mime_type: words.optional() })
const videoNote = shapeOf<VideoNote>()({ ...file, ...lasting, thumbnail, length: side })
const contact = shapeOf<Contact>()({
  phone_number: words,
  first_name: words,
  last_name: words.optional(),
  user_id: id.optional(),
})
const location = shapeOf<Location>()({ latitude: z.number(), longitude: z.number() })

const span = { offset: z.number().int().nonnegative(), length: z.number().int().positive() }
const plainEntity = shapeOf<MessageEntity.CommonMessageEntity>()({
  ...span,
  type: z.enum([
    'mention',
    'hashtag',
    'cashtag',
    'bot_command',
    'url',
    'email',
    'phone_number',
    'bold',
    'italic',
    'underline',
    'strikethrough',
    'spoiler',
    'blockquote',
    'expandable_blockquote',
    'code',
  ]),
})
const preEntity = shapeOf<MessageEntity.PreMessageEntity>()({
  ...span,
  type: z.literal('pre'),
  language: words.optional(),
})
const linkEntity = shapeOf<MessageEntity.TextLinkMessageEntity>()({
  ...span,
  type: z.literal('text_link'),
  url: words,
})
const entities = z.array(z.union([plainEntity, preEntity, linkEntity])).min(1)

const look = { text: words, style: z.enum(['danger', 'success', 'primary']).optional() }
const button = z.union([
  z.strictObject({ ...look, callback_data: words }),
  z.strictObject({ ...look, url: words }),
])
export const inlineKeyboard = z.strictObject({
  inline_keyboard: z.array(z.array(button).min(1)).min(1),
})

const origin = z.strictObject({ type: z.literal('user'), sender_user: user, date: moment })

const around = {
  message_id: id,
  date: moment,
  chat,
  from: user,
  edit_date: moment.optional(),
  has_protected_content: yes.optional(),
  reply_markup: inlineKeyboard.optional(),
  forward_origin: origin.optional(),
}
const content = {
  text: words.optional(),
  entities: entities.optional(),
  caption: words.optional(),
  caption_entities: entities.optional(),
  media_group_id: words.optional(),
  has_media_spoiler: yes.optional(),
  link_preview_options: z.strictObject({ is_disabled: z.boolean().optional() }).optional(),
  photo: z.array(photoSize).min(1).optional(),
  document: document.optional(),
  video: video.optional(),
  audio: audio.optional(),
  voice: voice.optional(),
  video_note: videoNote.optional(),
  contact: contact.optional(),
  location: location.optional(),
}
type Plain = Omit<Message, 'reply_to_message'>
/** What stands quoted in another message quotes nothing itself. */
const quoted = shapeOf<Plain>()({ ...around, ...content })

const contents = [
  'text',
  'photo',
  'document',
  'video',
  'audio',
  'voice',
  'video_note',
  'contact',
  'location',
] as const

/** A message has one content, and entities only with what they mark. */
export const message = quoted
  .extend({ reply_to_message: quoted.optional() })
  .refine(
    (one) =>
      contents.filter((kind) => one[kind] !== undefined).length === 1 &&
      (!one.entities || one.text !== undefined) &&
      (!one.caption_entities || one.caption !== undefined) &&
      (one.text === undefined || one.caption === undefined),
    'a message has one content',
  )
export const messageWith = (kind: (typeof contents)[number]) =>
  message.refine((one) => one[kind] !== undefined, `a message with ${kind}`)
export const editedMessage = message.refine((one) => one.edit_date !== undefined, 'is edited')
export const messageId = z.strictObject({ message_id: id })

/** What is older than two days comes without its content. */
const inaccessible = z.strictObject({ chat, message_id: id, date: z.literal(0) })
const press = shapeOf<Omit<CallbackQuery, 'message'>>()({
  id: words,
  from: user,
  chat_instance: words,
  data: words.optional(),
}).extend({ message: z.union([message, inaccessible]).optional() })

const member = shapeOf<ChatMemberMember>()({ status: z.literal('member'), user })
const kicked = shapeOf<ChatMemberBanned>()({
  status: z.literal('kicked'),
  user,
  until_date: z.number().int().nonnegative(),
})
const membership = shapeOf<ChatMemberUpdated>()({
  chat,
  from: user,
  date: moment,
  old_chat_member: z.union([member, kicked]),
  new_chat_member: z.union([member, kicked]),
})

const emoji = z.array(z.strictObject({ type: z.literal('emoji'), emoji: words }))
const reaction = shapeOf<Omit<MessageReactionUpdated, 'old_reaction' | 'new_reaction'>>()({
  chat,
  message_id: id,
  user,
  date: moment,
}).extend({ old_reaction: emoji, new_reaction: emoji })

/** At most one of the optional fields is present (typings of Update). */
export const update = z.union([
  z.strictObject({ update_id: id, message }),
  z.strictObject({ update_id: id, edited_message: editedMessage }),
  z.strictObject({ update_id: id, callback_query: press }),
  z.strictObject({ update_id: id, my_chat_member: membership }),
  z.strictObject({ update_id: id, message_reaction: reaction }),
])

export const webhookInfo = shapeOf<WebhookInfo>()({
  url: z.string(),
  has_custom_certificate: z.boolean(),
  pending_update_count: z.number().int().nonnegative(),
  ip_address: words.optional(),
  max_connections: z.number().int().min(1).max(100).optional(),
  last_error_date: moment.optional(),
  last_error_message: words.optional(),
  allowed_updates: z
    .array(z.custom<NonNullable<WebhookInfo['allowed_updates']>[number]>())
    .optional(),
})

export const commands = z.array(shapeOf<BotCommand>()({ command: words, description: words }))
export const menuButton = z.union([
  z.strictObject({ type: z.literal('commands') }),
  z.strictObject({ type: z.literal('default') }),
])

const gifts = z.strictObject({
  unlimited_gifts: z.boolean(),
  limited_gifts: z.boolean(),
  unique_gifts: z.boolean(),
  premium_subscription: z.boolean(),
  gifts_from_channels: z.boolean(),
})
export const chatInfo = shapeOf<ChatFullInfo.PrivateChat>()({
  id,
  type: z.literal('private'),
  first_name: words,
  last_name: words.optional(),
  username: words.optional(),
  active_usernames: z.array(words).optional(),
  pinned_message: quoted.optional(),
  accent_color_id: z.number().int(),
  max_reaction_count: z.number().int(),
  accepted_gift_types: gifts,
})

/** A refusal: the code is the HTTP status, and Telegram's words begin with what it stands for. */
export const refusal = shapeOf<ApiError>()({
  ok: z.literal(false),
  error_code: z.number().int().min(400).max(599),
  description: words,
  parameters: z.strictObject({ retry_after: z.number().int().positive() }).optional(),
}).refine(
  ({ error_code: code, description }) => description.startsWith(beginnings[code] ?? '\0'),
  'the words begin with the status',
)

const beginnings: Record<number, string> = {
  400: 'Bad Request: ',
  401: 'Unauthorized',
  403: 'Forbidden: ',
  404: 'Not Found',
  409: 'Conflict: ',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests: retry after ',
  500: 'Internal Server Error',
}
