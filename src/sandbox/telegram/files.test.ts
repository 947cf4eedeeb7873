import { InputFile } from 'grammy'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { attach, ivan, refusal, sha256, start, token } from './test-sandbox'

const picture = (width: number, height: number, format: 'png' | 'jpeg' = 'jpeg') =>
  sharp({ create: { width, height, channels: 3, background: '#1c5aa8' } })
    [format]()
    .toBuffer()

const begin = async () => {
  const sandbox = await start()
  await sandbox.says(ivan, '/start')
  const send = (fields: Record<string, string>, files: [string, string, Uint8Array][]) =>
    sandbox.control('POST', `people/${ivan}/files`, attach(fields, files))
  const last = async () => (await sandbox.api.getUpdates({ offset: -1 }))[0]?.message
  const download = async (fileId: string) => {
    const { file_path } = await sandbox.api.getFile(fileId)
    const response = await fetch(`${sandbox.url}/file/bot${token}/${file_path}`)
    return { path: file_path, bytes: Buffer.from(await response.arrayBuffer()) }
  }
  return { ...sandbox, send, last, download }
}

test('a document reaches the bot byte for byte, with its name and type', async () => {
  const { send, last, download } = await begin()
  const bytes = Buffer.from('%PDF-1.7 договор')
  await send({ kind: 'document', caption: 'см. файл' }, [
    ['договор №5.pdf', 'application/pdf', bytes],
  ])
  const message = await last()
  expect(message).toMatchObject({
    caption: 'см. файл',
    document: {
      file_name: 'договор №5.pdf',
      mime_type: 'application/pdf',
      file_size: bytes.length,
    },
  })
  const got = await download(message!.document!.file_id)
  expect(got.path).toMatch(/^documents\/file_\d+\.pdf$/)
  expect(sha256(got.bytes)).toBe(sha256(bytes))
})

test('a photo comes in several sizes, the biggest last, always JPEG', async () => {
  const { send, last, download } = await begin()
  await send({ kind: 'photo' }, [['скрин.png', 'image/png', await picture(1600, 900, 'png')]])
  const photo = (await last())!.photo!
  expect(photo.map(({ width, height }) => [width, height])).toEqual([
    [90, 51],
    [320, 180],
    [800, 450],
    [1280, 720],
  ])
  const { path, bytes } = await download(photo.at(-1)!.file_id)
  expect(path).toMatch(/^photos\/file_\d+\.jpg$/)
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1280 })
})

test('a JPEG photo that fits is kept byte for byte', async () => {
  const { send, last, download } = await begin()
  const bytes = await picture(600, 400)
  await send({ kind: 'auto' }, [['a.jpg', 'image/jpeg', bytes]])
  const { bytes: got } = await download((await last())!.photo!.at(-1)!.file_id)
  expect(sha256(got)).toBe(sha256(bytes))
})

test('an album is several messages of one group, the caption on the first', async () => {
  const { send, api, phone } = await begin()
  const bytes = await picture(200, 100)
  const { updateIds } = await send({ kind: 'photo', album: 'true', caption: 'три' }, [
    ['1.jpg', 'image/jpeg', bytes],
    ['2.jpg', 'image/jpeg', bytes],
    ['3.jpg', 'image/jpeg', bytes],
  ])
  const messages = (await api.getUpdates({ offset: updateIds[0] })).map((one) => one.message!)
  expect(messages.map(({ caption }) => caption)).toEqual(['три', undefined, undefined])
  expect(new Set(messages.map((one) => one.media_group_id)).size).toBe(1)
  expect((await phone(ivan)).messages.slice(1)).toMatchObject([
    { caption: 'три', captionHtml: 'три', photo: { mime: 'image/jpeg', width: 200 } },
    { mediaGroupId: messages[0]!.media_group_id },
    { mediaGroupId: messages[0]!.media_group_id },
  ])
})

test.each([
  ['video', 'a.mp4', 'video/mp4', { video: { duration: 7, mime_type: 'video/mp4' } }],
  ['voice', 'a.ogg', 'audio/ogg', { voice: { duration: 7, mime_type: 'audio/ogg' } }],
  ['audio', 'a.mp3', 'audio/mpeg', { audio: { file_name: 'a.mp3', mime_type: 'audio/mpeg' } }],
  ['video_note', 'a.mp4', 'video/mp4', { video_note: { duration: 7, length: 240 } }],
])('a person sends a %s', async (kind, name, type, expected) => {
  const { send, last } = await begin()
  await send({ kind, duration: '7' }, [[name, type, Buffer.from('звук и свет')]])
  expect(await last()).toMatchObject(expected)
})

test('a file of more than 20 MB is announced but not given out', async () => {
  const { send, last, api } = await begin()
  const virtualSize = String(21 << 20)
  await send({ kind: 'document', virtualSize }, [['a.zip', 'application/zip', Buffer.from('PK')]])
  const message = await last()
  expect(message?.document?.file_size).toBe(21 << 20)
  expect(await refusal(api.getFile(message!.document!.file_id))).toBe(
    '400 Bad Request: file is too big',
  )
  expect(await refusal(api.getFile('AAA'))).toMatch(/wrong file_id/)
})

test('the bot’s files are on the phone byte for byte, and are sent again by their ids', async () => {
  const { api, phone, controlUrl } = await begin()
  const bytes = Buffer.from('отчёт за ноябрь')
  const sent = await api.sendDocument(ivan, new InputFile(bytes, 'отчёт за ноябрь.txt'), {
    caption: '<b>Отчёт</b>',
    parse_mode: 'HTML',
  })
  expect(sent).toMatchObject({
    document: { file_name: 'отчёт за ноябрь.txt', mime_type: 'text/plain' },
    caption_entities: [{ type: 'bold' }],
  })
  const { messages } = await phone(ivan)
  expect(messages[1].document).toMatchObject({ name: 'отчёт за ноябрь.txt', sha256: sha256(bytes) })
  const shown = await fetch(controlUrl + messages[1].document.url)
  expect(sha256(Buffer.from(await shown.arrayBuffer()))).toBe(sha256(bytes))
  const again = await api.sendDocument(ivan, sent.document.file_id)
  expect(again.document.file_unique_id).toBe(sent.document.file_unique_id)
  expect(await refusal(api.sendPhoto(ivan, sent.document.file_id))).toBe(
    "400 Bad Request: can't use file of type Document as Photo",
  )
})

test('the bot sends every kind of file', async () => {
  const { api, phone } = await begin()
  const file = (name: string) => new InputFile(Buffer.from(name), name)
  await api.sendPhoto(ivan, new InputFile(await picture(300, 200), 'a.jpg'))
  await api.sendVideo(ivan, file('a.mp4'), { duration: 3 })
  await api.sendAudio(ivan, file('a.mp3'))
  await api.sendVoice(ivan, file('a.ogg'))
  await api.sendVideoNote(ivan, file('b.mp4'))
  await api.sendLocation(ivan, 55.7, 37.6)
  await api.sendContact(ivan, '+7999', 'Пётр')
  const kinds = (await phone(ivan)).messages.slice(1).map((one: object) => Object.keys(one)[3])
  expect(kinds).toEqual(['photo', 'video', 'audio', 'voice', 'videoNote', 'location', 'contact'])
})

test('the bot sends an album of 2 to 10 alike things, whole or not at all', async () => {
  const { api, phone } = await begin()
  const photo = async (caption?: string) => ({
    type: 'photo' as const,
    media: new InputFile(await picture(50, 50), 'a.jpg'),
    caption,
  })
  const sent = await api.sendMediaGroup(ivan, [await photo('обе'), await photo()])
  const groups = sent.map((one) => ('media_group_id' in one ? one.media_group_id : undefined))
  expect(groups).toEqual([expect.any(String), groups[0]])
  const document = { type: 'document' as const, media: new InputFile(Buffer.from('x'), 'a.txt') }
  expect(await refusal(api.sendMediaGroup(ivan, [await photo(), document] as never))).toMatch(
    /document can't be mixed/,
  )
  expect(await refusal(api.sendMediaGroup(ivan, [await photo()]))).toMatch(/too few/)
  const broken = { type: 'photo' as const, media: new InputFile(Buffer.from('x'), 'a.jpg') }
  expect(await refusal(api.sendMediaGroup(ivan, [await photo(), broken]))).toBe(
    '400 Bad Request: IMAGE_PROCESS_FAILED',
  )
  expect((await phone(ivan)).messages).toHaveLength(3)
})

test('a message is copied and forwarded with its file, but not when protected', async () => {
  const { api, phone, send } = await begin()
  await send({ kind: 'document', caption: 'подпись' }, [['a.txt', 'text/plain', Buffer.from('x')]])
  const copy = await api.copyMessage(ivan, ivan, 2)
  const forwarded = await api.forwardMessage(ivan, ivan, 2)
  expect(copy).toEqual({ message_id: 3 })
  expect(forwarded.forward_origin).toMatchObject({ type: 'user', sender_user: { id: ivan } })
  expect((await phone(ivan)).messages[2]).toMatchObject({
    from: 'bot',
    caption: 'подпись',
    document: { name: 'a.txt' },
  })
  const secret = await api.sendMessage(ivan, 'тайна', { protect_content: true })
  expect(await refusal(api.copyMessage(ivan, ivan, secret.message_id))).toMatch(/can't be copied/)
  expect(await refusal(api.copyMessage(ivan, ivan, 99))).toBe(
    '400 Bad Request: message to copy not found',
  )
})

test('a picture takes another’s place', async () => {
  const { api } = await begin()
  const first = await api.sendPhoto(ivan, new InputFile(await picture(60, 50), 'a.jpg'))
  const media = { type: 'photo' as const, media: new InputFile(await picture(70, 50), 'b.jpg') }
  const changed = await api.editMessageMedia(ivan, first.message_id, { ...media, caption: 'новое' })
  expect(changed).toMatchObject({ caption: 'новое', photo: [{ width: 70 }] })
})
