import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FileOnDesk, startToldWorld, type Told } from '../world/told'

let told: Awaited<ReturnType<typeof startToldWorld>>

beforeAll(async () => {
  told = await startToldWorld('told-comments')
})
afterAll(() => told?.stop())

const press = (bubble: Told | undefined) =>
  bubble?.keyboard?.flat().map(({ data }) => data?.replace(/[0-9a-f-]{36}/, 'id'))
const answer = ['1:/write:id', '1:/ticket:id']

/** No two alike, so that each can be told from the others on the phone. */
async function picture(name: string, width = 60, height = 40): Promise<FileOnDesk> {
  const [r, g, b] = randomBytes(3)
  const background = { r: r ?? 0, g: g ?? 0, b: b ?? 0 }
  const bytes = await sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer()
  return { name, bytes, mime: 'image/png' }
}
const pictures = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, at) => picture(`рисунок ${at + 1}.png`)))

const document = (name: string, text = name): FileOnDesk => ({
  name,
  bytes: Buffer.from(text),
  mime: 'text/plain',
})

async function says(html: string, files: FileOnDesk[] = [], author?: string | null) {
  const someone = await told.employee()
  const message = await told.comment(someone.ticket, html, files, author)
  await told.happens(someone.ticket, { kind: 'comment', message })
  return { ...someone, message }
}

const silentOf = async (chat: number, method: string) =>
  (await told.calls(chat))
    .filter((call) => call.method === method)
    .map(({ params }) => String(params.disable_notification) === 'true')

test('an engineer’s words come under their name and the number, with sound, and can be answered', async () => {
  const { ticket, chat, number } = await says('Перезагрузите <b>принтер</b> &amp; проверьте')
  await told.tell(ticket)
  const [post, ...more] = await told.heard(chat)
  expect(more).toEqual([])
  expect(post?.html).toBe(
    `💬 <b>Пётр Инженеров</b> · ${number}\nПерезагрузите <b>принтер</b> &amp; проверьте`,
  )
  expect(press(post)).toEqual(answer)
  expect(await silentOf(chat, 'sendMessage')).toEqual([false])
})

test('who has no name in Naumen is «Инженер»', async () => {
  const { ticket, chat, number } = await says('Готово', [], null)
  await told.tell(ticket)
  expect((await told.heard(chat))[0]?.text).toBe(`💬 Инженер · ${number}\nГотово`)
})

test('a reply to any part of a message finds its ticket', async () => {
  const { ticket, chat, message } = await says('слово '.repeat(1500))
  await told.tell(ticket)
  const heard = await told.heard(chat)
  const kept = await told.rows<{ message_id: string; ticket: string; message: string }>(
    'SELECT message_id, ticket, message FROM phone_messages WHERE chat_id = $1 ORDER BY message_id',
    [chat],
  )
  expect(kept.map((row) => ({ ...row, message_id: Number(row.message_id) }))).toEqual(
    heard.map(({ id }) => ({ message_id: id, ticket, message })),
  )
})

test('a long message comes in parts cut between words, each with the number, buttons on the last', async () => {
  const words = Array.from({ length: 1800 }, (_, at) => `слово${at}`)
  const { ticket, chat, number } = await says(words.join(' '))
  await told.tell(ticket)
  const heard = await told.heard(chat)
  expect(heard.length).toBeGreaterThan(2)
  for (const [at, { text = '' }] of heard.entries()) {
    expect(text.length).toBeLessThanOrEqual(4096)
    expect(text).toContain(`${number} · ${at + 1} из ${heard.length}`)
  }
  expect(heard.map(press).map((one) => one?.length ?? 0)).toEqual([
    ...heard.slice(1).map(() => 0),
    2,
  ])
  const bodies = heard.map(({ text = '' }) => text.slice(text.indexOf('\n') + 1))
  expect(bodies.join(' ')).toBe(words.join(' '))
  expect((await silentOf(chat, 'sendMessage')).filter((silent) => !silent)).toHaveLength(1)
})

test('60,000 characters with 15 pictures: five messages, the whole as a file, two albums', async () => {
  const words = Array.from({ length: 6000 }, (_, at) => `слово-${at}`)
    .join(' ')
    .slice(0, 60_000)
  const files = await pictures(15)
  const { ticket, chat, number } = await says(words, files)
  const startedAt = performance.now()
  await told.tell(ticket)
  expect(performance.now() - startedAt).toBeLessThan(30_000)
  const heard = await told.heard(chat)
  const texts = heard.filter(({ text }) => text)
  expect(texts).toHaveLength(5)
  const whole = heard.find(({ document }) => document)
  expect(whole?.document?.name).toBe(`Сообщение целиком ${number}.txt`)
  expect(press(whole)).toEqual(answer)
  const bytes = await told.world.telegram.bytes(whole?.document?.url.replace('/control', '') ?? '')
  expect(bytes.toString('utf8')).toBe(`\ufeff${words}`)
  const photos = heard.filter(({ photo }) => photo)
  expect(photos).toHaveLength(15)
  const albums = [...new Set(photos.map(({ mediaGroupId }) => mediaGroupId))]
  expect(
    albums.map((album) => photos.filter(({ mediaGroupId }) => mediaGroupId === album).length),
  ).toEqual([10, 5])
  expect(photos[0]?.caption).toContain(number)
})

test('one picture with few words is one message', async () => {
  const { ticket, chat, number, message } = await says('Так выглядит', [await picture('вид.png')])
  await told.tell(ticket)
  const [post, ...more] = await told.heard(chat)
  expect(more).toEqual([])
  expect(post?.photo).toBeTruthy()
  expect(post?.caption).toBe(`💬 Пётр Инженеров · ${number}\nТак выглядит`)
  expect(press(post)).toEqual(answer)
  const [kept] = await told.rows<{ attachments: { state: string; file: string }[] }>(
    'SELECT attachments FROM messages WHERE id = $1',
    [message],
  )
  expect(kept?.attachments).toMatchObject([{ state: 'handedOver', kind: 'photo' }])
  const files = await told.rows<{ source: string; ticket_id: string; name: string }>(
    `SELECT files.source, files.ticket_id, files.name FROM files JOIN messages_rels r
       ON r.files_id = files.id AND r.path = 'files' WHERE r.parent_id = $1`,
    [message],
  )
  expect(files).toEqual([{ source: 'engineer', ticket_id: ticket, name: 'вид.png' }])
})

test('files come whole and under their names: pictures as pictures, the rest as files', async () => {
  const files = [
    document('журнал.txt', 'строка за строкой'),
    await picture('экран.png'),
    document('инструкция.txt', 'включите'),
    await picture('лента.png', 4000, 100),
  ]
  const { ticket, chat } = await says('Смотрите файлы', files)
  await told.tell(ticket)
  const heard = await told.heard(chat)
  expect(heard.filter(({ photo }) => photo)).toHaveLength(1)
  const sent = heard.flatMap(({ document: file }) => (file ? [file.name] : []))
  expect(sent).toEqual(['журнал.txt', 'инструкция.txt', 'лента.png'])
  const journal = heard.find(({ document: file }) => file?.name === 'журнал.txt')?.document
  const bytes = await told.world.telegram.bytes(journal?.url.replace('/control', '') ?? '')
  expect(bytes.toString()).toBe('строка за строкой')
})

test('only files, no words: how many there are is said first', async () => {
  const { ticket, chat, number } = await says('', [document('а.txt'), document('б.txt')])
  await told.tell(ticket)
  const [post, ...files] = await told.heard(chat)
  expect(post?.text).toBe(`💬 Пётр Инженеров · ${number}\n📎 Файлов: 2`)
  expect(files.map(({ document: file }) => file?.name)).toEqual(['а.txt', 'б.txt'])
})

test('a file that is too big, empty or refused is named in words, and the rest still comes', async () => {
  const someone = await told.employee()
  const good = document('хороший.txt')
  const message = await told.comment(someone.ticket, 'Три файла', [
    good,
    document('пустой.txt', ''),
  ])
  await told.rows(`UPDATE messages SET attachments = attachments || $2::jsonb WHERE id = $1`, [
    message,
    JSON.stringify([
      {
        kind: 'document',
        name: 'диск.iso',
        mime: '',
        size: 60_000_000,
        naumen: 'file$1',
        state: 'waiting',
      },
      { kind: 'document', name: 'нет.doc', mime: '', size: 10, naumen: 'file$2', state: 'waiting' },
    ]),
  ])
  await told.happens(someone.ticket, { kind: 'comment', message })
  await told.tell(someone.ticket)
  const heard = await told.heard(someone.chat)
  expect(heard.flatMap(({ document: file }) => file?.name ?? [])).toEqual(['хороший.txt'])
  const failures = heard.at(-1)?.text
  expect(failures).toContain('«пустой.txt»')
  expect(failures).toContain('«диск.iso» показать здесь не получилось: он больше 50 МБ')
  expect(failures).toContain(
    '«нет.doc» показать здесь не получилось: система инженеров его не отдаёт',
  )
  expect(await told.outcomes(someone.ticket)).toEqual(['told'])
})

test('a picture Telegram refuses to show comes as a file', async () => {
  const { ticket, chat } = await says('Вот', [await picture('один.png')])
  await told.world.telegram.post('/faults', {
    kind: '400',
    method: 'sendPhoto',
    description: 'Bad Request: PHOTO_INVALID_DIMENSIONS',
  })
  await told.tell(ticket)
  const [post, ...more] = await told.heard(chat)
  expect(more).toEqual([])
  expect(post?.document?.name).toBe('один.png')
  expect(press(post)).toEqual(answer)
})

test('an album Telegram refuses comes picture by picture', async () => {
  const { ticket, chat } = await says('Вот', await pictures(3))
  await told.world.telegram.post('/faults', {
    kind: '400',
    method: 'sendMediaGroup',
    description: 'Bad Request: IMAGE_PROCESS_FAILED',
  })
  await told.tell(ticket)
  expect((await told.heard(chat)).filter(({ photo }) => photo)).toHaveLength(3)
})

test.each(['500', 'drop', 'dropAfter'])(
  'a failure (%s) at any message sends only what is missing when it is tried again',
  async (kind) => {
    const files = [...(await pictures(12)), document('а.txt'), document('б.txt')]
    // Three messages with words and three albums
    for (let after = 0; after < 6; after++) {
      const { ticket, chat } = await says('слово '.repeat(1500), files)
      await told.world.telegram.post('/faults', { kind, chatId: chat, after })
      expect(await tells(ticket)).toBe(false)
      expect(await tells(ticket)).toBe(true)
      const heard = await told.heard(chat)
      // What was on its way when the answer was lost may stand there twice, and nothing else
      const sent = [1, 1, 1, 10, 2, 2].map((count, at) =>
        kind === 'dropAfter' && at === after ? 2 * count : count,
      )
      const sum = (from: number, to: number) => sent.slice(from, to).reduce((a, b) => a + b)
      expect(heard.filter(({ text }) => text)).toHaveLength(sum(0, 3))
      expect(heard.filter(({ photo }) => photo)).toHaveLength(sum(3, 5))
      expect(heard.filter(({ document: file }) => file)).toHaveLength(sum(5, 6))
    }
  },
)

const tells = (ticket: string) =>
  told.tell(ticket).then(
    () => true,
    () => false,
  )

test('while Naumen gives no files, the words are told, and the files come when it does', async () => {
  const { ticket, chat } = await says('Вот', [await picture('один.png')])
  await told.world.naumen.post('/down')
  await expect(told.tell(ticket)).rejects.toThrow('Naumen')
  await expect(told.tell(ticket)).rejects.toThrow('Naumen')
  expect((await told.heard(chat)).map(({ text }) => text)).toHaveLength(1)
  await told.world.naumen.post('/up')
  await told.tell(ticket)
  const [words, file, ...more] = await told.heard(chat)
  expect(more).toEqual([])
  expect(words?.text).toContain('Вот')
  expect(file?.photo).toBeTruthy()
})

test('a file Naumen can not give for long is named in words, and holds nothing up any more', async () => {
  const { ticket, chat } = await says('Вот', [document('а.txt'), document('б.txt')])
  await told.world.naumen.post('/faults', { path: 'get-file', kind: '500', times: 8 })
  let tries = 0
  while (!(await tells(ticket))) tries++
  expect(tries).toBe(7)
  const heard = await told.heard(chat)
  expect(heard.flatMap(({ document: file }) => file?.name ?? [])).toEqual(['б.txt'])
  expect(heard.at(-1)?.text).toContain('«а.txt» показать здесь не получилось')
})
