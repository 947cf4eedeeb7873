import { z } from 'zod'

/**
 * The parts of an update we read (Bot API 10.3). An odd optional part reads as missing: a strange
 * update must cost no more than itself.
 */
const whole = z.number().int()
const words = z.string().optional().catch(undefined)
const maybe = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined)

const User = z.object({
  id: whole,
  is_bot: z.boolean().catch(false),
  first_name: z.string().catch(''),
  last_name: words,
  username: words,
})

const Chat = z.object({ id: whole, type: z.string().catch('') })

const RemoteFile = z.object({
  file_id: z.string().min(1),
  file_unique_id: z.string().catch(''),
  file_size: z.number().nonnegative().catch(0),
  file_name: words,
  mime_type: words,
  width: z.number().catch(0),
  height: z.number().catch(0),
})

const Place = z.object({ latitude: z.number(), longitude: z.number() })

const Reference = z.object({ message_id: whole, chat: Chat })

const Message = Reference.extend({
  date: whole
    .min(0)
    .max(2 ** 32)
    .catch(0),
  from: maybe(User),
  reply_to_message: maybe(z.object({ message_id: whole, text: words, caption: words })),
  media_group_id: words,
  text: words,
  caption: words,
  photo: maybe(z.array(RemoteFile).min(1)),
  document: maybe(RemoteFile),
  video: maybe(RemoteFile),
  voice: maybe(RemoteFile),
  audio: maybe(RemoteFile),
  video_note: maybe(RemoteFile),
  animation: z.unknown().optional(),
  location: maybe(Place),
  venue: maybe(z.object({ location: Place })),
  contact: maybe(
    z.object({ phone_number: z.string(), first_name: z.string().catch(''), last_name: words }),
  ),
}).loose()

const Press = z.object({
  id: z.string().min(1),
  from: User,
  // Date 0 and no more than its address, when the message is too old (InaccessibleMessage)
  message: maybe(Reference),
  data: words,
})

const Member = z.object({
  chat: Chat,
  from: User,
  new_chat_member: z.object({ status: z.string() }),
})

export const Update = z
  .object({
    message: maybe(Message),
    edited_message: maybe(Message),
    callback_query: maybe(Press),
    my_chat_member: maybe(Member),
  })
  .loose()

export type TelegramUser = z.infer<typeof User>
export type TelegramFile = z.infer<typeof RemoteFile>
export type TelegramMessage = z.infer<typeof Message>
export type TelegramPress = z.infer<typeof Press>
export type TelegramMember = z.infer<typeof Member>
