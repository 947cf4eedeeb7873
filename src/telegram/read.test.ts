import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTelegram } from '../../tests/telegram'
import type { Answer, Incoming } from '../domain/screen'
import { readUpdate } from './read'

const options = { timeZone: 'Europe/Moscow', username: 'blago_support_bot' }
const read = (update: unknown) => readUpdate(update, options)

const from = { id: 7, is_bot: false, first_name: 'Иван', username: 'ivan_petrov' }
const chat = { id: 7, type: 'private', first_name: 'Иван' }
// 22 November, 14:05 in Moscow
const date = Date.UTC(2026, 10, 22, 11, 5) / 1000
const message = (content: object) => ({
  update_id: 1,
  message: { message_id: 5, date, chat, from, ...content },
})
const file = { file_id: 'AgAD', file_unique_id: 'u1', file_size: 900 }

function incoming(update: unknown): Incoming {
  const reading = read(update)
  if (reading.kind !== 'incoming') throw new Error(`Read as ${JSON.stringify(reading)}`)
  return reading.incoming
}
const answer = (content: object): Answer => incoming(message(content)).answer
const attached = (content: object) => {
  const found = answer(content)
  return found.kind === 'files' ? found.files[0] : found
}

test('a text comes with who wrote it, where, and what it answers', () => {
  const reply = { reply_to_message: { message_id: 3, date, chat } }
  expect(incoming(message({ text: 'Не печатает', ...reply }))).toEqual({
    person: { id: 7, firstName: 'Иван', lastName: undefined, username: 'ivan_petrov' },
    chat: 7,
    private: true,
    message: 5,
    replyTo: 3,
    edited: false,
    answer: { kind: 'text', text: 'Не печатает' },
  })
})

test('commands are told from texts that begin with a slash', () => {
  const command = (name: string, payload = '') => ({ kind: 'command', name, payload })
  expect(answer({ text: '/start topic_12' })).toEqual(command('start', 'topic_12'))
  expect(answer({ text: '/New@Blago_Support_bot' })).toEqual(command('new'))
  expect(answer({ text: '/new@other_bot' })).toMatchObject({ kind: 'text' })
  expect(answer({ text: '/etc/hosts не открывается' })).toMatchObject({ kind: 'text' })
})

test('of a photo’s sizes the largest is taken, and it is named by its time', () => {
  const small = { ...file, file_id: 'small', width: 90, height: 60 }
  const large = { ...file, file_id: 'large', width: 1280, height: 853 }
  expect(attached({ photo: [small, large, { ...small, file_id: 'middle' }] })).toEqual({
    kind: 'photo',
    remoteId: 'large',
    uniqueId: 'u1',
    name: 'Фото 22.11 14-05.jpg',
    mime: 'image/jpeg',
    size: 900,
  })
})

test('each kind of file is known, with a name an engineer can read', () => {
  const names = Object.fromEntries(
    ['video', 'voice', 'audio', 'video_note', 'document'].map((kind) => {
      const found = attached({ [kind]: file })
      return [kind, found && 'name' in found ? found.name : found]
    }),
  )
  expect(names).toEqual({
    video: 'Видео 22.11 14-05.mp4',
    voice: 'Голосовое сообщение 22.11 14-05.ogg',
    audio: 'Аудио 22.11 14-05.mp3',
    video_note: 'Видеосообщение 22.11 14-05.mp4',
    document: 'Файл 22.11 14-05',
  })
})

test('a file keeps its own name, but no folder and no hidden ending', () => {
  const named = (file_name: string) => attached({ document: { ...file, file_name } })
  expect(named('Отчёт за ноябрь «итог».xlsx')).toMatchObject({
    name: 'Отчёт за ноябрь «итог».xlsx',
  })
  expect(named('../../etc/passwd')).toMatchObject({ name: '.._.._etc_passwd' })
  expect(named('счёт\u202efdp.exe')).toMatchObject({ name: 'счёт_fdp.exe' })
})

test('pictures of one album have names of their own, its words stand with one of them', () => {
  const part = (message_id: number, caption?: string) =>
    answer({ message_id, caption, media_group_id: 'g1', photo: [file] })
  const name = (id: number) => ({ name: `Фото 22.11 14-05 (${id}).jpg` })
  expect(part(8, 'Экран')).toMatchObject({ album: 'g1', text: 'Экран', files: [name(8)] })
  expect(part(9)).toMatchObject({ album: 'g1', text: '', files: [name(9)] })
})

test('places and contacts are understood', () => {
  const location = { latitude: 55.75, longitude: 37.62 }
  expect(answer({ location })).toEqual({ kind: 'place', ...location })
  expect(answer({ venue: { location, title: 'Цех 4' }, location })).toEqual({
    kind: 'place',
    ...location,
  })
  const contact = { phone_number: '+79990000000', first_name: 'Мария', last_name: 'Сидорова' }
  const read = { kind: 'contact', name: 'Мария Сидорова', phone: '+79990000000' }
  expect(answer({ contact })).toEqual(read)
})

test('stickers, moving pictures, polls and what Telegram invents next are answered in words', () => {
  for (const content of [
    { sticker: { file_id: 's' } },
    { animation: file, document: file },
    { poll: { id: '1' } },
    { something_new: {} },
  ])
    expect(answer(content)).toEqual({ kind: 'unsupported' })
})

test('what Telegram says in a chat itself is nobody’s message', () => {
  for (const service of [
    { new_chat_members: [from] },
    { pinned_message: { message_id: 1, date, chat } },
    { group_chat_created: true },
  ])
    expect(read(message(service))).toEqual({ kind: 'unknown', type: 'message' })
})

test('a changed message is known as changed', () => {
  const { message: edited_message } = message({ text: 'Точнее: не печатает в цвете' })
  expect(incoming({ update_id: 2, edited_message })).toMatchObject({ edited: true, message: 5 })
})

const press = (more: object) => ({
  update_id: 3,
  callback_query: {
    id: '99',
    from,
    chat_instance: '1',
    message: { message_id: 5, chat, date },
    ...more,
  },
})

test('a press is read, also on a message too old to be seen, and by a button of an older version', () => {
  expect(incoming(press({ data: '1:new' })).answer).toEqual({
    kind: 'press',
    press: 'new',
    query: '99',
  })
  const old = press({ data: '1:new', message: { message_id: 5, chat, date: 0 } })
  expect(incoming(old)).toMatchObject({ chat: 7, message: 5, answer: { press: 'new' } })
  expect(incoming(press({ data: 'menu_17' })).answer).toMatchObject({ kind: 'press', press: '' })
  expect(incoming(press({ game_short_name: 'x' })).answer).toMatchObject({ press: '' })
})

test('letting the bot in and shutting it out is told apart', () => {
  const member = (status: string) =>
    read({ update_id: 4, my_chat_member: { chat, from, date, new_chat_member: { status } } })
  expect(member('kicked')).toMatchObject({ kind: 'membership', membership: { blocked: true } })
  expect(member('member')).toMatchObject({ membership: { blocked: false, private: true, chat: 7 } })
})

test('a group is not a private chat', () => {
  const group = { id: -100, type: 'supergroup', title: 'Цех' }
  expect(incoming(message({ text: 'Привет', chat: group }))).toMatchObject({
    private: false,
    chat: -100,
  })
})

test('updates of other kinds are counted by name', () => {
  expect(read({ update_id: 9, poll_answer: {} })).toEqual({ kind: 'unknown', type: 'poll_answer' })
  expect(read({ update_id: 9, channel_post: {} })).toEqual({
    kind: 'unknown',
    type: 'channel_post',
  })
  expect(read({ update_id: 9, '<b>': {} })).toEqual({ kind: 'unknown', type: 'odd' })
  expect(read(message({ text: 'Бот', from: { ...from, is_bot: true } }))).toMatchObject({
    kind: 'unknown',
  })
})

const samples = [
  message({ text: '/start a' }),
  message({ photo: [file], caption: 'Экран', media_group_id: 'g' }),
  message({ contact: { phone_number: '1', first_name: 'a' } }),
  press({ data: '1:new' }),
  { update_id: 4, my_chat_member: { chat, from, date, new_chat_member: { status: 'left' } } },
]

/** Puts anything in the place of any part. */
function mutated(value: unknown, at: number, odd: unknown): unknown {
  if (at <= 0 || typeof value !== 'object' || value === null) return odd
  const entries = Object.entries(value)
  if (!entries.length) return odd
  const which = at % entries.length
  const inner = Math.floor(at / entries.length)
  const changed = entries.map(([key, part], index) => [
    key,
    index === which ? mutated(part, inner, odd) : part,
  ])
  return Array.isArray(value) ? changed.map(([, part]) => part) : Object.fromEntries(changed)
}

test('no update, however odd, is more than unknown', () => {
  const kinds = ['incoming', 'membership', 'unknown']
  fc.assert(
    fc.property(fc.constantFrom(...samples), fc.nat(500), fc.anything(), (sample, at, odd) => {
      expect(kinds).toContain(read(mutated(sample, at, odd)).kind)
    }),
    { numRuns: 10_000 },
  )
  fc.assert(fc.property(fc.anything(), (odd) => void expect(kinds).toContain(read(odd).kind)))
})

test('what people do on their phones is read as they meant it', async () => {
  const { ivan, api } = await openTelegram()
  await ivan.says('/start code')
  const { messageId } = await ivan.says('Не печатает')
  await ivan.edits(messageId, 'Не печатает в цвете')
  await ivan.does('location', { latitude: 55.75, longitude: 37.62 })
  await ivan.does('contact', { phone: '+79990000000' })
  const notes = ['а', 'б'].map((name) => new File([name], `${name}.txt`))
  await ivan.sendsFiles('document', notes, { album: 'true', caption: 'Журналы' })
  await ivan.blocks()
  const updates = await api.getUpdates({
    allowed_updates: ['message', 'edited_message', 'my_chat_member'],
  })
  const answers = updates.map((update) => {
    const reading = read(update)
    return reading.kind === 'incoming' ? reading.incoming.answer : reading.kind
  })
  expect(answers).toMatchObject([
    { kind: 'command', name: 'start', payload: 'code' },
    { kind: 'text', text: 'Не печатает' },
    { kind: 'text', text: 'Не печатает в цвете' },
    { kind: 'place' },
    { kind: 'contact', name: 'Иван Петров' },
    { kind: 'files', text: 'Журналы', album: expect.any(String), files: [{ name: 'а.txt' }] },
    { kind: 'files', text: '', album: expect.any(String), files: [{ name: 'б.txt', size: 2 }] },
    'membership',
  ])
})
