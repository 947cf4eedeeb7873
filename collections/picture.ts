import sharp from 'sharp'
import type { PayloadRequest } from 'payload'
import { refusal } from './refusal'

type Upload = { data: Buffer; mimetype: string; name: string; size: number }

const formats: Record<string, string> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
}
const megabyte = 1024 * 1024

/** More than any phone takes; what unpacks to more is not opened at all. */
const mostPixels = 120_000_000
/** Telegram: width and height together at most 10 000, at most 20 to 1, less than 10 MB as a photo. */
const [mostSide, mostRatio, mostBytes] = [2560, 20, 9.5 * megabyte]

/**
 * A picture as Telegram takes it and phones like it: turned as it was held, small enough, and without
 * what the camera wrote into it (place, time, owner). Anything else passes as it is.
 */
export async function asTelegramTakes<U extends Upload>(
  req: PayloadRequest,
  upload: U,
): Promise<U> {
  const format = formats[upload.mimetype]
  if (!format) return upload
  const picture = await looked(req, upload.data)
  if (picture.format !== format) throw refusal(req, words.other)
  if (Math.max(picture.width, picture.height) > mostRatio * Math.min(picture.width, picture.height))
    throw refusal(req, words.long)
  const data = await drawnAgain(req, upload.data)
  return { ...upload, data, size: data.length }
}

async function looked(req: PayloadRequest, data: Buffer) {
  const { format, width, height } = await sharp(data, { limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw refusal(req, words.none)
    })
  if (!width || !height) throw refusal(req, words.none)
  if (width * height > mostPixels) throw refusal(req, words.large)
  return { format, width, height }
}

async function drawnAgain(req: PayloadRequest, data: Buffer): Promise<Buffer> {
  for (const side of [mostSide, 1600, 1280]) {
    const drawn = await sharp(data, { limitInputPixels: mostPixels, failOn: 'error' })
      .autoOrient()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .toBuffer()
      .catch(() => {
        throw refusal(req, words.damaged)
      })
    if (drawn.length <= mostBytes) return drawn
  }
  throw refusal(req, words.heavy)
}

const words = {
  other: {
    ru: 'Это не та картинка, которой называется файл. Сохраните её заново как JPEG или PNG.',
    en: 'This is not the kind of picture the file is called. Save it anew as JPEG or PNG.',
  },
  long: {
    ru: 'Картинка слишком вытянута. Telegram не показывает длиннее, чем 20 к 1. Обрежьте её.',
    en: 'The picture is too long: Telegram shows none beyond 20 to 1. Crop it.',
  },
  none: {
    ru: 'Картинка повреждена или это не картинка.',
    en: 'The picture is damaged, or it is none.',
  },
  large: {
    ru: 'Картинка слишком большая: больше 120 мегапикселей. Уменьшите её и загрузите снова.',
    en: 'The picture is too large: more than 120 megapixels. Make it smaller and upload it again.',
  },
  damaged: {
    ru: 'Картинка повреждена: открыть её не получилось.',
    en: 'The picture is damaged: it could not be opened.',
  },
  heavy: {
    ru: 'Картинку не получилось уместить в 10 МБ. Сохраните её как JPEG.',
    en: 'The picture could not be made to fit into 10 MB. Save it as JPEG.',
  },
}
