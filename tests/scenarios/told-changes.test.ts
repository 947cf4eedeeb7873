import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TicketEvent } from '../../src/domain/ticket-event'
import { type FileOnDesk, startToldWorld } from '../world/told'

let told: Awaited<ReturnType<typeof startToldWorld>>
let picture: FileOnDesk

beforeAll(async () => {
  told = await startToldWorld('told-changes')
  const bytes = await sharp({
    create: { width: 60, height: 40, channels: 3, background: 'teal' },
  })
    .png()
    .toBuffer()
  picture = { name: 'экран.png', bytes, mime: 'image/png' }
})
afterAll(() => told?.stop())

const journal = { name: 'журнал.txt', bytes: Buffer.from('строка') }

async function said(html: string, files: FileOnDesk[] = []) {
  const someone = await told.employee()
  const message = await told.comment(someone.ticket, html, files)
  await told.happens(someone.ticket, { kind: 'comment', message })
  return { ...someone, message }
}

const rewrite = (message: string, html: string) =>
  told.rows('UPDATE messages SET html = $2, text = $2, edited_at = now() WHERE id = $1', [
    message,
    html,
  ])
const erase = (message: string) =>
  told.rows('UPDATE messages SET deleted_at = now() WHERE id = $1', [message])

async function tells(ticket: string, ...events: TicketEvent[]) {
  for (const event of events) await told.happens(ticket, event)
  await told.tell(ticket)
}

const silent = async (chat: number) =>
  (await told.calls(chat))
    .filter(({ method }) => method.startsWith('send'))
    .map(({ params }) => String(params.disable_notification) === 'true')

test('an edited message changes where it stands, and a quiet word below says so', async () => {
  const { ticket, chat, message, number } = await said('Перезагрузите принтр')
  await told.tell(ticket)
  await rewrite(message, 'Перезагрузите принтер')
  await tells(ticket, { kind: 'comment-edited', message })
  const [post, note, ...more] = await told.heard(chat)
  expect(more).toEqual([])
  expect(post?.text).toBe(`💬 Пётр Инженеров · ${number}\nПерезагрузите принтер\n✏️ изменено`)
  expect(post?.keyboard?.flat()).toHaveLength(2)
  expect(note).toMatchObject({ text: '✏️ Инженер изменил сообщение', replyTo: post?.id })
  expect(await silent(chat)).toEqual([false, true])
})

test('words under a picture change there too', async () => {
  const { ticket, chat, message } = await said('Так', [picture])
  await told.tell(ticket)
  await rewrite(message, 'Вот так')
  await tells(ticket, { kind: 'comment-edited', message })
  const [post, note, ...more] = await told.heard(chat)
  expect(more).toEqual([])
  expect(post?.photo).toBeTruthy()
  expect(post?.caption).toContain('Вот так\n✏️ изменено')
  expect(note?.replyTo).toBe(post?.id)
})

test('an edited message of several parts, or grown to several, is said anew and quietly', async () => {
  const long = 'слово '.repeat(1000)
  for (const [before, after] of [
    [long, 'коротко'],
    ['коротко', long],
  ] as const) {
    const { ticket, chat, message } = await said(before)
    await told.tell(ticket)
    const first = (await told.heard(chat)).length
    await rewrite(message, after)
    await tells(ticket, { kind: 'comment-edited', message })
    const anew = (await told.heard(chat)).slice(first)
    expect(anew).toHaveLength(after === long ? 2 : 1)
    expect(anew.at(-1)?.text).toContain('✏️ изменено')
    expect((await silent(chat)).slice(first)).not.toContain(false)
    // What is changed once more changes in the new words
    await rewrite(message, 'ещё короче')
    await tells(ticket, { kind: 'comment-edited', message })
    expect((await told.heard(chat)).some(({ text }) => text?.includes('ещё короче'))).toBe(true)
  }
})

test('a message edited before it was told is told once, as it is now', async () => {
  const { ticket, chat, message } = await said('Как было')
  await rewrite(message, 'Как стало')
  await tells(ticket, { kind: 'comment-edited', message })
  expect((await told.heard(chat)).map(({ text }) => text)).toEqual([
    expect.stringContaining('Как стало'),
  ])
  expect(await told.outcomes(ticket)).toEqual(['told', 'merged'])
})

test('an edited message the person has deleted is said anew', async () => {
  const { ticket, chat, message } = await said('Как было')
  await told.tell(ticket)
  const [post] = await told.heard(chat)
  await told.world.telegram.remove(`/people/${chat}/messages/${post?.id}`)
  await rewrite(message, 'Как стало')
  await tells(ticket, { kind: 'comment-edited', message })
  expect((await told.heard(chat)).map(({ text }) => text)).toEqual([
    expect.stringMatching(/Как стало\n✏️ изменено/),
  ])
})

test('a deleted message loses its words, its buttons to answer and its files', async () => {
  const { ticket, chat, message, number } = await said('Секрет', [picture, journal, journal])
  await told.tell(ticket)
  expect(await told.heard(chat)).toHaveLength(4)
  await erase(message)
  await tells(ticket, { kind: 'comment-deleted', message })
  const [post, ...more] = await told.heard(chat)
  expect(more).toEqual([])
  expect(post?.text).toBe(`💬 Пётр Инженеров · ${number}\n🗑 Инженер удалил это сообщение`)
  expect(post?.keyboard?.flat().map(({ data }) => data)).toEqual([`1:/ticket:${ticket}`])
})

test('of a deleted picture with words nothing stays, of a long message only the sign', async () => {
  for (const [html, files] of [
    ['Так', [picture]],
    ['слово '.repeat(1500), []],
  ] as const) {
    const { ticket, chat, message } = await said(html, [...files])
    await told.tell(ticket)
    await erase(message)
    await tells(ticket, { kind: 'comment-deleted', message })
    const [post, ...more] = await told.heard(chat)
    expect(more).toEqual([])
    expect(post?.text).toContain('🗑 Инженер удалил это сообщение')
    expect(post?.photo).toBeUndefined()
  }
})

test('what is too old to be deleted keeps its pictures, and loses its words', async () => {
  const one = await said('Так', [picture])
  const many = await said('слово '.repeat(1000), [picture, picture])
  for (const { ticket } of [one, many]) await told.tell(ticket)
  await told.world.telegram.post('/clock', { seconds: 49 * 3600 })
  for (const { ticket, message } of [one, many]) {
    await erase(message)
    await tells(ticket, { kind: 'comment-deleted', message })
  }
  const [post, ...none] = await told.heard(one.chat)
  expect(none).toEqual([])
  expect(post?.caption).toContain('🗑 Инженер удалил')
  const left = await told.heard(many.chat)
  expect(left.filter(({ photo }) => photo)).toHaveLength(2)
  expect(left.map(({ text }) => text ?? '').join()).not.toContain('слово')
})

test('a message deleted before it was told is never told', async () => {
  const { ticket, chat, message } = await said('Секрет')
  await erase(message)
  await tells(ticket, { kind: 'comment-edited', message }, { kind: 'comment-deleted', message })
  expect(await told.heard(chat)).toEqual([])
  expect(await told.outcomes(ticket)).toEqual(['overtaken', 'overtaken', 'overtaken'])
})

test('files added later come below, as an answer to the message they belong to', async () => {
  const { ticket, chat, message } = await said('Пришлю файл')
  await told.tell(ticket)
  const added = await told.onDesk([journal, picture])
  await told.rows('UPDATE messages SET attachments = $2 WHERE id = $1', [
    message,
    JSON.stringify(added),
  ])
  const files = added.map(({ naumen }) => naumen)
  await tells(ticket, { kind: 'comment-files', message, files })
  const [post, head, ...sent] = await told.heard(chat)
  expect(head).toMatchObject({ replyTo: post?.id })
  expect(head?.text).toContain('К сообщению добавлено файлов: 2')
  expect(sent).toHaveLength(2)
  await tells(ticket, { kind: 'comment-files', message, files })
  expect(await told.heard(chat)).toHaveLength(4)
  expect((await told.outcomes(ticket)).at(-1)).toBe('merged')
})

test('files added before the message was told come with it, and not again', async () => {
  const { ticket, chat, message } = await said('Вот', [journal])
  const [row] = await told.rows<{ attachments: { naumen: string }[] }>(
    'SELECT attachments FROM messages WHERE id = $1',
    [message],
  )
  const files = row?.attachments.map(({ naumen }) => naumen) ?? []
  await tells(ticket, { kind: 'comment-files', message, files })
  expect(await told.heard(chat)).toHaveLength(1)
  expect(await told.outcomes(ticket)).toEqual(['told', 'merged'])
})
