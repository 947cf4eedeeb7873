import sharp from 'sharp'
import { badRequest } from './api-error'

type Size = { bytes: Buffer; width: number; height: number }

const smaller = [90, 320, 800]
const biggest = 1280

const resized = async (bytes: Buffer, side: number): Promise<Size> => {
  const { data, info } = await sharp(bytes)
    .rotate()
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 87 })
    .toBuffer({ resolveWithObject: true })
  return { bytes: data, width: info.width, height: info.height }
}

/**
 * The sizes Telegram would make of a photo, smallest first, all JPEG.
 * A JPEG that fits is kept byte for byte, anything else is encoded anew.
 */
export const preparePhoto = async (bytes: Buffer): Promise<Size[]> => {
  const about = await sharp(bytes)
    .metadata()
    .catch(() => undefined)
  const { width, height } = about ?? {}
  if (!about || !width || !height) throw badRequest('IMAGE_PROCESS_FAILED')
  if (width + height > 10_000 || Math.max(width / height, height / width) > 20) {
    throw badRequest('PHOTO_INVALID_DIMENSIONS')
  }
  const longest = Math.max(width, height)
  const sizes: Size[] = []
  for (const side of smaller) if (side < longest) sizes.push(await resized(bytes, side))
  const untouched = about.format === 'jpeg' && longest <= biggest && (about.orientation ?? 1) === 1
  sizes.push(untouched ? { bytes, width, height } : await resized(bytes, biggest))
  return sizes
}
