import type { IncomingMessage } from 'node:http'
import { readRequest, type UploadedFile } from './read-request'
import { parseRelaxed } from './relaxed-json'
import { schemaOf } from './schema'
import { classOf } from './store'
import { Refused, type World } from './world'

export const REST_ROOT = '/sd/services/rest/'

export type RestCall = {
  verb: string
  /** `find`, `create-m2m`, … */
  method: string
  /** The fqn or UUID after it. */
  target: string
  query: URLSearchParams
  /** A JSON body, or JSON in the path, not yet read. */
  json: string
  /** Attributes given one by one: in the query, in a form, in text parts. */
  fields: Record<string, string>
  files: UploadedFile[]
  headers: IncomingMessage['headers']
}

/** Query parameters that steer a call and are no attributes. */
const STEERING = [
  'accessKey',
  'attrs',
  'limit',
  'offset',
  'attrCode',
  'attrsCode',
  'func',
  'params',
]
STEERING.push('raw', 'livetime')

/** Takes a request apart; undefined when it is not for the REST API. */
export async function readCall(req: IncomingMessage): Promise<RestCall | undefined> {
  const [rawPath = '', rawQuery = ''] = split(req.url ?? '')
  const path = decoded(rawPath)
  if (!path.startsWith(REST_ROOT)) return undefined
  const [, method = '', target = '', inPath = ''] =
    /^([^/]*)\/?([^/]*)\/?(.*?)\/?$/s.exec(path.slice(REST_ROOT.length)) ?? []
  const query = new URLSearchParams(rawQuery)
  const { text, fields, files } = await readRequest(req)
  const inQuery = [...query].filter(([name]) => !STEERING.includes(name))
  const { accessKey = query.get('accessKey'), ...given } = fields
  if (accessKey) query.set('accessKey', accessKey)
  return {
    verb: req.method ?? 'GET',
    method,
    target,
    query,
    json: text.trim() || unwrapped(inPath),
    fields: { ...Object.fromEntries(inQuery), ...given },
    files,
    headers: req.headers,
  }
}

/** The attributes of a call, in whichever of the three ways they were passed. */
export function attributesOf(world: World, call: RestCall): Record<string, unknown> {
  const parsed = call.json === '' ? {} : parsedJson(world, call.json)
  if (!parsed || typeof parsed !== 'object' || Array.isArray(parsed)) {
    throw new Refused(world.knobs.validationStatus, 'Ожидался JSON-объект')
  }
  return { ...typedFields(world, call), ...parsed }
}

export function parsedJson(world: World, json: string): unknown {
  try {
    return parseRelaxed(json)
  } catch {
    throw new Refused(world.knobs.validationStatus, 'Не удалось разобрать JSON')
  }
}

// A query knows only text; the type comes from the attribute.
function typedFields(world: World, { target, fields }: RestCall): Record<string, unknown> {
  const schema = schemaOf(classOf(target), world.knobs) ?? {}
  const typed = Object.entries(fields).map(([code, text]) => {
    const kind = schema[code]?.kind
    if (kind === 'int' && /^-?\d+$/.test(text)) return [code, Number(text)]
    if (kind === 'bool' && /^(true|false)$/.test(text)) return [code, text === 'true']
    return [code, text]
  })
  return Object.fromEntries(typed) as Record<string, unknown>
}

function split(url: string): [string, string] {
  const at = url.indexOf('?')
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)]
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

// `40x` + url-safe base64 of the JSON: one public client passes its filter so.
function unwrapped(inPath: string): string {
  const coded = /^40x([\w-]+=*)$/.exec(inPath)?.[1]
  return coded ? Buffer.from(coded, 'base64url').toString('utf8') : inPath
}
