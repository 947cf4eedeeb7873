import sharp from 'sharp'
import { refusal } from './panel-endpoint'

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
export async function asTelegramTakes<U extends Upload>(upload: U): Promise<U> {
  const format = formats[upload.mimetype]
  if (!format) return upload
  const picture = await looked(upload.data)
  if (picture.format !== format)
    throw refusal(
      'Это не та картинка, которой называется файл. Сохраните её заново как JPEG или PNG.',
    )
  if (Math.max(picture.width, picture.height) > mostRatio * Math.min(picture.width, picture.height))
    throw refusal(
      'Картинка слишком вытянута: Telegram не показывает длиннее, чем 20 к 1. Обрежьте её.',
    )
  const data = await drawnAgain(upload.data)
  return { ...upload, data, size: data.length }
}

async function looked(data: Buffer) {
  const { format, width, height } = await sharp(data, { limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw refusal('Картинка повреждена или это не картинка.')
    })
  if (!width || !height) throw refusal('Картинка повреждена или это не картинка.')
  if (width * height > mostPixels)
    throw refusal(
      'Картинка слишком большая: больше 120 мегапикселей. Уменьшите её и загрузите снова.',
    )
  return { format, width, height }
}

async function drawnAgain(data: Buffer): Promise<Buffer> {
  for (const side of [mostSide, 1600, 1280]) {
    const drawn = await sharp(data, { limitInputPixels: mostPixels, failOn: 'error' })
      .autoOrient()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .toBuffer()
      .catch(() => {
        throw refusal('Картинка повреждена: открыть её не получилось.')
      })
    if (drawn.length <= mostBytes) return drawn
  }
  throw refusal('Картинку не получилось уместить в 10 МБ. Сохраните её как JPEG.')
}
