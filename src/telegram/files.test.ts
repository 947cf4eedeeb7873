import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { openTelegram, token } from '../../tests/telegram'
import { createTelegram } from './api'
import { TelegramRefused, TelegramUnreachable } from './errors'
import { downloadFile } from './files'

const megabytes = 1024 * 1024
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

async function sent(bytes: Uint8Array<ArrayBuffer>, more: Record<string, string> = {}) {
  const opened = await openTelegram()
  await opened.ivan.sendsFiles('document', [new File([bytes], 'отчёт.bin')], more)
  const remoteId = (await opened.ivan.phone())[0]?.document?.fileId ?? ''
  return { ...opened, remoteId }
}

/** A Telegram of which only the file's download is odd. */
async function withDownload(
  answer: (write: { head(size?: number): void; part(): void; cut(): void }) => void,
) {
  const server = createServer((request, response) => {
    if (request.url?.includes('getFile')) {
      const result = { file_id: 'a', file_unique_id: 'b', file_path: 'documents/file 1.bin' }
      return response.end(JSON.stringify({ ok: true, result }))
    }
    answer({
      head: (size) => response.writeHead(200, size ? { 'content-length': size } : {}),
      part: () => response.write(randomBytes(64 * 1024)),
      cut: () => request.socket.destroy(),
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return createTelegram({ token, apiRoot, timeoutSeconds: 1 })
}

test('a file of 20 MB comes byte for byte', async () => {
  const bytes = randomBytes(20 * megabytes)
  const { telegram, remoteId } = await sent(bytes)
  expect(sha256(await downloadFile(telegram, remoteId, 20 * megabytes))).toBe(sha256(bytes))
})

test('a file above our limit, or above Telegram’s, is refused as too big', async () => {
  const { telegram, remoteId, calls } = await sent(randomBytes(2000))
  await expect(downloadFile(telegram, remoteId, 1999)).rejects.toMatchObject({ reason: 'tooBig' })
  const big = await sent(randomBytes(10), { virtualSize: String(21 * megabytes) })
  const downloading = downloadFile(big.telegram, big.remoteId, 50 * megabytes)
  await expect(downloading).rejects.toMatchObject({ reason: 'tooBig' })
  expect(await calls('getFile')).toHaveLength(1)
})

test('a file that grows while it comes is dropped at the limit', async () => {
  const telegram = await withDownload((write) => {
    write.head()
    for (let n = 0; n < 20; n++) write.part()
  })
  const downloading = downloadFile(telegram, 'a', 100 * 1024)
  await expect(downloading).rejects.toMatchObject({ name: TelegramRefused.name, reason: 'tooBig' })
})

test('a file cut on its way is not taken for a whole one', async () => {
  const telegram = await withDownload((write) => {
    write.head(200_000)
    write.part()
    write.cut()
  })
  await expect(downloadFile(telegram, 'a', megabytes)).rejects.toThrow(TelegramUnreachable)
})

test('a file that stops coming is given up', async () => {
  const telegram = await withDownload((write) => {
    write.head(200_000)
    write.part()
  })
  await expect(downloadFile(telegram, 'a', megabytes)).rejects.toThrow('nothing came for 1 seconds')
})

test('a file nobody knows is refused', async () => {
  const { telegram } = await openTelegram()
  await expect(downloadFile(telegram, 'nothing', megabytes)).rejects.toThrow(TelegramRefused)
})
