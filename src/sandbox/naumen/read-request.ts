import busboy from 'busboy'
import type { IncomingMessage } from 'node:http'

export type UploadedFile = { field: string; name: string; mime: string; bytes: Buffer }

export type RequestContent = {
  /** Text of a body that is neither a form nor multipart. */
  text: string
  fields: Record<string, string>
  files: UploadedFile[]
}

/** Reads a whole request: JSON and unknown bodies as text, forms and multipart as fields and files. */
export async function readRequest(req: IncomingMessage): Promise<RequestContent> {
  const type = req.headers['content-type'] ?? ''
  if (/^multipart\/form-data|^application\/x-www-form-urlencoded/i.test(type)) return readForm(req)
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk as Buffer)
  return { text: Buffer.concat(chunks).toString('utf8'), fields: {}, files: [] }
}

function readForm(req: IncomingMessage): Promise<RequestContent> {
  return new Promise((resolve, reject) => {
    const content: RequestContent = { text: '', fields: {}, files: [] }
    // Names arrive as raw UTF-8 from every client seen; busboy would read them as latin1.
    const form = busboy({ headers: req.headers, defParamCharset: 'utf8' })
    form.on('field', (name, value) => (content.fields[name] = value))
    form.on('file', (field, stream, info) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () =>
        content.files.push({
          field,
          name: info.filename ?? field,
          mime: info.mimeType,
          bytes: Buffer.concat(chunks),
        }),
      )
    })
    form.on('close', () => resolve(content))
    form.on('error', reject)
    req.on('aborted', () => reject(new Error('the request was cut short')))
    req.pipe(form)
  })
}
