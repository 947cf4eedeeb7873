import { createHash, randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Phone, textOf } from '../world/phone'
import { until } from '../world/until'
import { addresses, type NaumenTicket, people, startWorld, type World } from '../world/world'

let world: World
let ivan: Phone

beforeAll(async () => {
  world = await startWorld({ name: 'attachments' })
  await world.categoriesArePulled()
  ivan = world.phone(people.ivan)
  await world.signIn(ivan, addresses.ivan)
})

afterAll(() => world?.stop())

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

const picture = (red: number) =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: { r: red, g: 90, b: 120 } } })
    .jpeg()
    .toBuffer()

async function begins() {
  // A draft that a failed test left would be offered first
  await world.rows('UPDATE bot_chats SET dialog = NULL, saved_draft = NULL')
  await ivan.types('/new')
  await ivan.presses('Компьютер и оргтехника')
  await ivan.presses('Принтеры')
  await ivan.presses('Не печатает')
  await ivan.sees('Опишите, что случилось')
}

async function sendsIt(words: string, files: number): Promise<NaumenTicket> {
  await ivan.presses('Далее')
  await ivan.presses('Отправить')
  return until(
    `a request with ${files} files in Naumen`,
    async () => {
      const all = await world.tickets()
      return all.find(
        (ticket) => ticket.description.includes(words) && ticket.files.length >= files,
      )
    },
    40_000,
  )
}

test('every kind of file reaches Naumen whole, with its name', async () => {
  await begins()
  await ivan.types('Все виды файлов.')
  const sent = [
    ['document', 'схема сети.bin'],
    ['video', 'запись.mp4'],
    ['audio', 'шум.mp3'],
    ['voice', 'голос.ogg'],
    ['video_note', 'кружок.mp4'],
  ] as const
  const sums: string[] = []
  for (const [kind, name] of sent) {
    const bytes = randomBytes(5000)
    sums.push(sha256(bytes))
    await ivan.sends(kind, [{ name, bytes }])
  }
  await ivan.sees(/📄[^]*🎬[^]*🎵[^]*🎤[^]*📹/)
  const ticket = await sendsIt('Все виды файлов.', sent.length)
  expect(ticket.files.map((file) => file.sha256).toSorted()).toEqual(sums.toSorted())
  expect(ticket.files.map((file) => file.title)).toContain('схема сети.bin')
})

test('an album is one step with one answer, and all of it arrives', async () => {
  await begins()
  const screens = (await ivan.fromBot()).length
  const files = await Promise.all(
    [10, 60, 110, 160].map(async (red) => ({ name: `${red}.jpg`, bytes: await picture(red) })),
  )
  await ivan.sends('photo', files, { album: 'true', caption: 'Фото поломки со всех сторон.' })
  const answer = await ivan.sees(/(🖼[^]*){4}/)
  expect(textOf(answer)).toContain('Фото поломки со всех сторон.')
  // The answer comes in place of the question: nothing else was said
  await until('one screen only', async () => (await ivan.fromBot()).length === screens)
  const ticket = await sendsIt('Фото поломки со всех сторон.', 4)
  expect(ticket.files).toHaveLength(4)
})

test('a file over 20 MB and the eleventh file are refused in words, the rest is kept', async () => {
  await begins()
  await ivan.types('Много файлов.')
  await ivan.sends('document', [{ name: 'образ диска.iso', bytes: randomBytes(100) }], {
    virtualSize: String(25 * 1024 * 1024),
  })
  await ivan.sees('«образ диска.iso» больше 20 МБ')
  for (let file = 1; file <= 11; file++)
    await ivan.sends('document', [{ name: `файл ${file}.bin`, bytes: randomBytes(50) }])
  await ivan.sees('Не добавлено: «файл 11.bin»')
  const ticket = await sendsIt('Много файлов.', 10)
  expect(ticket.files).toHaveLength(10)
})

test('an edited message changes its own part of the description', async () => {
  await begins()
  const { messageId } = await ivan.types('Принтре не печатает')
  await ivan.sees('Принтре не печатает')
  await ivan.types('Вторая строка.')
  await ivan.edits(messageId, 'Принтер не печатает, исправлено')
  await ivan.sees(/Принтер не печатает, исправлено\nВторая строка/)
  const ticket = await sendsIt('Принтер не печатает, исправлено', 0)
  expect(ticket.description).not.toContain('Принтре')
})

test('a program renamed to a picture is refused by what it is, the request goes on', async () => {
  await begins()
  await ivan.types('Вирус под видом картинки.')
  const program = Buffer.concat([
    Buffer.from('MZ'),
    Buffer.alloc(58),
    Buffer.from([0x40, 0, 0, 0]),
    Buffer.from('PE\0\0'),
    randomBytes(400),
  ])
  await ivan.sends('document', [{ name: 'фото.jpg', bytes: program, mime: 'image/jpeg' }])
  await ivan.sends('document', [{ name: 'журнал.txt', bytes: Buffer.from('строка\n') }])
  const ticket = await sendsIt('Вирус под видом картинки.', 1)
  const [number] = await world.rows<{ number: string }>(
    `SELECT number FROM tickets WHERE text = 'Вирус под видом картинки.'`,
  )
  await ivan.sees(`Заявка ${number?.number} передана`)
  expect(ticket.files.map((file) => file.title)).toEqual(['журнал.txt'])
  await ivan.sees('Файл «фото.jpg» из заявки')
  await ivan.sees('⚠️ Не передан: «фото.jpg»')
})

test('a place and a contact stand in the description', async () => {
  await begins()
  await world.telegram.post(`/people/${people.ivan}/location`, {
    latitude: 55.75,
    longitude: 37.62,
  })
  await world.telegram.post(`/people/${people.ivan}/contact`, { phone: '+79990001122' })
  await ivan.sees(/📍[^]*\+79990001122/)
  await ivan.types('Место и контакт.')
  const ticket = await sendsIt('Место и контакт.', 0)
  expect(ticket.description).toContain('55.75')
  expect(ticket.description).toContain('+79990001122')
})
