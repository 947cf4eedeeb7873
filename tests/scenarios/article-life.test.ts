import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPublishArticles } from '../../jobs/publish-articles'
import { rows } from '../../src/database/transaction'
import { createLogger } from '../../src/log'
import type { Admin, Article } from '../../src/payload-types'
import { paragraphs } from '../../collections/lexical'
import { startPayload } from '../../collections/test-database'

let payload: Payload
let stop: () => Promise<void>
let user: Admin & { collection: 'admins' }
let publishDue: () => Promise<void>

beforeAll(async () => {
  ;({ payload, stop } = await startPayload())
  publishDue = createPublishArticles({ payload, log: createLogger('silent', 'test') })
  const { docs } = await payload.find({ collection: 'admins', overrideAccess: true })
  user = { ...docs[0]!, collection: 'admins' }
})
afterAll(() => stop())

const create = (data: Partial<Article>, draft = false) =>
  payload.create({
    collection: 'articles',
    data: { title: 'Пропуск', ...data },
    draft,
    user,
    overrideAccess: false,
  })
const update = (id: string, data: Partial<Article>, draft = false) =>
  payload.update({ collection: 'articles', id, data, draft, user, overrideAccess: false })
/** What employees read. */
const live = (id: string) =>
  payload.findByID({ collection: 'articles', id, depth: 0, overrideAccess: true })
const latest = (id: string) =>
  payload.findByID({ collection: 'articles', id, depth: 0, draft: true, overrideAccess: true })
const soon = () => new Date(Date.now() + 3_600_000).toISOString()
const hour = sql`interval '2 hours'`
/** Lets the time of an article come. */
const timeComes = (id: string) =>
  rows(
    payload,
    sql`WITH main AS (UPDATE articles SET publish_at = publish_at - ${hour} WHERE id = ${id}::uuid)
      UPDATE _articles_v SET version_publish_at = version_publish_at - ${hour}
      WHERE parent_id = ${id}::uuid AND latest`,
  )
const journal = (id: string) =>
  rows<{ admin: string; act: string | null }>(
    payload,
    sql`SELECT admin, act FROM audit_log WHERE document = ${id} ORDER BY at`,
  )

test('an article knows who wrote it and its words without the formatting', async () => {
  const article = await create({
    author: 'Некто',
    text: paragraphs('Пропуск выдаёт <бюро>.', 'Этаж 1'),
  })
  expect(article).toMatchObject({ author: 'Администратор', _status: 'published' })
  const [row] = await rows<{ plain: string }>(
    payload,
    sql`SELECT plain FROM articles WHERE id = ${article.id}::uuid`,
  )
  expect(row?.plain).toBe('Пропуск выдаёт <бюро>.\n\nЭтаж 1')
})

test('published with a time to come, a new article stays a draft until then', async () => {
  const { id } = await create({ publishAt: soon() })
  expect((await live(id))._status).toBe('draft')
  await publishDue()
  expect((await live(id))._status).toBe('draft')
  await timeComes(id)
  await publishDue()
  expect(await live(id)).toMatchObject({ _status: 'published', publishAt: null })
})

test('until its time, employees read a published article as it was', async () => {
  const { id } = await create({ title: 'Старое название' })
  await update(id, { title: 'Новое название', publishAt: soon(), _status: 'published' })
  expect(await live(id)).toMatchObject({ title: 'Старое название', _status: 'published' })
  await timeComes(id)
  await publishDue()
  expect(await live(id)).toMatchObject({ title: 'Новое название', _status: 'published' })
})

test('published by the timetable once, however many ask, and the journal says so', async () => {
  const { id } = await create({ publishAt: soon() })
  await timeComes(id)
  await Promise.all([publishDue(), publishDue(), publishDue()])
  const acts = (await journal(id)).filter(({ act }) => act === 'publish-article')
  expect(acts).toEqual([{ admin: 'по расписанию', act: 'publish-article' }])
  const versions = await payload.countVersions({
    collection: 'articles',
    where: { parent: { equals: id }, 'version._status': { equals: 'published' } },
    overrideAccess: true,
  })
  expect(versions.totalDocs).toBe(1)
})

test('a draft without a time is never published by itself', async () => {
  const { id } = await create({}, true)
  await publishDue()
  expect((await live(id))._status).toBe('draft')
})

test('a time that is over publishes at once, but is refused for a draft', async () => {
  const past = new Date(Date.now() - 60_000).toISOString()
  expect(await create({ publishAt: past })).toMatchObject({
    _status: 'published',
    publishAt: null,
  })
  const { id } = await create({}, true)
  await expect(update(id, { publishAt: past }, true)).rejects.toMatchObject({
    data: { errors: [{ path: 'publishAt' }] },
  })
})

test('an old version comes back with its words, not with its time', async () => {
  const { id } = await create({ title: 'Первая', publishAt: soon() }, true)
  await update(id, { title: 'Вторая', publishAt: null }, true)
  const { docs } = await payload.findVersions({
    collection: 'articles',
    where: { parent: { equals: id }, 'version.title': { equals: 'Первая' } },
    overrideAccess: true,
  })
  await payload.restoreVersion({
    collection: 'articles',
    id: docs[0]!.id,
    draft: true,
    user,
    overrideAccess: false,
  })
  expect(await latest(id)).toMatchObject({ title: 'Первая', publishAt: null, _status: 'draft' })
})

const upload = (data: Buffer, mimetype: string, name: string) =>
  payload.create({
    collection: 'files',
    data: { source: 'admin' },
    file: { data, mimetype, name, size: data.length },
    user,
    overrideAccess: false,
  })
const bytesOf = async (filename: string) => {
  const found = await rows<{ bytes: Buffer }>(
    payload,
    sql`SELECT bytes FROM file_chunks WHERE file = ${filename} ORDER BY position`,
  )
  return Buffer.concat(found.map(({ bytes }) => bytes))
}
const painted = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#a33' } })

test('a picture is made small enough, stood upright and cleared of what the camera wrote', async () => {
  const photo = await painted(4000, 1000)
    .jpeg()
    .withExif({ IFD0: { Make: 'Завод' }, IFD3: { GPSLatitude: '55/1 45/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .toBuffer()
  expect((await sharp(photo).metadata()).exif).toBeDefined()
  const file = await upload(photo, 'image/jpeg', 'фото.jpg')
  const kept = await sharp(await bytesOf(file.filename ?? '')).metadata()
  expect(kept).toMatchObject({ width: 640, height: 2560 })
  expect([kept.exif, kept.orientation]).toEqual([undefined, undefined])
  expect(file).toMatchObject({ name: 'фото.jpg', width: 640, height: 2560 })
})

test.each([
  ['is drawn out too long', () => painted(2100, 100).png().toBuffer(), 'image/png', /вытянута/],
  ['unpacks to too much', () => bomb(), 'image/png', /мегапикселей/],
  ['is broken', () => broken(), 'image/jpeg', /повреждена/],
])('a picture that %s is refused in words', async (_, make, mime, words) => {
  await expect(upload(await make(), mime, 'картинка')).rejects.toThrow(words)
})

const bomb = () => painted(15_000, 9000).png({ compressionLevel: 9 }).toBuffer()
const broken = async () => (await painted(300, 300).jpeg().toBuffer()).subarray(0, 400)
