import { randomUUID } from 'node:crypto'
import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { rows } from '../src/database/transaction'
import type { Admin } from '../src/payload-types'
import { locks } from './locked-documents'
import { type Answered, createAdmin, createRest, signIn } from './panel-rest'
import { startPayload } from './test-database'

vi.setConfig({ testTimeout: 90_000 })

type Person = Admin & { cookie: string }
type Slug = 'menu-sections' | 'articles' | 'users'

let payload: Payload
let stop: () => Promise<void>
let ask: ReturnType<typeof createRest>
let anna: Person
let oleg: Person
let olga: Person

beforeAll(async () => {
  ;({ payload, stop } = await startPayload())
  ask = createRest(payload)
  const signedIn = async (role: Admin['role']): Promise<Person> => {
    const admin = await createAdmin(payload, { role })
    return { ...admin, cookie: await signIn(payload, admin.email) }
  }
  anna = await signedIn('administrator')
  oleg = await signedIn('administrator')
  olga = await signedIn('contentManager')
})
afterAll(() => stop?.())

const query = <T = Record<string, unknown>>(statement: Parameters<typeof rows>[1]) =>
  rows<T>(payload, statement)
const press = (who: Person, path: string, body: object = {}, method = 'POST') =>
  ask(path, { method, body, cookie: who.cookie })
/** All at the same moment. */
const pressed = (who: Person[], path: string, body: object = {}) =>
  Promise.all(who.map((person) => press(person, path, body)))
const words = ({ body }: Answered) =>
  (body as { errors?: { message: string }[] }).errors?.[0]?.message ?? ''
const jobs = (name: string, needle: string) =>
  query(sql`SELECT id FROM pgboss.job WHERE name = ${name} AND data::text LIKE ${`%${needle}%`}`)
const acts = (act: string) => query(sql`SELECT id FROM audit_log WHERE act = ${act}`)

/** What Payload writes down when somebody begins to type in a form. */
async function opens({ id: user }: Person, relationTo: Slug, document: string, minutesAgo = 0) {
  const { id } = await payload.db.create({
    collection: locks,
    data: {
      document: { relationTo, value: document },
      user: { relationTo: 'admins', value: user },
    },
  })
  await query(sql`UPDATE payload_locked_documents
    SET updated_at = now() - make_interval(mins => ${minutesAgo}) WHERE id = ${id}`)
  return String(id)
}

async function aSection(title: string): Promise<string> {
  const data = { title, kind: 'page', active: true, visibility: 'everyone', order: 900 } as never
  return (await payload.create({ collection: 'menu-sections', data, overrideAccess: true })).id
}

async function anEmployee(): Promise<string> {
  const employee = `employee$${randomUUID()}`
  const data = { name: 'Пётр', email: `${randomUUID()}@zavod.example`, employee, state: 'active' }
  return (await payload.create({ collection: 'users', data: data as never, overrideAccess: true }))
    .id
}

test('«Проверить подключение» pressed by two at once is one check, whose result both see', async () => {
  const checkOf = ({ body }: Answered) =>
    (body as { check: { id: string; state: string; findings: object[] } }).check
  const answers = await pressed([anna, oleg, anna, oleg], '/globals/naumen-mapping/check')
  expect(new Set(answers.map((answer) => checkOf(answer).id)).size).toBe(1)
  expect(answers.map((answer) => checkOf(answer).state)).toEqual(Array(4).fill('running'))
  const [{ id } = { id: '' }] = await query<{ id: string }>(sql`SELECT id FROM connection_checks`)
  expect(await jobs('check-connection', id)).toHaveLength(1)
  expect(await acts('check-connection')).toHaveLength(1)
  await query(sql`UPDATE connection_checks SET state = 'done', ended_at = now(),
    findings = '[{"name": "keyAccepted"}]' WHERE id = ${id}`)
  for (const { cookie } of [anna, oleg]) {
    const seen = checkOf(await ask('/globals/naumen-mapping/check', { cookie }))
    expect(seen).toMatchObject({ id, state: 'done' })
    expect(seen.findings).toHaveLength(1)
  }
  expect(checkOf(await press(anna, '/globals/naumen-mapping/check')).id).not.toBe(id)
})

test('a check that died with its worker keeps nobody from beginning another', async () => {
  await query(sql`UPDATE connection_checks SET at = now() - interval '1 hour'`)
  const answer = await press(oleg, '/globals/naumen-mapping/check')
  expect(answer.body).toMatchObject({ check: { state: 'running' } })
  const running = await query(sql`SELECT id FROM connection_checks WHERE state = 'running'`)
  expect(running).toHaveLength(1)
})

test('«Дать доступ в панель» pressed by two, twice each, is one account and one invitation', async () => {
  const user = await anEmployee()
  const body = { user, role: 'contentManager' }
  const answers = await pressed([anna, oleg, anna, oleg], '/admins/invite', body)
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  const refused = answers.filter(({ status }) => status !== 200)
  expect(refused.map(({ status }) => status)).toEqual([409, 409, 409])
  expect(refused.map(words).every((said) => said.includes('уже есть'))).toBe(true)
  const accounts = await query<{ id: string }>(sql`SELECT id FROM admins WHERE user_id = ${user}`)
  expect(accounts).toHaveLength(1)
  const invitations = () => jobs('send-mail', String(accounts[0]?.id))
  expect(await invitations()).toHaveLength(1)
  await query(sql`UPDATE admins SET reset_password_requested_at = now() - interval '5 minutes'
    WHERE id = ${accounts[0]?.id}`)
  const again = await pressed([anna, oleg, anna], `/admins/${accounts[0]?.id}/invite`)
  expect(again.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  expect(await invitations()).toHaveLength(2)
})

test('an employee invited and an account made by hand with the same address are one account', async () => {
  const user = await anEmployee()
  const [{ email } = { email: '' }] = await query<{ email: string }>(
    sql`SELECT email FROM users WHERE id = ${user}`,
  )
  const answers = await Promise.all([
    press(anna, '/admins/invite', { user, role: 'contentManager' }),
    press(oleg, '/admins', { name: 'Пётр', email, role: 'contentManager' }),
  ])
  const made = answers.filter(({ status }) => status < 300)
  expect(made).toHaveLength(1)
  expect(answers.every(({ status }) => status < 500)).toBe(true)
  expect(await query(sql`SELECT id FROM admins WHERE email = ${email}`)).toHaveLength(1)
})

test('what one has open another does not save, as long as the first is at it', async () => {
  const id = await aSection('Столовая')
  await opens(anna, 'menu-sections', id)
  const path = `/menu-sections/${id}`
  expect((await press(olga, path, { title: 'Буфет' }, 'PATCH')).status).toBe(423)
  expect((await press(anna, path, { title: 'Обеды' }, 'PATCH')).status).toBe(200)
  // Saving has let go of it
  expect((await press(olga, path, { title: 'Буфет' }, 'PATCH')).status).toBe(200)
})

test('nor do the quick acts of the board change it behind the form, and they say so', async () => {
  const id = await aSection('Пропуска')
  await opens(anna, 'menu-sections', id)
  for (const [act, body] of [
    ['rename', { title: 'Пропуск' }],
    ['show', { active: false }],
    ['move', { parent: null, after: null }],
    ['publish', {}],
  ] as const) {
    const answer = await press(olga, `/menu-sections/${id}/${act}`, body)
    expect([act, answer.status]).toEqual([act, 423])
    expect(words(answer)).toContain('открыт у другого человека')
  }
  expect(await query(sql`SELECT id FROM payload_locked_documents`)).toHaveLength(1)
  expect((await press(anna, `/menu-sections/${id}/rename`, { title: 'Пропуск' })).status).toBe(200)
})

test('what was left open blocks nobody for ever: five minutes without a keystroke free it', async () => {
  const id = await aSection('Отпуск')
  await opens(anna, 'menu-sections', id, 6)
  expect((await press(olga, `/menu-sections/${id}/rename`, { title: 'Отпуска' })).status).toBe(200)
  await opens(oleg, 'menu-sections', id, 6)
  const saved = await press(olga, `/menu-sections/${id}`, { title: 'Отпуск' }, 'PATCH')
  expect(saved.status).toBe(200)
})

test('an older version saved over a newer one loses no word: both stand among the versions', async () => {
  const id = await aSection('Больничный')
  for (const [who, title] of [
    [anna, 'Больничный лист'],
    [olga, 'Справка'],
  ] as const)
    expect((await press(who, `/menu-sections/${id}`, { title }, 'PATCH')).status).toBe(200)
  const kept = await query<{ title: string }>(
    sql`SELECT version_title AS title FROM _menu_sections_v WHERE parent_id = ${id}`,
  )
  expect(kept.map(({ title }) => title)).toEqual(
    expect.arrayContaining(['Больничный', 'Больничный лист', 'Справка']),
  )
})

test('two who save at the same moment are both kept or told, and the document is whole', async () => {
  const id = await aSection('Почта')
  const saves = [anna, olga, oleg].map((who) =>
    press(who, `/menu-sections/${id}`, { title: `Почта: ${who.id}` }, 'PATCH'),
  )
  const answers = await Promise.all(saves)
  expect(answers.every(({ status }) => status === 200 || status === 423)).toBe(true)
  const [now] = await query<{ title: string }>(
    sql`SELECT title FROM menu_sections WHERE id = ${id}`,
  )
  expect(now?.title).toMatch(/^Почта: /)
})

test('the first save of a setting by several at once makes one setting, not several', async () => {
  for (const { slug } of payload.config.globals) {
    const table = sql.identifier(slug.replaceAll('-', '_'))
    const current = await payload.findGlobal({ slug, depth: 0, overrideAccess: true })
    const own = ['id', 'createdAt', 'updatedAt', 'globalType']
    const data = Object.fromEntries(Object.entries(current).filter(([name]) => !own.includes(name)))
    const saves = [anna, oleg, anna, oleg].map((who) => press(who, `/globals/${slug}`, data))
    const answers = await Promise.all(saves)
    expect([slug, answers.map(({ status }) => status)]).toEqual([slug, [200, 200, 200, 200]])
    expect([slug, await query(sql`SELECT id FROM ${table}`)]).toEqual([slug, [expect.anything()]])
    const saved = await payload.findGlobal({ slug, depth: 0, overrideAccess: true })
    expect(saved).toMatchObject(data)
  }
})

test('settings somebody has open are saved by nobody else, and five idle minutes free them', async () => {
  await query(sql`DELETE FROM payload_locked_documents`)
  const user = { relationTo: 'admins', value: anna.id }
  const { id } = await payload.db.create({
    collection: locks,
    data: { globalSlug: 'retention', user },
  })
  const save = (who: Person) => press(who, '/globals/retention', { draftDays: 20 })
  const refused = await save(oleg)
  expect([refused.status, words(refused)]).toEqual([
    423,
    expect.stringContaining('открыты у другого человека'),
  ])
  await query(sql`UPDATE payload_locked_documents SET updated_at = now() - interval '6 minutes'
    WHERE id = ${id}`)
  expect((await save(oleg)).status).toBe(200)
  expect((await save(anna)).status).toBe(200)
})

test('an article published by two at once is published once, whole, and both texts are kept', async () => {
  const body = (words: string) => ({
    root: {
      ...{ type: 'root', format: '', indent: 0, version: 1, direction: 'ltr' },
      children: [
        {
          ...{ type: 'paragraph', format: '', indent: 0, version: 1, direction: 'ltr' },
          children: [{ type: 'text', text: words, version: 1 }],
        },
      ],
    },
  })
  const data = { title: 'Как войти в VPN', text: body('Сначала'), _status: 'draft' }
  const made = await press(anna, '/articles?draft=true', data)
  expect(made.status).toBe(201)
  const { id } = (made.body as { doc: { id: string } }).doc
  const texts = ['Слова Анны', 'Слова Ольги']
  const answers = await Promise.all(
    [anna, olga].map((who, at) =>
      press(who, `/articles/${id}`, { text: body(texts[at] ?? ''), _status: 'published' }, 'PATCH'),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  const [now] = await query<{ body: string; status: string }>(
    sql`SELECT text::text AS body, _status AS status FROM articles WHERE id = ${id}`,
  )
  expect(now?.status).toBe('published')
  expect(texts.filter((words) => now?.body.includes(words))).toHaveLength(1)
  const kept = await query<{ body: string }>(
    sql`SELECT version_text::text AS body FROM _articles_v WHERE parent_id = ${id}`,
  )
  for (const words of texts)
    expect(
      kept.some((one) => one.body.includes(words)),
      words,
    ).toBe(true)
  const latest = await query(sql`SELECT id FROM _articles_v WHERE parent_id = ${id} AND latest`)
  expect(latest).toHaveLength(1)
})

test('a content manager sees whom to wait for, and nothing of what is no business of theirs', async () => {
  const [section, user] = [await aSection('Склад'), await anEmployee()]
  const [mine, foreign] = [
    await opens(anna, 'menu-sections', section),
    await opens(anna, 'users', user),
  ]
  const seen = await ask(`/${locks}?limit=100`, { cookie: olga.cookie })
  expect(seen.text).toContain(mine)
  expect(seen.text).not.toContain(foreign)
  expect(seen.text).not.toContain(anna.email)
  expect(seen.text).toContain(anna.name)
  expect((await ask(`/${locks}/${foreign}`, { cookie: olga.cookie })).status).toBe(404)
  expect((await ask(`/${locks}?limit=100`, { cookie: oleg.cookie })).text).toContain(foreign)
})

test('a lock is taken over in one’s own name alone, and never silently removed or planted', async () => {
  const [id, other] = [await aSection('Гараж'), await aSection('Столяры')]
  const lock = await opens(anna, 'menu-sections', id)
  const remove = (who: Person, where = `/${lock}`) =>
    ask(`/${locks}${where}`, { method: 'DELETE', cookie: who.cookie })
  expect((await remove(olga)).status).toBe(403)
  expect((await remove(olga, `?where[id][equals]=${lock}`)).body).toMatchObject({ docs: [] })
  const planted = {
    document: { relationTo: 'menu-sections', value: other },
    user: { relationTo: 'admins', value: oleg.id },
  }
  expect((await press(olga, `/${locks}`, planted)).status).toBe(403)
  expect((await press(olga, `/${locks}/${lock}`, planted, 'PATCH')).status).toBe(200)
  const [kept] = await query<{ editor: string; section: string }>(sql`SELECT
      max(admins_id::text) AS editor, max(menu_sections_id::text) AS section
    FROM payload_locked_documents_rels WHERE parent_id = ${lock}`)
  expect(kept).toEqual({ editor: olga.id, section: id })
  // Whoever had it open is told by the form, and does not save past it
  const refused = await press(anna, `/menu-sections/${id}`, { title: 'Х' }, 'PATCH')
  expect(refused.status).toBe(423)
  expect(words(refused)).toContain('открыт у другого человека')
  expect((await remove(olga)).status).toBe(200)
})
