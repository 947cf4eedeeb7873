import { randomBytes } from 'node:crypto'
import { handleEndpoints, type Payload } from 'payload'
import { sql } from '@payloadcms/db-postgres'
import { rows } from '../src/database/transaction'
import { panelCode } from '../src/domain/panel-sign-in'
import { signInKey } from '../src/domain/sign-in'
import type { Admin } from '../src/payload-types'
import { engineOf } from './engine'

const origin = 'http://localhost:3000'

type Asked = {
  method?: string
  body?: unknown
  form?: FormData
  cookie?: string
  origin?: string
  headers?: Record<string, string>
}
export type Answered = { status: number; body: unknown; text: string; cookie: string }

/** The REST routes as a browser asks them. For tests. */
export function createRest(payload: Payload) {
  return async function ask(path: string, asked: Asked = {}): Promise<Answered> {
    const { body, cookie, form } = asked
    const { method = (body ?? form) === undefined ? 'GET' : 'POST' } = asked
    const headers = new Headers({ origin: asked.origin ?? origin, ...asked.headers })
    if (body !== undefined) headers.set('content-type', 'application/json')
    if (cookie) headers.set('cookie', cookie)
    const sent = body === undefined ? form : JSON.stringify(body)
    const request = new Request(`${origin}/api${path}`, { method, headers, body: sent })
    const response = await handleEndpoints({ config: payload.config, request })
    const said = await response.text()
    const [set = ''] = response.headers.get('set-cookie')?.split(';') ?? []
    return { status: response.status, text: said, body: parsed(said), cookie: set }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export const password = 'correct horse battery'
let made = 0

export async function createAdmin(payload: Payload, data: Partial<Admin> = {}): Promise<Admin> {
  const email = `admin-${++made}-${randomBytes(3).toString('hex')}@zavod.example`
  const created = await payload.create({
    collection: 'admins',
    data: { name: 'Ольга', role: 'contentManager', state: 'active', email, password, ...data },
    overrideAccess: true,
  })
  return { ...created, collection: 'admins' }
}

/** What the mail would say. */
export async function codeOf(payload: Payload, challenge: string): Promise<string> {
  const [row] = await rows<{ nonce: string; admin: string }>(
    payload,
    sql`SELECT nonce, admin::text FROM panel_challenges WHERE id = ${challenge}`,
  )
  if (!row) throw new Error('There is no such challenge')
  return panelCode(signInKey(engineOf(payload).config.PAYLOAD_SECRET ?? ''), row)
}

export function challengeIn({ body }: Answered): string {
  const { errors } = body as { errors?: { data?: { challenge?: string } }[] }
  return errors?.[0]?.data?.challenge ?? ''
}

/** Password, then code. @returns the session's cookie */
export async function signIn(payload: Payload, email: string): Promise<string> {
  const ask = createRest(payload)
  const challenge = challengeIn(await ask('/admins/login', { body: { email, password } }))
  const code = await codeOf(payload, challenge)
  const { cookie } = await ask('/admins/login', { body: { email, password, code, challenge } })
  return cookie
}
