import { type Api, InputFile } from 'grammy'
import type { Message as Sent } from 'grammy/types'
import type { Button, Html } from '../domain/screen'
import { captionLimit } from '../domain/text'
import { type Body, compose } from './compose'
import { isUnchanged } from './errors'

export type Media = { name: string; bytes: Buffer }
/** As what a file is shown: a picture in the chat, or a file to open. */
export type Shown = 'photo' | 'document'
/** A message that carries a file, and Telegram's own handle of the file. */
export type SentMedia = { message: number; remoteId: string; uniqueId: string }

type Sending = {
  chat: number
  /** Up to 1024 characters of text. */
  html: Html
  silent?: boolean
  /** The message it belongs to; sent all the same when that is gone. */
  replyTo?: number
}

/** One picture or file with words and buttons under it. */
export async function sendMedia(
  api: Api,
  { chat, html, rows, ...message }: Sending & { of: Shown; file: Media; rows: Button[][] },
): Promise<SentMedia> {
  const { of, file } = message
  const sent = await compose<Carrier>({ html, rows, limit: captionLimit }, (body) => {
    const { reply_markup } = body
    const other = { ...captionOf(html, body), reply_markup, ...options(message) }
    return of === 'photo'
      ? api.sendPhoto(chat, upload(file), other)
      : api.sendDocument(chat, upload(file), { ...other, disable_content_type_detection: true })
  })
  return mediaOf(sent)
}

/** Two to ten pictures, or two to ten files, as one album: it can't have buttons. In their order. */
export async function sendAlbum(
  api: Api,
  { chat, html, of, files, ...message }: Sending & { of: Shown; files: Media[] },
): Promise<SentMedia[]> {
  const sent = await compose({ html, rows: [], limit: captionLimit }, (body) => {
    const items = files.map((file, at) => {
      const caption = at ? {} : captionOf(html, body)
      return of === 'photo'
        ? ({ type: 'photo', media: upload(file), ...caption } as const)
        : documentOf(file, caption)
    })
    return api.sendMediaGroup(chat, items as Parameters<Api['sendMediaGroup']>[1], options(message))
  })
  return sent.map(mediaOf)
}

/** @throws TelegramRefused `gone` when there is no such message to edit any more */
export async function editCaption(
  api: Api,
  edit: { chat: number; message: number; html: Html; rows: Button[][] },
): Promise<void> {
  const { chat, message, html, rows } = edit
  try {
    await compose({ html, rows, limit: captionLimit }, ({ text, ...other }) =>
      api.editMessageCaption(chat, message, { caption: text, ...other }),
    )
  } catch (error) {
    if (!isUnchanged(error)) throw error
  }
}

const documentOf = (file: Media, caption: object) =>
  ({
    type: 'document',
    media: upload(file),
    disable_content_type_detection: true,
    ...caption,
  }) as const

const captionOf = (html: Html, { text, parse_mode }: Body) =>
  html ? { caption: text, ...(parse_mode && { parse_mode }) } : {}

/** Made anew for every call: what was sent once can't be sent again (TELEGRAM.md 4.5). */
const upload = ({ bytes, name }: Media) => new InputFile(bytes, name)

const options = ({ silent, replyTo }: Pick<Sending, 'silent' | 'replyTo'>) => ({
  disable_notification: silent,
  ...(replyTo !== undefined && {
    reply_parameters: { message_id: replyTo, allow_sending_without_reply: true },
  }),
})

type Carrier = Pick<Sent, 'message_id' | 'photo' | 'document'>

function mediaOf(sent: Carrier): SentMedia {
  const file = sent.photo?.at(-1) ?? sent.document
  return {
    message: sent.message_id,
    remoteId: file?.file_id ?? '',
    uniqueId: file?.file_unique_id ?? '',
  }
}
