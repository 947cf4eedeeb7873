import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTelegram } from '../../src/telegram/api'
import { deliver } from '../../src/telegram/deliver'
import { token } from '../world/environment'
import { type Bubble, type Phone, textOf } from '../world/phone'
import { until } from '../world/until'
import { addresses, people, startWorld, type World } from '../world/world'

let world: World
let ivan: Phone
let user: string

beforeAll(async () => {
  world = await startWorld({ name: 'conversation' })
  await world.categoriesArePulled()
  ivan = world.phone(people.ivan)
  await world.signIn(ivan, addresses.ivan)
  const [row] = await world.rows<{ id: string }>('SELECT id FROM users')
  user = row?.id ?? ''
})

afterAll(() => world?.stop())

beforeEach(async () => {
  // Whatever the last test left unanswered is answered first
  await isAnswered(await ivan.types('/start'))
  await world.rows('DELETE FROM messages')
  await world.rows('DELETE FROM tickets')
  await world.rows('UPDATE bot_chats SET dialog = NULL, saved_draft = NULL')
  await ivan.asks('/start', 'Чем помочь')
})

const isAnswered = ({ updateId }: { updateId: number }) =>
  until(`update ${updateId} to be answered`, async () => {
    const done = 'SELECT 1 FROM inbox WHERE update_id = $1 AND done_at IS NOT NULL'
    return (await world.rows(done, [updateId])).length > 0
  })

/** Not in Naumen: what is said in it stays where the test can look at it. */
async function ticket(status = 'inProgress', topic = 'Не печатает', owner = user) {
  const number = `Б-${(numbers += 1)}`
  const [row] = await world.rows<{ id: string }>(
    `INSERT INTO tickets (number, user_id, topic_path, text, status, hand_over_state, registered_at)
      VALUES ($1, $2, $3, 'Принтер', $4, 'done', now()) RETURNING id`,
    [number, owner, `Принтеры → ${topic}`, status],
  )
  return { id: row?.id ?? '', number }
}
let numbers = 5000

/** As the bot tells of a ticket: a message with buttons that a reply can be given to. */
async function told(id: string, html: string, rows: { label: string; press: string }[][] = []) {
  const { api } = createTelegram({ token, apiRoot: world.apiRoot })
  const message = await deliver(api, { chat: ivan.person, html, rows })
  await world.rows('INSERT INTO phone_messages (chat_id, message_id, ticket) VALUES ($1, $2, $3)', [
    ivan.person,
    message,
    id,
  ])
  return message
}

type Turn = {
  id: string
  act: string
  text: string
  attachments: { name: string; kind: string; state: string }[]
  telegram_message: string
  hand_over_state: string
  corrects_id: string | null
}

const turns = (id: string) =>
  world.rows<Turn>('SELECT * FROM messages WHERE ticket_id = $1 ORDER BY position', [id])

const said = (id: string, count: number) =>
  until(`${count} turns`, async () => {
    const all = await turns(id)
    return all.length === count && all
  })

type Dialog = { name: string; step: string }

/** The dialog that runs, as soon as it is this one. */
const dialogIs = (name: string | null, step?: string) =>
  until(`the dialog ${name} ${step}`, async () => {
    const [row] = await world.rows<{ dialog: Dialog | null }>('SELECT dialog FROM bot_chats')
    const isStep = step === undefined || row?.dialog?.step === step
    return (row?.dialog?.name ?? null) === name && isStep
  })

const reaction = (message: number, sign: string) =>
  until(`${sign} on ${message}`, async () =>
    (await ivan.messages()).find(
      ({ id, reactions }) => id === message && reactions?.includes(sign),
    ),
  )

const picture = () => ({ name: 'фото.jpg', bytes: jpeg })
const jpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AN//Z',
  'base64',
)

test('a reply to a message nobody remembers sending reaches the request its head names', async () => {
  const old = await ticket()
  const post = await told(old.id, `💬 <b>Пётр</b> · ${old.number}\nКакой кабинет?`)
  await world.rows('DELETE FROM phone_messages WHERE message_id = $1', [post])
  await ivan.types('Триста пятый', post)
  expect((await said(old.id, 1))[0]?.text).toBe('Триста пятый')
})

test('a reply to what the engineer wrote reaches that request while a new one is being filled in', async () => {
  const old = await ticket()
  const post = await told(old.id, `💬 ${old.number}: Какой кабинет?`)
  await ivan.asks('/new', 'Выберите категорию')
  await ivan.presses('Компьютер и оргтехника')
  await ivan.presses('Принтеры')
  await ivan.presses('Не печатает')
  await ivan.sees('Опишите, что случилось')
  const before = (await ivan.messages()).length
  const reply = await ivan.types('Кабинет 412', post)
  const [turn] = await said(old.id, 1)
  expect(turn).toMatchObject({ act: 'comment', text: 'Кабинет 412', hand_over_state: 'waiting' })
  await reaction(reply.messageId, '👀')
  await dialogIs('new-ticket', 'description')
  // Nothing but the reply itself has come to stand in the chat
  expect((await ivan.messages()).length).toBe(before + 1)
  await ivan.types('Мой новый вопрос')
  await ivan.sees(/Мой новый вопрос[^]*Добавьте ещё/)
  expect(await turns(old.id)).toHaveLength(1)
})

test("a reply to one's own earlier message belongs to the same request", async () => {
  const old = await ticket()
  const post = await told(old.id, 'Какой кабинет?')
  const { messageId } = await ivan.types('Кабинет 412', post)
  await ivan.sees('Принято для инженера: 1 сообщение')
  await ivan.presses('Меню')
  await ivan.sees('Чем помочь')
  await ivan.types('Нет, 413', messageId)
  const [, second] = await said(old.id, 2)
  expect(second?.text).toBe('Нет, 413')
})

test('«Написать» takes several messages and an album, and answers the album once', async () => {
  const own = await ticket()
  await told(own.id, 'Новости', [[{ label: 'Написать инженеру', press: `/write:${own.id}` }]])
  await ivan.presses('Написать инженеру')
  await ivan.sees(`Заявка ${own.number}`)
  await ivan.types('Первое')
  await ivan.sees('Принято для инженера: 1 сообщение.')
  const sent = await ivan.sends('photo', [picture(), picture(), picture()], {
    album: 'true',
    caption: 'Три фото',
  })
  await ivan.sees('Принято для инженера: 2 сообщения, 3 файла.')
  await ivan.types('Третье')
  await ivan.sees('Принято для инженера: 3 сообщения, 3 файла.')
  const all = await said(own.id, 3)
  expect(all.map(({ text }) => text)).toEqual(['Первое', 'Три фото', 'Третье'])
  expect(all[1]?.attachments.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting'])
  await reaction(sent.messageIds[0] ?? 0, '👀')
  await until('the screen to stand once, below all that was sent', async () => {
    const screens = (await ivan.fromBot()).filter((one) => textOf(one).includes('Принято для'))
    return screens.length === 1
  })
  await ivan.presses('Готово')
  await ivan.sees(/Заявка Б-\d+[^]*Не печатает/)
  await dialogIs(null)
})

test('a piece of an album follows the first, though the bot was away for hours in between', async () => {
  const own = await ticket()
  const post = await told(own.id, `💬 <b>Пётр</b> · ${own.number}\nПришлите снимки`)
  await isAnswered(await ivan.types('/new'))
  await dialogIs('new-ticket')
  const first = await piece(1, { reply_to_message: sentByBot(post) })
  await isAnswered(first)
  await world.rows(`UPDATE messages SET created_at = now() - interval '5 hours'`)
  await isAnswered(await piece(2))
  const [turn, ...others] = await turns(own.id)
  expect(others).toEqual([])
  expect(turn?.attachments.map(({ name }) => name)).toEqual(['1.jpg', '2.jpg'])
})

/** Of one album; Telegram says of the first alone what it replies to. */
function piece(number: number, more = {}) {
  const name = `${number}.jpg`
  const file = { file_id: name, file_unique_id: name, file_name: name, file_size: 5 }
  const from = { id: ivan.person, is_bot: false, first_name: 'Иван' }
  const chat = { id: ivan.person, type: 'private', first_name: 'Иван' }
  const message = { message_id: 900_000 + number, date: 0, from, chat, document: file, ...more }
  const update = { message: { ...message, media_group_id: 'снимки' } }
  return world.telegram.post<{ updateId: number }>('/updates', update)
}

const sentByBot = (message_id: number) => ({
  message_id,
  date: 0,
  from: { id: 1, is_bot: true, first_name: 'Бот' },
  chat: { id: ivan.person, type: 'private' },
  text: 'Пришлите снимки',
})

test('what is sent below the card of a request, come back meanwhile, is kept as a new one', async () => {
  const own = await ticket()
  await told(own.id, 'Новости', [[{ label: 'Написать инженеру', press: `/write:${own.id}` }]])
  await ivan.presses('Написать инженеру')
  await ivan.types(`/start t-${own.id}`)
  await ivan.sends('photo', [picture(), picture()], { album: 'true' })
  await ivan.sees(/🖼[^\n]*\n🖼/)
  await dialogIs('new-ticket')
  expect(await turns(own.id)).toEqual([])
})

test('every kind of file, a place and a contact are taken; a file over 20 MB is refused in words', async () => {
  const own = await ticket()
  await told(own.id, 'Новости', [[{ label: 'Написать инженеру', press: `/write:${own.id}` }]])
  await ivan.presses('Написать инженеру')
  const kinds = ['document', 'video', 'audio', 'voice', 'video_note'] as const
  for (const kind of kinds)
    await ivan.sends(kind, [{ name: `${kind}.bin`, bytes: randomBytes(50) }])
  await world.telegram.post(`/people/${ivan.person}/location`, {
    latitude: 55.75,
    longitude: 37.62,
  })
  await world.telegram.post(`/people/${ivan.person}/contact`, { phone: '+79990001122' })
  await ivan.sends('document', [{ name: 'образ.iso', bytes: randomBytes(50) }], {
    virtualSize: String(25 * 1024 * 1024),
  })
  await ivan.sees('«образ.iso» больше 20 МБ')
  const all = await said(own.id, 7)
  expect(all.flatMap(({ attachments }) => attachments.map(({ kind }) => kind))).toEqual([
    'document',
    'video',
    'audio',
    'voice',
    'videoNote',
  ])
  expect(all[5]?.text).toContain('55.750000, 37.620000')
  expect(all[6]?.text).toContain('+79990001122')
})

test('an ordinary message goes to the one request that waits for its author, and so does the next', async () => {
  const own = await ticket('awaitingAuthor')
  await ticket('inProgress')
  await ivan.asks('Инвентарный номер 4512', `Заявка ${own.number}`)
  // As Naumen does when the author has answered
  await world.rows(`UPDATE tickets SET status = 'inProgress' WHERE id = $1`, [own.id])
  await ivan.asks('И ещё: второй этаж', 'Принято для инженера: 2 сообщения')
  const all = await said(own.id, 2)
  expect(all.map(({ text }) => text)).toEqual(['Инвентарный номер 4512', 'И ещё: второй этаж'])
})

test('when several wait the bot asks which; the message survives a restart, more joins it', async () => {
  const one = await ticket('awaitingAuthor', 'Нет сети')
  await ticket('awaitingAuthor', 'Замена картриджа')
  await ivan.asks('Вот что на экране', /К какой заявке[^]*Вот что на экране/)
  await world.worker().kill()
  await world.startWorker()
  await ivan.sends('photo', [picture(), picture()], { album: 'true', caption: 'Экран' })
  await ivan.sees(/Вот что на экране\nЭкран(\n🖼[^\n]*){2}/)
  await ivan.presses(`${one.number} · Нет сети`)
  await ivan.sees('Принято для инженера: 2 сообщения, 2 файла')
  const all = await said(one.id, 2)
  expect(all.map(({ text }) => text)).toEqual(['Вот что на экране', 'Экран'])
  expect(all[1]?.attachments).toHaveLength(2)
})

test('what turns out to be a new request becomes its description', async () => {
  await ticket('awaitingAuthor')
  await ticket('awaitingAuthor')
  await ivan.asks('Сломался стул', 'К какой заявке')
  await ivan.presses('Это новая заявка')
  await ivan.sees('Сломался стул')
  await dialogIs('new-ticket', 'topic')
  expect(await world.rows('SELECT 1 FROM messages')).toHaveLength(0)
})

test('who leaves without choosing finds the message in the draft of a new request', async () => {
  await ticket('awaitingAuthor')
  await ticket('awaitingAuthor')
  await ivan.asks('Сломался стул', 'К какой заявке')
  await ivan.presses('Меню')
  await ivan.sees('сохранено в черновике')
  await ivan.types('/new')
  await ivan.sees(/Продолжить черновик\?[^]*Сломался стул/)
})

test('with nobody waiting an ordinary message begins a new request, as ever', async () => {
  await ticket('inProgress')
  await ivan.asks('Не печатает принтер', 'Не печатает принтер')
  await dialogIs('new-ticket')
})

test('a conversation left open yesterday takes no message of today', async () => {
  const own = await ticket()
  await told(own.id, 'Новости', [[{ label: 'Написать инженеру', press: `/write:${own.id}` }]])
  await ivan.presses('Написать инженеру')
  await ivan.sees('Напишите инженеру по этой заявке')
  await world.rows(`UPDATE bot_chats SET updated_at = now() - interval '9 hours'`)
  await ivan.asks('Не работает мышь', 'Не работает мышь')
  await dialogIs('new-ticket')
  expect(await turns(own.id)).toHaveLength(0)
})

test('an edited message is written anew while it waits, and corrected once it has left', async () => {
  const own = await ticket()
  const post = await told(own.id, 'Какой кабинет?')
  const { messageId } = await ivan.types('Кабинет 421', post)
  await said(own.id, 1)
  await ivan.edits(messageId, 'Кабинет 412')
  await until('the new text', async () => (await turns(own.id))[0]?.text === 'Кабинет 412')
  expect(await turns(own.id)).toHaveLength(1)

  await world.rows(`UPDATE messages SET hand_over_state = 'done'`)
  await ivan.edits(messageId, 'Кабинет 413')
  const [first, second] = await said(own.id, 2)
  expect(second).toMatchObject({ act: 'correction', text: 'Кабинет 413', corrects_id: first?.id })
  await world.rows(`UPDATE messages SET hand_over_state = 'done'`)
  await ivan.edits(messageId, 'Кабинет 414')
  const [, , third] = await said(own.id, 3)
  expect(third).toMatchObject({ act: 'correction', text: 'Кабинет 414', corrects_id: first?.id })
  await ivan.edits(messageId, 'Кабинет 414')
  // Whatever comes after the edit is answered after it
  await ivan.asks('Спасибо', 'Принято для инженера: 2 сообщения')
  expect((await turns(own.id)).map(({ act }) => act)).toEqual([
    'comment',
    'correction',
    'correction',
    'comment',
  ])
})

test('a message to a closed request is saved, and the way back to work is offered', async () => {
  const own = await ticket('closed')
  const post = await told(own.id, 'Заявка закрыта')
  await ivan.types('Снова не печатает', post)
  await ivan.sees(/закрыта\. Инженер получит сообщение/)
  await said(own.id, 1)
  await ivan.presses('Вернуть в работу')
  await ivan.sees('Напишите, что осталось не так')
})

test('while consent is asked again a reply still reaches the engineer', async () => {
  const own = await ticket()
  const post = await told(own.id, 'Какой кабинет?')
  await world.rows(`UPDATE bot_chats SET consent_version = '0'`)
  await ivan.types('/start')
  await ivan.sees('нужно согласие')
  const { messageId } = await ivan.types('Кабинет 412', post)
  await said(own.id, 1)
  await reaction(messageId, '👀')
  await ivan.presses('Согласен')
  await ivan.sees('Чем помочь')
})

test('what is said when the session has just run out waits in the draft', async () => {
  await world.rows(`UPDATE users SET session_expires_at = now() - interval '1 minute'`)
  await ivan.asks('Сломался стул', /сохранено в черновике/)
  await world.rows(`UPDATE users SET session_expires_at = now() + interval '1 day',
    checked_at = now() - interval '3 days'`)
  await ivan.asks('И стол', /подтвердить ваш доступ/)
  await world.rows('UPDATE users SET checked_at = now()')
  await ivan.asks('/new', /Продолжить черновик\?[^]*Сломался стул\nИ стол/)
})

test("somebody else's request is not there: nothing can be said, closed, reopened or rated in it", async () => {
  const [maria] = await world.rows<{ id: string }>(
    `INSERT INTO users (name, email, employee) VALUES ('Мария', 'm@x', 'employee$77') RETURNING id`,
  )
  const foreign = await ticket('closed', 'Не печатает', maria?.id)
  const resolved = await ticket('resolved', 'Не печатает', maria?.id)
  const post = await told(foreign.id, 'Чужое', [
    [{ label: 'A', press: `/write:${foreign.id}` }],
    [{ label: 'B', press: `/reopen:${foreign.id}` }],
    [{ label: 'C', press: `/rate:${foreign.id}:5` }],
    [{ label: 'D', press: `/confirm:${resolved.id}` }],
    [{ label: 'E', press: `/write:${foreign.id}'; DROP` }],
  ])
  for (const label of [/^A$/, /^B$/, /^C$/, /^D$/, /^E$/]) {
    await ivan.presses(label)
    await ivan.types('Что там у Марии?', post)
    await isAnswered(await ivan.types('/start'))
  }
  expect(await world.rows('SELECT 1 FROM messages')).toHaveLength(0)
  expect(await world.rows('SELECT 1 FROM tickets WHERE mark IS NOT NULL')).toHaveLength(0)
  await world.rows('DELETE FROM tickets')
  await world.rows(`DELETE FROM users WHERE name = 'Мария'`)
})

test('a reply to the receipt of a request just filed waits with it', async () => {
  await ivan.asks('/new', 'Выберите категорию')
  await ivan.presses('Компьютер и оргтехника')
  await ivan.presses('Принтеры')
  await ivan.presses('Не печатает')
  const told = await ivan.types('Не печатает с утра')
  await ivan.presses('Далее')
  await ivan.presses('Отправить')
  const receipt: Bubble = await ivan.sees(/Заявка Б-\d+ /)
  const [own] = await world.rows<{ id: string }>('SELECT id FROM tickets')
  const replied = async (to: number) =>
    until('the phone message to be known', async () => {
      const found = await world.rows('SELECT 1 FROM phone_messages WHERE message_id = $1', [to])
      return found.length > 0
    })
  await replied(receipt.id)
  await ivan.types('И сканер тоже', receipt.id)
  await said(own?.id ?? '', 1)
  await replied(told.messageId)
  await ivan.types('С 8:15', told.messageId)
  await said(own?.id ?? '', 2)
})
