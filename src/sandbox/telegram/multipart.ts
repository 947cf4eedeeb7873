import type { IncomingMessage } from 'node:http'
import type { Incoming } from './file-store'
import { readBody } from './listener'

export type Upload = Incoming & { field: string; tooBig: boolean }
export type Form = { fields: Record<string, string>; files: Upload[] }

const lineEnd = '\r\n'
const headEnd = '\r\n\r\n'

const boundaryOf = (request: IncomingMessage) => {
  const type = request.headers['content-type'] ?? ''
  const [, quoted, bare] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type) ?? []
  return quoted ?? bare
}

/** The bodies between the boundaries, each with its headers. */
const split = (body: Buffer, boundary: string) => {
  const parts: Buffer[] = []
  const mark = Buffer.from(`${lineEnd}--${boundary}`)
  // The first boundary has no line end before it.
  let at = body.indexOf(mark.subarray(lineEnd.length))
  if (at < 0) return parts
  at += mark.length - lineEnd.length
  for (;;) {
    const next = body.indexOf(mark, at)
    if (next < 0) return parts
    parts.push(body.subarray(at + lineEnd.length, next))
    at = next + mark.length
  }
}

const header = (head: string, name: string) =>
  new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(head)?.[1]?.trim() ?? ''

const unescaped = (value: string) =>
  value.replace(/\\(["\\])/g, '$1').replace(/%(22|0D|0A)/gi, (code) => decodeURIComponent(code))

/**
 * Written by hand because names come unquoted as well, with spaces and Cyrillic letters
 * (grammY sends `filename=скрин 1.png`), which stricter parsers drop together with the file.
 */
const parameter = (disposition: string, name: string) => {
  const found = new RegExp(`;\\s*${name}=(?:"((?:\\\\.|[^"\\\\])*)"|([^;]*))`, 'i').exec(
    disposition,
  )
  const [, quoted, bare] = found ?? []
  return quoted === undefined ? bare?.trim() : unescaped(quoted)
}

const baseName = (name: string) => name.split(/[/\\]/).at(-1) ?? name

const addPart = (form: Form, part: Buffer, limit: number) => {
  const end = part.indexOf(headEnd)
  if (end < 0) return
  const head = part.subarray(0, end).toString('utf8')
  const bytes = part.subarray(end + headEnd.length)
  const disposition = header(head, 'content-disposition')
  const field = parameter(disposition, 'name')
  const name = parameter(disposition, 'filename')
  if (field === undefined) return
  if (name === undefined) {
    form.fields[field] = bytes.toString('utf8')
    return
  }
  const mime = header(head, 'content-type')
  form.files.push({
    field,
    name: baseName(name) || 'file',
    mime,
    bytes,
    tooBig: bytes.length > limit,
  })
}

/** Reads a multipart body; a file longer than `limit` bytes is marked `tooBig`. */
export const readForm = async (request: IncomingMessage, limit: number): Promise<Form> => {
  const form: Form = { fields: {}, files: [] }
  const boundary = boundaryOf(request)
  const body = await readBody(request)
  for (const part of boundary ? split(body, boundary) : []) addPart(form, part, limit)
  return form
}
