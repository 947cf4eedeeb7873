import { get as httpGet, type IncomingMessage } from 'node:http'
import { get as httpsGet } from 'node:https'
import type { Telegram } from './api'
import { TelegramRefused, TelegramUnreachable } from './errors'

const method = 'download'
const patienceMs = 5 * 60_000

/**
 * The bytes of a file somebody sent. Read as a stream and dropped as soon as there are too many.
 * The address holds the token, so no error carries it.
 * @throws TelegramRefused `tooBig` above `maxBytes` (and above Telegram's own 20 MB)
 */
export async function downloadFile(
  telegram: Telegram,
  remoteId: string,
  maxBytes: number,
): Promise<Buffer> {
  const { file_path: path, file_size: size = 0 } = await telegram.api.getFile(remoteId)
  if (size > maxBytes) throw tooBig()
  if (!path) throw new TelegramUnreachable(method, 'no path to the file')
  try {
    const response = await open(telegram, path)
    const bytes = await read(response, maxBytes)
    if (size && bytes.length !== size) throw new TelegramUnreachable(method, 'the file came cut')
    return bytes
  } catch (error) {
    if (error instanceof TelegramRefused || error instanceof TelegramUnreachable) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new TelegramUnreachable(method, telegram.scrub(why))
  }
}

/** Follows no redirect: the address is a secret. */
function open(telegram: Telegram, path: string): Promise<IncomingMessage> {
  const { apiRoot, token, agent, timeoutSeconds } = telegram
  const address = new URL(
    `${apiRoot}/file/bot${token}/${path.split('/').map(encodeURIComponent).join('/')}`,
  )
  const get = address.protocol === 'https:' ? httpsGet : httpGet
  return new Promise((resolve, reject) => {
    const options = { agent, signal: AbortSignal.timeout(patienceMs) }
    let received: IncomingMessage | undefined
    const request = get(address, options, (response) => {
      received = response
      if (response.statusCode === 200) return resolve(response)
      response.resume()
      reject(failure(response.statusCode ?? 0))
    })
    const stalled = () =>
      (received ?? request).destroy(new Error(`nothing came for ${timeoutSeconds} seconds`))
    request.setTimeout(timeoutSeconds * 1000, stalled)
    request.on('error', reject)
  })
}

async function read(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > maxBytes) throw tooBig()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** A link lives an hour at least: asking for the file again makes a new one, so 404 is worth it. */
const failure = (status: number) =>
  status === 400 || status === 403
    ? new TelegramRefused(method, status, 'the file is refused')
    : new TelegramUnreachable(method, `answer ${status}`)

const tooBig = () => new TelegramRefused(method, 400, 'file is too big')
