import sharp from 'sharp'
import { expect, test } from 'vitest'
import { ivan as chat, openTelegram } from '../../tests/telegram'
import { deliver, editButtons, removeMessage } from './deliver'
import { editCaption, type Media, sendAlbum, sendMedia } from './media'

async function open() {
  const opened = await openTelegram()
  await opened.ivan.says('/start')
  return opened
}

const text = (name: string): Media => ({ name, bytes: Buffer.from(name) })

async function picture(name: string, width = 40, height = 30): Promise<Media> {
  const blank = sharp({ create: { width, height, channels: 3, background: 'teal' } })
  return { name, bytes: await blank.jpeg().toBuffer() }
}

test('a picture and a file come with words and buttons, and Telegram’s handle of them', async () => {
  const { uploads, ivan } = await open()
  const rows = [[{ label: 'Ответить', press: '/write:1' }]]
  const around = { chat, html: '<b>Так</b>', rows }
  const photo = await sendMedia(uploads, { ...around, of: 'photo', file: await picture('а.jpg') })
  const file = await sendMedia(uploads, { ...around, of: 'document', file: text('отчёт.txt') })
  const [shown, kept] = (await ivan.phone()).slice(-2)
  const keyboard = [[{ data: '1:/write:1' }]]
  expect(shown).toMatchObject({ id: photo.message, captionHtml: '<b>Так</b>', keyboard })
  expect(shown?.photo?.fileId).toBe(photo.remoteId)
  expect(kept).toMatchObject({ id: file.message, document: { name: 'отчёт.txt' }, keyboard })
  expect(file.uniqueId).not.toBe('')
})

test('an album keeps its order, with words under the first', async () => {
  const { uploads, ivan, calls } = await open()
  const files = ['а.txt', 'б.txt', 'в.txt'].map(text)
  const album = { chat, html: 'Три <b>файла</b>', of: 'document', files, silent: true } as const
  const sent = await sendAlbum(uploads, album)
  const shown = (await ivan.phone()).slice(-3)
  expect(shown.map(({ id }) => id)).toEqual(sent.map(({ message }) => message))
  expect(shown.map(({ document }) => document?.name)).toEqual(['а.txt', 'б.txt', 'в.txt'])
  expect(shown.map(({ captionHtml }) => captionHtml)).toEqual([
    'Три <b>файла</b>',
    undefined,
    undefined,
  ])
  expect((await calls('sendMediaGroup'))[0]?.params.disable_notification).toBe('true')
})

test('words too long for a caption are cut, and words Telegram can not read go plainly', async () => {
  const { uploads, ivan, fails } = await open()
  const file = text('а.txt')
  const html = 'а'.repeat(2000)
  await sendMedia(uploads, { chat, html, rows: [], of: 'document', file })
  expect((await ivan.phone()).at(-1)?.caption).toHaveLength(1024)
  const description = "Bad Request: can't parse entities: unsupported start tag"
  await fails('400', { method: 'sendMediaGroup', description })
  const files = [text('а.txt'), text('б.txt')]
  await sendAlbum(uploads, { chat, html: '<b>Два</b>', of: 'document', files })
  expect((await ivan.phone()).at(-2)?.captionHtml).toBe('Два')
})

test('an album with a picture Telegram can not show is refused whole', async () => {
  const { uploads, ivan } = await open()
  const files = [await picture('а.jpg'), await picture('лента.jpg', 2100, 100)]
  await expect(sendAlbum(uploads, { chat, html: '', of: 'photo', files })).rejects.toMatchObject({
    reason: 'other',
  })
  expect((await ivan.phone()).filter(({ photo }) => photo)).toEqual([])
})

test('an answer to a message that is gone is sent all the same', async () => {
  const { api, uploads, ivan } = await open()
  const first = await deliver(api, { chat, html: 'Первое', rows: [] })
  await ivan.deletes(first)
  await deliver(api, { chat, html: 'Второе', rows: [], replyTo: first })
  const file = text('а.txt')
  await sendMedia(uploads, { chat, html: '', rows: [], of: 'document', file, replyTo: first })
  expect((await ivan.phone()).slice(-2)).toMatchObject([
    { text: 'Второе' },
    { document: { name: 'а.txt' } },
  ])
})

test('words under a picture are edited, and to the same is no error', async () => {
  const { api, uploads, ivan } = await open()
  const file = await picture('а.jpg')
  const { message } = await sendMedia(uploads, { chat, html: 'Было', rows: [], of: 'photo', file })
  const edit = { chat, message, html: 'Стало', rows: [] }
  await editCaption(api, edit)
  await editCaption(api, edit)
  expect((await ivan.phone()).at(-1)).toMatchObject({ id: message, caption: 'Стало' })
})

test('buttons change without the words, and of what is gone nothing is asked', async () => {
  const { api, ivan } = await open()
  const rows = [[{ label: 'Подтвердить', press: 'y' }]]
  const message = await deliver(api, { chat, html: 'Решена', rows })
  const less = { chat, message, rows: [[{ label: 'Открыть', press: 'o' }]] }
  await editButtons(api, less)
  await editButtons(api, less)
  expect((await ivan.phone()).at(-1)).toMatchObject({
    text: 'Решена',
    keyboard: [[{ data: '1:o' }]],
  })
  expect(await removeMessage(api, chat, message)).toBe(true)
  expect(await removeMessage(api, chat, message)).toBe(false)
  await editButtons(api, less)
})

test('a message older than two days stays', async () => {
  const { api, ivan, later } = await open()
  const message = await deliver(api, { chat, html: 'Давно', rows: [] })
  await later(49 * 3600)
  expect(await removeMessage(api, chat, message)).toBe(false)
  expect((await ivan.phone()).at(-1)?.text).toBe('Давно')
})
