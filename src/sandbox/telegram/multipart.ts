import busboy from 'busboy'
import type { IncomingMessage } from 'node:http'
import type { Incoming } from './file-store'

export type Upload = Incoming & { field: string; tooBig: boolean }
export type Form = { fields: Record<string, string>; files: Upload[] }

const defaultNames: Record<string, string> = { photo: 'photo.jpg', voice: 'voice.ogg' }

/** Reads a multipart body; a file longer than `limit` bytes is cut and marked `tooBig`. */
export const readForm = (request: IncomingMessage, limit: number) =>
  new Promise<Form>((resolve, reject) => {
    const form: Form = { fields: {}, files: [] }
    const parser = busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { fileSize: limit, fieldSize: 1 << 20 },
    })
    parser.on('field', (name, value) => {
      form.fields[name] = value
    })
    parser.on('file', (field, stream, { filename, mimeType }) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('close', () =>
        form.files.push({
          field,
          name: filename || defaultNames[field] || 'file',
          mime: mimeType,
          bytes: Buffer.concat(parts),
          tooBig: Boolean((stream as { truncated?: boolean }).truncated),
        }),
      )
    })
    parser.on('close', () => resolve(form))
    parser.on('error', reject)
    request.on('error', reject)
    request.pipe(parser)
  })
