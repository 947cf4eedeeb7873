import { pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'
import { sql } from '@payloadcms/db-postgres'
import {
  addDataAndFileToRequest,
  APIError,
  AuthenticationError,
  type CollectionBeforeLoginHook,
  type Endpoint,
  LockedAuth,
  loginOperation,
  type PayloadRequest,
} from 'payload'
import { generatePayloadCookie } from 'payload/shared'
import { rows, rowsIn } from '../src/database/transaction'
import { isPanelCode } from '../src/domain/panel-sign-in'
import type { Said } from '../src/domain/said'
import { limits, signInKey } from '../src/domain/sign-in'
import type { Admin } from '../src/payload-types'
import { auditRefusedSignIn } from './AuditLog.hooks'
import { engineOf } from './engine'
import { askPanelCode, countFailure, takeTry, type Try } from './panel-challenge'
import { inWords, refusal } from './refusal'
import { forgiveRequest, limitRequests } from './request-limit'

/**
 * The password of this account was right; a code was missing or wrong. Known by what it carries: the
 * route and the hook may come from two bundles, in which one class is two.
 */
class CodeNeeded extends APIError {
  readonly codeNeededBy: string
  constructor(admin: string) {
    super('A code of the mail is needed', 401)
    this.codeNeededBy = admin
  }
}

type Second = { taken: Try | null; fits: boolean }
// A plain name: Payload makes a context anew that has none but symbols
const second = 'secondFactor'
type Context = { [second]?: Second; settingPassword?: boolean }

/**
 * After the password was right. Whoever comes by whatever way without the code is refused here; nothing
 * is written, because what is thrown rolls Payload's transaction back.
 */
export const askSecondFactor: CollectionBeforeLoginHook<Admin> = async ({ req, user }) => {
  const { settingPassword, [second]: given } = req.context as Context
  if (user.state !== 'active') throw new AuthenticationError(req.t)
  // The way in while mail or Naumen is away; told to everybody it concerns
  if (user.emergency || settingPassword) return user
  const taken = given?.fits ? given.taken : null
  if (taken?.admin !== user.id || (await isUsed(req, taken.id))) throw new CodeNeeded(user.id)
  return user
}

/** In the transaction of the sign-in: a code opens one session. */
async function isUsed(req: PayloadRequest, id: string): Promise<boolean> {
  const used = await rowsIn(
    req,
    sql`UPDATE panel_challenges SET state = 'used'
    WHERE id = ${id} AND state = 'open' RETURNING id`,
  )
  return used.length === 0
}

/** The usual route; stands before Payload's. Without `code` a right password is answered with a challenge. */
export const login: Endpoint = {
  path: '/login',
  method: 'post',
  async handler(req) {
    await limitRequests(req)
    await addDataAndFileToRequest(req)
    const typed = textsOf(req.data)
    if (typed.code) Object.assign(req.context, { [second]: await trySecond(req, typed) })
    const signedIn = await signIn(req, typed).catch((error) => refuse(req, error, typed))
    await forgiveRequest(req)
    return signedIn
  },
}

async function trySecond(req: PayloadRequest, { challenge, code }: Typed): Promise<Second> {
  const taken = isId(challenge) ? await takeTry(req.payload, challenge) : null
  const key = signInKey(engineOf(req.payload).config.PAYLOAD_SECRET ?? '')
  return { taken, fits: taken !== null && isPanelCode(key, taken, code) }
}

async function signIn(req: PayloadRequest, data: { email: string; password: string }) {
  const { payload } = req
  const collection = payload.collections.admins
  const { token = '', ...result } = await loginOperation({ collection, data, req })
  const { cookiePrefix } = payload.config
  const { auth } = collection.config
  const cookie = generatePayloadCookie({ collectionAuthConfig: auth, cookiePrefix, token })
  const message = req.t('authentication:passed')
  return Response.json({ message, ...result }, { headers: { 'Set-Cookie': cookie } })
}

type Typed = { email: string; password: string; code: string; challenge: string }

function textsOf(data: unknown): Typed {
  const given = Object(data) as Record<string, unknown>
  const text = (name: keyof Typed) => (typeof given[name] === 'string' ? given[name] : '')
  return {
    email: text('email'),
    password: text('password'),
    code: text('code'),
    challenge: text('challenge'),
  }
}

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

/** @throws what the person is told */
async function refuse(req: PayloadRequest, error: unknown, typed: Typed): Promise<never> {
  const { codeNeededBy } = Object(error) as Partial<CodeNeeded>
  if (codeNeededBy) {
    await forgiveRequest(req)
    if (!typed.code) throw await challenged(req, codeNeededBy)
    throw await wrongCode(req, codeNeededBy, typed)
  }
  if (!(error instanceof AuthenticationError || error instanceof LockedAuth)) throw error
  const account = await accountWith(req, typed.email)
  if (account) await auditRefusedSignIn(req, account)
  if (!account || error instanceof LockedAuth) await takeAsLong(typed.password)
  throw Object.assign(new AuthenticationError(req.t), {
    message: inWords(req, words.wrongPassword),
  })
}

async function challenged(req: PayloadRequest, admin: string) {
  const asked = await askPanelCode(req.payload, admin)
  if (typeof asked === 'string') return refusal(req, words[asked], 429, { secondFactor: true })
  const { challenge, delayed } = asked
  const notice = delayed ? { notice: inWords(req, words.codeDelayed) } : {}
  return refusal(req, words.codeSent, 401, { secondFactor: true, challenge, ...notice })
}

async function wrongCode(req: PayloadRequest, admin: string, { challenge }: Typed) {
  await countFailure(req.payload, admin)
  const account = await accountWith(req, { admin })
  if (account) await auditRefusedSignIn(req, account)
  const tries = (req.context as Context)[second]?.taken?.tries ?? limits.triesPerCode
  const left = limits.triesPerCode - tries
  if (left <= 0) return refusal(req, words.codeDead, 401, { secondFactor: true })
  return refusal(req, codeWrong(left), 401, { secondFactor: true, challenge })
}

async function accountWith({ payload }: PayloadRequest, whose: string | { admin: string }) {
  const found = await rows<{ id: string; email: string }>(
    payload,
    sql`SELECT id::text, email FROM admins WHERE ${
      typeof whose === 'string'
        ? sql`email = ${whose.toLowerCase().trim()}`
        : sql`id = ${whose.admin}`
    }`,
  )
  return found[0]
}

const hashed = promisify(pbkdf2)

/** As long as Payload takes to compare a password: the time must not tell who has an account. */
const takeAsLong = (password: string) => hashed(password, 'nobody', 600_000, 32, 'sha256')

const words = {
  wrongPassword: {
    ru: 'Почта или пароль не подходят. После пяти неудачных попыток вход закрывается на десять минут.',
    en: 'E-mail or password do not fit. Five failed tries close the door for ten minutes.',
  },
  codeSent: {
    ru: 'Мы отправили код на вашу почту.',
    en: 'We have sent a code to your e-mail.',
  },
  codeDelayed: {
    ru: 'Письма сейчас уходят с задержкой: код придёт, как только почтовый сервер ответит. Он действует 10 минут; потом попросите новый.',
    en: 'Mails are late at the moment: the code comes as soon as the mail server answers. It is valid for 10 minutes; ask for a new one then.',
  },
  codeDead: {
    ru: 'Этот код больше не действует. Войдите ещё раз, чтобы получить новый.',
    en: 'This code is no longer valid. Sign in again to get a new one.',
  },
  tooSoon: {
    ru: 'Новый код можно получить через минуту.',
    en: 'You can have a new code in a minute.',
  },
  tooManyCodes: {
    ru: 'За последний час отправлено слишком много кодов. Попробуйте через час.',
    en: 'Too many codes were sent within an hour. Try again in an hour.',
  },
}

const codeWrong = (left: number): Said => ({
  ru: `Код не подошёл. Осталось попыток: ${left}.`,
  en: `The code does not fit. Tries left: ${left}.`,
})
