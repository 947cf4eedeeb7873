import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest, Where } from 'payload'
import { rows } from '../src/database/transaction'
import { csvLine, filterNames } from '../src/domain/csv'
import { auditExport } from './AuditLog.hooks'
import { engineOf } from './engine'

const columns = [
  { name: 'name', ru: 'ФИО', en: 'Full name' },
  { name: 'post', ru: 'Должность', en: 'Post' },
  { name: 'department', ru: 'Отдел', en: 'Department' },
  { name: 'email', ru: 'Почта', en: 'E-mail' },
  { name: 'login', ru: 'Логин', en: 'Login' },
  { name: 'role', ru: 'Роль в боте', en: 'Role in the bot' },
  { name: 'state', ru: 'Доступ', en: 'Access' },
  { name: 'stopped', ru: 'Остановил бот', en: 'Stopped the bot' },
  { name: 'username', ru: 'Имя в Telegram', en: 'Telegram username' },
  { name: 'account', ru: 'Telegram ID', en: 'Telegram ID' },
  { name: 'signedIn', ru: 'Вошёл', en: 'Signed in' },
  { name: 'seen', ru: 'Был в боте', en: 'Last seen' },
  { name: 'checked', ru: 'Подтверждён в Naumen', en: 'Confirmed in Naumen' },
  { name: 'dismissed', ru: 'Уволен', en: 'Dismissed' },
] as const

type Row = Record<(typeof columns)[number]['name'], string | null>

const words: Record<string, { ru: string; en: string }> = {
  employee: { ru: 'Сотрудник', en: 'Employee' },
  manager: { ru: 'Руководитель', en: 'Manager' },
  active: { ru: 'Есть', en: 'Active' },
  signedOut: { ru: 'Вышел', en: 'Signed out' },
  dismissed: { ru: 'Уволен', en: 'Dismissed' },
  locked: { ru: 'Заблокирован в Naumen', en: 'Locked in Naumen' },
  blocked: { ru: 'Заблокирован администратором', en: 'Blocked by an admin' },
  yes: { ru: 'да', en: 'yes' },
}

const atOnce = 1000

/**
 * The list as it is filtered, for Excel. Who is in it is read first and written down in the audit log;
 * their rows are read and sent part by part.
 */
export async function exportUsers(req: PayloadRequest): Promise<Response> {
  const ids = await listed(req)
  await auditExport(req, { collection: 'users', fields: filterNames(req.query), rows: ids.length })
  const day = new Date().toISOString().slice(0, 10)
  return new Response(streamOf(req, ids), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="users-${day}.csv"`,
      'cache-control': 'no-store',
    },
  })
}

/** Ids in the order of the list; the first call refuses in words what can't be asked, and who may not. */
async function listed(req: PayloadRequest): Promise<string[]> {
  const { payload, query, user } = req
  const where = whereOf(req)
  const sort = typeof query.sort === 'string' ? query.sort : 'name'
  const asked = { collection: 'users', where, sort, req, pagination: false } as const
  await payload.find({ ...asked, ...{ limit: 1, depth: 0, overrideAccess: false, user } })
  // Past Payload's hooks: fifty thousand documents go through them for seconds
  const { docs } = await payload.db.find<{ id: string }>({ ...asked, limit: 0, select: {} })
  return docs.map(({ id }) => id)
}

/** What the list searches for and what it filters by, together. */
function whereOf({ query, payload }: PayloadRequest): Where {
  const { where, search } = query
  const fields = payload.collections.users.config.admin.listSearchableFields ?? []
  const parts: Where[] = []
  if (typeof where === 'object' && where) parts.push(where as Where)
  if (typeof search === 'string' && search)
    parts.push({ or: fields.map((field) => ({ [field]: { like: search } })) })
  return parts.length ? { and: parts } : {}
}

function streamOf(req: PayloadRequest, ids: string[]): ReadableStream<Uint8Array> {
  const language = req.i18n.language === 'en' ? 'en' : 'ru'
  const bytes = new TextEncoder()
  let next = 0
  return new ReadableStream({
    start(controller) {
      // Without the mark Excel takes UTF-8 for the code page of Windows
      const heading = csvLine(columns.map((column) => column[language]))
      controller.enqueue(bytes.encode(`\uFEFF${heading}`))
    },
    async pull(controller) {
      const part = ids.slice(next, next + atOnce)
      next += part.length
      if (!part.length) return controller.close()
      const lines = (await read(req, part)).map((row) => lineOf(row, language))
      controller.enqueue(bytes.encode(lines.join('')))
    },
  })
}

function lineOf(row: Row, language: 'ru' | 'en'): string {
  const named = (value: string | null) => (value && words[value]?.[language]) ?? value
  const inWords = { ...row, role: named(row.role), state: named(row.state) }
  const stopped = named(row.stopped)
  return csvLine(columns.map(({ name }) => (name === 'stopped' ? stopped : inWords[name])))
}

/** In the order of the list. */
function read({ payload }: PayloadRequest, ids: string[]): Promise<Row[]> {
  const zone = engineOf(payload).config.TIME_ZONE
  const moment = (column: string) =>
    sql`to_char(${sql.raw(column)} AT TIME ZONE ${zone}, 'DD.MM.YYYY HH24:MI')`
  return rows<Row>(
    payload,
    sql`SELECT name, post, department, email, login, role::text, state::text,
        CASE WHEN bot_blocked THEN 'yes' END AS stopped,
        telegram_username AS username, telegram_id::text AS account,
        ${moment('signed_in_at')} AS "signedIn", ${moment('last_seen_at')} AS seen,
        ${moment('checked_at')} AS checked, ${moment('dismissed_at')} AS dismissed
      FROM unnest(${sql.param(ids)}::uuid[]) WITH ORDINALITY AS listed (id, place)
      JOIN users USING (id) ORDER BY place`,
  )
}
