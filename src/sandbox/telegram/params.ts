import type { IncomingMessage } from 'node:http'
import { ApiError, badRequest } from './api-error'
import { readBody } from './listener'
import { readForm, type Form, type Upload } from './multipart'

/** Telegram takes uploads up to 50 MB. */
export const uploadLimit = 50 << 20

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

const readJson = (body: string): Record<string, string> => {
  if (!body.trim()) return {}
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    throw badRequest("can't parse JSON object")
  }
  if (typeof parsed !== 'object' || !parsed) throw badRequest("can't parse JSON object")
  const given = Object.entries(parsed).filter(([, value]) => value !== null && value !== undefined)
  return Object.fromEntries(given.map(([name, value]) => [name, asText(value)]))
}

const readFields = async (request: IncomingMessage): Promise<Form> => {
  const type = request.headers['content-type'] ?? ''
  if (type.startsWith('multipart/form-data')) return readForm(request, uploadLimit)
  const body = (await readBody(request)).toString('utf8')
  if (type.startsWith('application/json')) return { fields: readJson(body), files: [] }
  return { fields: Object.fromEntries(new URLSearchParams(body)), files: [] }
}

const attachedName = (value: string) => /^attach:\/\/(.+)$/.exec(value)?.[1]

export const createParams = ({ fields, files }: Form) => {
  const text = (name: string): string | undefined => fields[name]

  const number = (name: string) => {
    const value = Number(fields[name] ?? Number.NaN)
    return Number.isFinite(value) ? Math.trunc(value) : undefined
  }

  const flag = (name: string) => /^(true|t|1|yes|y)$/i.test(fields[name] ?? '')

  const json = (name: string): unknown => {
    const value = fields[name]
    if (value === undefined || value === '') return undefined
    try {
      return JSON.parse(value)
    } catch {
      throw badRequest(`can't parse ${name.replaceAll('_', ' ')} JSON object`)
    }
  }

  /** The uploaded file a parameter's value stands for: its own part, or an attach:// name. */
  const upload = (name: string, value = fields[name]): Upload | undefined => {
    const field = value === undefined ? name : attachedName(value)
    const file = files.find((one) => one.field === field)
    if (file?.tooBig) throw new ApiError(413, 'Request Entity Too Large')
    return file
  }

  return { fields, files, text, number, flag, json, upload }
}

export type Params = ReturnType<typeof createParams>

/** Parameters in any of Telegram's four ways: query, urlencoded, JSON and multipart. */
export const readParams = async (request: IncomingMessage, query: URLSearchParams) => {
  const { fields, files } = await readFields(request)
  return createParams({ fields: { ...Object.fromEntries(query), ...fields }, files })
}
