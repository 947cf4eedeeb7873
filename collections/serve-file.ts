import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { findBytes } from '../src/database/file-bytes'
import { rowsIn, transactionOf } from '../src/database/transaction'

/** What a browser only draws or plays. No pdf: its viewer does not open in a sandbox. */
const shown = new Set([
  ...['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
  ...['video/mp4', 'video/webm', 'audio/ogg', 'audio/mpeg', 'audio/mp4', 'audio/x-m4a'],
])

/**
 * Pictures are shown, sound and film are played; everything else is only ever saved to disk, whatever
 * it says it is. No type is guessed, and a page opened from here could run nothing.
 */
export function headersFor(file: { name: string; mime: string }): Record<string, string> {
  const [mime = ''] = file.mime.toLowerCase().split(';')
  const isShown = shown.has(mime.trim())
  const disposition = isShown ? 'inline' : 'attachment'
  return {
    'Content-Type': isShown ? mime.trim() : 'application/octet-stream',
    'Content-Disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'private, max-age=3600',
    'Accept-Ranges': 'bytes',
  }
}

export type Range = { start: number; end: number }

/**
 * The part a player asks for, so that it can be wound forward.
 * @returns null: all of it; 'none': there is no such part
 */
export function rangeIn(header: string | null, size: number): Range | null | 'none' {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? []
  if (from === undefined || to === undefined || (!from && !to)) return null
  const start = from ? Number(from) : Math.max(0, size - Number(to))
  const end = Math.min(from && to ? Number(to) : size - 1, size - 1)
  return start > end ? 'none' : { start, end }
}

type Known = { name: string | null; mime: string | null }

/** Whoever may read the document has been asked before. */
export async function serveFile(req: PayloadRequest, filename: string): Promise<Response> {
  const [file] = await rowsIn<Known>(
    req,
    sql`SELECT name, mime_type AS mime FROM files WHERE filename = ${filename}`,
  )
  const bytes = file && (await findBytes(await transactionOf(req), filename))
  if (!bytes) return new Response(null, { status: 404 })
  const headers = headersFor({ name: file.name ?? filename, mime: file.mime ?? '' })
  const range = rangeIn(req.headers.get('range'), bytes.length)
  if (range === 'none')
    return new Response(null, {
      status: 416,
      headers: { ...headers, 'Content-Range': `bytes */${bytes.length}` },
    })
  if (!range) return new Response(new Uint8Array(bytes), { headers })
  const { start, end } = range
  const part = { 'Content-Range': `bytes ${start}-${end}/${bytes.length}` }
  const body = new Uint8Array(bytes.subarray(start, end + 1))
  return new Response(body, { status: 206, headers: { ...headers, ...part } })
}
