import { handleEndpoints, type Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createFile } from '../src/database/file-bytes'
import { inTransaction } from '../src/database/transaction'
import { createAdmin, signIn } from './panel-rest'
import { headersFor, rangeIn } from './serve-file'
import { startPayload } from './test-database'

vi.setConfig({ testTimeout: 90_000 })

describe('a browser', () => {
  test('never runs what an employee sent', () => {
    const page = headersFor({ name: 'отчёт.html', mime: 'text/html' })
    expect(page['Content-Type']).toBe('application/octet-stream')
    expect(page['Content-Disposition']).toMatch(/^attachment; filename\*=UTF-8''%D0%BE/)
    for (const mime of [
      'image/svg+xml',
      'application/pdf',
      'application/xhtml+xml',
      'text/plain',
      '',
    ])
      expect(headersFor({ name: 'a', mime }), mime).toMatchObject({
        'Content-Type': 'application/octet-stream',
        'Content-Disposition': expect.stringMatching(/^attachment/),
      })
  })

  test('draws pictures and plays sound and film, and guesses no other type', () => {
    for (const mime of ['image/png', 'video/mp4', 'audio/ogg', 'audio/mpeg'])
      expect(headersFor({ name: 'a', mime })).toMatchObject({
        'Content-Type': mime,
        'Content-Disposition': expect.stringMatching(/^inline/),
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'X-Content-Type-Options': 'nosniff',
      })
    // As the first bytes of a voice message are read
    expect(headersFor({ name: 'a', mime: 'audio/ogg; codecs=opus' })['Content-Type']).toBe(
      'audio/ogg',
    )
  })

  test('is given the part it asks for', () => {
    const parts: [string | null, ReturnType<typeof rangeIn>][] = [
      [null, null],
      ['bytes=0-', { start: 0, end: 99 }],
      ['bytes=10-19', { start: 10, end: 19 }],
      ['bytes=90-500', { start: 90, end: 99 }],
      ['bytes=-10', { start: 90, end: 99 }],
      ['bytes=-500', { start: 0, end: 99 }],
      ['bytes=100-', 'none'],
      ['bytes=20-10', 'none'],
      ['bytes=0-1,5-6', null],
      ['pages=1-2', null],
      ['bytes=-', null],
    ]
    for (const [header, part] of parts) expect(rangeIn(header, 100), `${header}`).toEqual(part)
  })
})

describe('over HTTP', () => {
  let payload: Payload
  let stop: () => Promise<void>
  const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, at) => at % 251))

  beforeAll(async () => {
    ;({ payload, stop } = await startPayload())
  })
  afterAll(() => stop?.())

  const kept = async (name: string, mime: string) => {
    const file = { name, mime, bytes, source: 'employee' } as const
    const id = await inTransaction(payload, ({ req }) => createFile(req, file))
    const all = { collection: 'files', id, overrideAccess: true } as const
    return (await payload.findByID(all)).filename ?? ''
  }
  const signedIn = async (role: 'administrator' | 'contentManager') =>
    signIn(payload, (await createAdmin(payload, { role })).email)

  test('a film is played from the middle by an administrator, and by nobody else', async () => {
    const filename = await kept('ролик.mp4', 'video/mp4')
    const range = { range: 'bytes=262140-262149' }
    const part = await fetched(payload, filename, await signedIn('administrator'), range)
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe('bytes 262140-262149/300000')
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(262_140, 262_150))
    const other = await fetched(payload, filename, await signedIn('contentManager'), range)
    expect([403, 404]).toContain(other.status)
    expect([401, 403]).toContain((await fetched(payload, filename, '', range)).status)
  })

  test('a page that calls itself a film is a film that does not play', async () => {
    const cookie = await signedIn('administrator')
    const lie = await fetched(payload, await kept('a.html', 'video/mp4'), cookie)
    expect(lie.headers.get('content-type')).toBe('video/mp4')
    expect(lie.headers.get('x-content-type-options')).toBe('nosniff')
    const page = await fetched(payload, await kept('a.mp4', 'text/html'), cookie)
    expect(page.headers.get('content-disposition')).toMatch(/^attachment/)
    expect((await fetched(payload, 'nobody.mp4', cookie)).status).toBe(404)
  })
})

function fetched(payload: Payload, filename: string, cookie: string, more: object = {}) {
  const headers = new Headers({ origin: 'http://localhost:3000', cookie, ...more })
  const request = new Request(`http://localhost:3000/api/files/file/${filename}`, { headers })
  return handleEndpoints({ config: payload.config, request })
}
