import { type Api, InputFile } from 'grammy'
import type { Screen } from '../domain/screen'
import { captionLimit } from '../domain/text'
import { compose, pictureOf } from './compose'
import { deliver, editMessage } from './deliver'
import { isUnchanged, TelegramRefused, TelegramUnreachable } from './errors'

/** Bytes to upload, or Telegram's own handle of a picture sent before. */
export type Picture = { bytes: Buffer; name: string } | { remoteId: string }

export type Drawing = {
  chat: number
  /** The message the last screen stands in; null when there is none. */
  message: number | null
  messageHasPicture: boolean
  /** Stand at the bottom of the chat, below what the person has sent. */
  fresh: boolean
  screen: Screen
  /** null: the picture is not there any more, the text goes alone. */
  loadPicture(id: string): Promise<Picture | null>
  /** Told as soon as the new screen stands, before the old one goes. */
  stands?(drawn: Drawn): Promise<void>
}

/** `pictureRemoteId`: send it instead of the bytes next time. */
export type Drawn = { message: number; hasPicture: boolean; pictureRemoteId?: string }

const removalMs = 5000

/**
 * Shows the screen in the message where the last one stood, or anew where that can't be. What stood
 * before goes away; if it can't, it loses its buttons.
 */
export async function drawScreen(api: Api, drawing: Drawing): Promise<Drawn> {
  const picture = await loadedPicture(drawing)
  const { message, fresh, messageHasPicture } = drawing
  if (message !== null && !fresh && messageHasPicture === !!picture) {
    const drawn = await edit(api, drawing, message, picture)
    if (drawn) {
      await drawing.stands?.(drawn)
      return drawn
    }
  }
  const drawn = await sendAnew(api, drawing, picture)
  await drawing.stands?.(drawn)
  if (message !== null) await remove(api, drawing.chat, message)
  return drawn
}

async function loadedPicture({ screen, loadPicture }: Drawing): Promise<Picture | null> {
  const picture = pictureOf(screen)
  return picture ? loadPicture(picture) : null
}

/** @returns null when the message is not there to be edited, or its picture is refused */
async function edit(
  api: Api,
  { chat, screen }: Drawing,
  message: number,
  picture: Picture | null,
): Promise<Drawn | null> {
  try {
    if (picture) return await editPicture(api, chat, message, screen, picture)
    await editMessage(api, { chat, message, html: screen.text, rows: screen.rows })
    return { message, hasPicture: false }
  } catch (error) {
    if (isUnchanged(error)) return { message, hasPicture: !!picture }
    if (!(error instanceof TelegramRefused) || error.reason === 'blocked') throw error
    if (picture || error.reason === 'gone') return null
    throw error
  }
}

async function editPicture(
  api: Api,
  chat: number,
  message: number,
  screen: Screen,
  picture: Picture,
): Promise<Drawn> {
  const edited = await captioned(screen, ({ text: caption, parse_mode, reply_markup }) => {
    const media = { type: 'photo', media: upload(picture), caption, parse_mode } as const
    return api.editMessageMedia(chat, message, media, { reply_markup })
  })
  const photo = edited === true ? undefined : edited.photo
  return { message, hasPicture: true, pictureRemoteId: photo?.at(-1)?.file_id }
}

async function sendAnew(
  api: Api,
  { chat, screen }: Drawing,
  picture: Picture | null,
): Promise<Drawn> {
  try {
    if (picture) return await sendPicture(api, chat, screen, picture)
  } catch (error) {
    // A picture Telegram won't take must not hide the words and the buttons
    if (!(error instanceof TelegramRefused) || error.reason === 'blocked') throw error
  }
  const message = await deliver(api, { chat, html: screen.text, rows: screen.rows })
  return { message, hasPicture: false }
}

async function sendPicture(
  api: Api,
  chat: number,
  screen: Screen,
  picture: Picture,
): Promise<Drawn> {
  const sent = await captioned(screen, ({ text: caption, ...other }) =>
    api.sendPhoto(chat, upload(picture), { caption, ...other }),
  )
  const pictureRemoteId = sent.photo.at(-1)?.file_id
  return { message: sent.message_id, hasPicture: true, pictureRemoteId }
}

const captioned = <T>(screen: Screen, call: Parameters<typeof compose<T>>[1]) =>
  compose({ html: screen.text, rows: screen.rows, limit: captionLimit }, call)

const upload = (picture: Picture) =>
  'bytes' in picture ? new InputFile(picture.bytes, picture.name) : picture.remoteId

/**
 * The new screen already stands: whatever happens to the old one must neither draw it twice nor keep
 * the person waiting.
 */
async function remove(api: Api, chat: number, message: number): Promise<void> {
  const patience = AbortSignal.timeout(removalMs) as Parameters<Api['deleteMessage']>[2]
  try {
    await api.deleteMessage(chat, message, patience)
  } catch (error) {
    if (!isOutside(error)) throw error
    // A message older than 48 hours can't be deleted
    await api.editMessageReplyMarkup(chat, message, {}, patience).catch((again: unknown) => {
      if (!isOutside(again)) throw again
    })
  }
}

const isOutside = (error: unknown) =>
  error instanceof TelegramRefused || error instanceof TelegramUnreachable
