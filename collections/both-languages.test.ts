import { randomUUID } from 'node:crypto'
import { sql } from '@payloadcms/db-postgres'
import { expect, test, vi } from 'vitest'
import { locks } from './locked-documents'
import { challengeIn, codeOf, createAdmin, password, signIn } from './panel-rest'
import { type Asks, boss, cookie, refusedInBoth, toldInBoth } from './test-languages'
import { ask, payload, query, wrong } from './test-panel'

vi.setConfig({ testTimeout: 120_000 })

const nobody = '00000000-0000-4000-8000-000000000000'

const post = (path: string, body: object = {}): Asks => [path, { body, method: 'POST' }]
const patch = (path: string, body: object): Asks => [path, { body, method: 'PATCH' }]
const remove = (path: string): Asks => [path, { method: 'DELETE' }]
const made = async (collection: string, data: object): Promise<string> =>
  String(
    (
      await payload.create({
        collection: collection as 'users',
        data: data as never,
        overrideAccess: true,
      })
    ).id,
  )
const anEmployee = (data: object = {}) =>
  made('users', {
    name: 'Peter',
    email: `${randomUUID()}@zavod.example`,
    employee: `employee$${randomUUID()}`,
    state: 'signedOut',
    role: 'employee',
    ...data,
  })
const aSection = (data: object = {}) =>
  made('menu-sections', {
    title: `Menu ${randomUUID()}`,
    kind: 'submenu',
    _status: 'published',
    ...data,
  })
const aCategory = (data: object = {}) =>
  made('categories', { title: `Topic ${randomUUID()}`, active: true, ...data })

test('whoever is not let in is told why in the language of the page', async () => {
  const { email } = await createAdmin(payload)
  const door = (path: string, body: object): Asks => [path, { body, cookie: null }]
  await refusedInBoth(() => door('/admins/login', { email, password: 'wrong password' }))
  const challenge = challengeIn(await ask('/admins/login', { body: { email, password } }))
  const code = wrong(await codeOf(payload, challenge))
  await refusedInBoth(() => door('/admins/login', { email, password, challenge, code }))
  await refusedInBoth(() => door('/admins/login', { email, password, challenge: nobody, code }))
  await refusedInBoth(() => door('/admins/login', { email, password }))
  await refusedInBoth(() => door('/admins/reset-password', { token: 'x', password: 'short' }))
  await refusedInBoth(() => door('/admins/reset-password', { token: 'x', password }))
  await refusedInBoth(() => door('/admins/first-register', { email, password }))
  await refusedInBoth(() => door('/tickets/hand-over', { act: 'retry' }))
  await query(sql`UPDATE panel_requests SET count = 1000`)
  await refusedInBoth(() => door('/admins/login', { email, password }))
})

test('what is wrong with an account of the panel is told in the language of the panel', async () => {
  const other = await createAdmin(payload, { name: 'Olga' })
  const locked = await createAdmin(payload, { name: 'Ann', state: 'locked' })
  const { email } = await createAdmin(payload, { name: 'Ivan', role: 'administrator' })
  const role = 'contentManager'
  const [dismissed, colleague, silent] = [
    await anEmployee({ state: 'dismissed' }),
    await anEmployee({ email }),
    await anEmployee(),
  ]
  await query(sql`UPDATE users SET email = '' WHERE id = ${silent}`)
  await refusedInBoth(() => post('/admins/invite', { user: nobody, role: 'nobody' }))
  for (const user of [nobody, dismissed, colleague, silent])
    await refusedInBoth(() => post('/admins/invite', { user, role }))
  await refusedInBoth(() => post(`/admins/${nobody}/invite`))
  await refusedInBoth(() => post(`/admins/${locked.id}/invite`))
  await ask(`/admins/${other.id}/invite`, { body: {}, cookie })
  await refusedInBoth(() => post(`/admins/${other.id}/invite`))
  await refusedInBoth(() => patch(`/admins/${other.id}`, { password }))
  await refusedInBoth(() => patch(`/admins/${boss.id}`, { password: 'short' }))
  await refusedInBoth(() => patch(`/admins/${boss.id}`, { emergency: true }))
  await refusedInBoth(() => patch(`/admins?where[id][equals]=${boss.id}`, { emergency: true }))
  await refusedInBoth(() => post('/admins', { email, name: 'Twin', role, password }))
  await refusedInBoth(() => ['/admins/nobody/sessions'])
  const manager = { cookie: await signIn(payload, other.email) }
  await refusedInBoth(() => ['/admins/invite', { body: {}, ...manager }])
  await refusedInBoth(() => [`/admins/${boss.id}/end-sessions`, { body: {}, ...manager }])
})

test('the last administrator hears it in the language of the panel', async () => {
  await query(sql`UPDATE admins SET state = 'locked' WHERE id <> ${boss.id}`)
  await refusedInBoth(() => patch(`/admins/${boss.id}`, { role: 'contentManager' }))
})

test('what cannot be done with a person or a ticket is told in the language of the panel', async () => {
  const [gone, blocked] = [await anEmployee(), await anEmployee({ state: 'blocked' })]
  await refusedInBoth(() => post(`/users/${nobody}/block`))
  await refusedInBoth(() => post('/users/nobody/block'))
  await refusedInBoth(() => post(`/users/${gone}/sign-out`))
  await refusedInBoth(() => post(`/users/${gone}/unblock`))
  await refusedInBoth(() => post(`/users/${blocked}/block`))
  await refusedInBoth(() => post(`/users/${gone}/role`, { role: 'king' }))
  await refusedInBoth(() => post(`/users/${gone}/role`, { role: 'employee' }))
  await refusedInBoth(() => post(`/tickets/${nobody}/retry`))
  await refusedInBoth(() => post(`/messages/${nobody}/give-up`))
  await refusedInBoth(() => post('/tickets/hand-over', { act: 'retry', tickets: [] }))
  await refusedInBoth(() => post('/tickets/hand-over', { act: 'sing', tickets: [nobody] }))
  const many = Array(201).fill(nobody)
  await refusedInBoth(() => post('/tickets/hand-over', { act: 'retry', tickets: many }))
  const few = { tickets: [nobody], messages: [nobody] }
  const { en } = await toldInBoth(() => post('/tickets/hand-over', { act: 'giveUp', ...few }))
  expect(en).toMatchObject({ status: 200, body: { done: 0, left: 2 } })
  await toldInBoth(() => post('/tickets/set-aside', { act: 'retry', ids: [nobody] }))
})

test('what does not fit into a tree is told in the language of the panel', async () => {
  const twin = `Twin ${randomUUID()}`
  const top = await aCategory({ title: twin })
  const second = await aCategory({ parent: top })
  const third = await aCategory({ parent: second })
  const archived = await aCategory({ active: false })
  await refusedInBoth(() => post('/categories', { title: twin }))
  await refusedInBoth(() => post('/categories', { title: ' ' }))
  await refusedInBoth(() => post('/categories', { title: 'Deep', parent: third }))
  await refusedInBoth(() => patch(`/categories/${top}`, { parent: second }))
  await refusedInBoth(() => patch(`/categories/${second}`, { parent: archived }))
  await refusedInBoth(() => post(`/categories/${top}/place`, { parent: null, after: nobody }))
  const branch = await aSection()
  const leaf = await aSection({ parent: branch })
  const link = await aSection({ kind: 'link', url: 'https://portal.example.com' })
  await refusedInBoth(() => post(`/menu-sections/${branch}/move`, { parent: leaf }))
  await refusedInBoth(() => post(`/menu-sections/${branch}/move`, { parent: link }))
  await refusedInBoth(() => post(`/menu-sections/${nobody}/move`))
  await refusedInBoth(() => post(`/menu-sections/${branch}/rename`, { title: '' }))
  await refusedInBoth(() => post('/menu-sections/add', { title: '' }))
  await refusedInBoth(() => patch(`/menu-sections/${branch}`, { parent: leaf }))
  await refusedInBoth(() => patch(`/menu-sections/${link}`, { url: 'portal' }))
  await refusedInBoth(() => remove(`/menu-sections/${branch}`))
  await refusedInBoth(() => remove(`/menu-sections?where[id][equals]=${branch}`))
})

test('what keeps an article or its section is told in the language of the panel', async () => {
  const section = await made('article-sections', { title: 'Shelf' })
  const article = await made('articles', { title: 'Printers', section, _status: 'draft' })
  const past = { publishAt: '2020-01-01T00:00:00.000Z', _status: 'draft' }
  await refusedInBoth(() => patch(`/articles/${article}?draft=true`, past))
  await refusedInBoth(() => patch(`/articles?where[id][equals]=${article}&draft=true`, past))
  await refusedInBoth(() => remove(`/article-sections/${section}`))
  await refusedInBoth(() => remove(`/article-sections?where[id][equals]=${section}`))
  await refusedInBoth(() => post('/article-sections', {}))
})

test('what is wrong with a setting is told in the language of the panel', async () => {
  const setting = (slug: string, body: object) =>
    refusedInBoth(() => [`/globals/${slug}`, { method: 'POST', body }])
  await setting('naumen-mapping', { ticketType: 'has a space' })
  await setting('naumen-mapping', { service: '\u0441ervice' })
  const mark = { mark: 5, uuid: 'catalogs$1' }
  await setting('naumen-mapping', { ratings: [mark, mark] })
  await setting('retention', { conversationDays: 1.5 })
  const night = { day: '1', from: '25:00', to: '18:00' }
  await setting('working-hours', { days: [night] })
  const shift = { day: '1', from: '09:00', to: '18:00' }
  await setting('working-hours', { days: [shift, shift] })
  await setting('working-hours', { reply: 'See {you}' })
  const row = { status: 'closed', title: 'Closed', needsEmployee: 'any', notify: 'off' }
  const dead = { ...row, naumenStates: ['closed'] }
  await setting('ticket-statuses', { statuses: [dead, dead] })
  await setting('ticket-statuses', { statuses: [{ ...row, text: '<h1>Closed</h1>' }] })
  await setting('bot-texts', { greeting: 'Hello {you}' })
})

test('that somebody else has it open is told in the language of the panel', async () => {
  const other = await createAdmin(payload, { role: 'administrator', name: 'Ann' })
  const section = await aSection()
  const held = (data: object) =>
    payload.db.create({
      collection: locks,
      data: { ...data, user: { relationTo: 'admins', value: other.id } },
    })
  await held({ document: { relationTo: 'menu-sections', value: section } })
  await held({ globalSlug: 'retention' })
  await refusedInBoth(() => post(`/menu-sections/${section}/show`, { active: false }))
  await refusedInBoth(() => patch(`/menu-sections/${section}`, { title: 'Mine' }))
  await refusedInBoth(() => ['/globals/retention', { method: 'POST', body: {} }])
})

test('why a file is refused is told in the language of the panel', async () => {
  const upload = (bytes: BlobPart, type: string, name: string) =>
    refusedInBoth(() => {
      const form = new FormData()
      form.append('file', new Blob([bytes], { type }), name)
      form.append('_payload', '{}')
      return ['/files', { form }]
    })
  await upload('<html></html>', 'text/html', 'page.html')
  await upload('no picture', 'image/png', 'a.png')
  await upload('no pdf', 'application/pdf', 'a.pdf')
  await upload(new Uint8Array(21 * 1024 * 1024), 'application/pdf', 'large.pdf')
})

test('the list of users for Excel has its headings in the language of the panel', async () => {
  await query(sql`DELETE FROM users`)
  await anEmployee()
  const { en } = await toldInBoth(() => ['/users/export'])
  expect(en.text).toContain('Signed in')
})

test('a language once chosen in the panel is the language of its refusals', async () => {
  const chosen = (language: 'ru' | 'en') =>
    ask(`/users/${nobody}/block`, { body: {}, cookie: `${cookie}; payload-lng=${language}` })
  expect((await chosen('en')).text).toContain('There is no such user.')
  expect((await chosen('ru')).text).toContain('Такого пользователя нет.')
})
