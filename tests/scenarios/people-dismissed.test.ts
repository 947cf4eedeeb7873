import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Phone } from '../world/phone'
import { textOf } from '../world/phone'
import { until } from '../world/until'
import { addresses, people, startWorld, type World } from '../world/world'

let world: World
const ivanOfNaumen = 'employee$10501'

beforeAll(async () => {
  world = await startWorld({
    name: 'people-dismissed',
    env: { EMPLOYEE_RECHECK_MINUTES: '0.02' },
  })
  await world.categoriesArePulled()
})

afterAll(() => world?.stop())

const employee = (uuid: string, act: string) => world.naumen.post(`/employees/${uuid}/${act}`)

/** What the bot has said that still has buttons. */
const withButtons = async (phone: Phone) =>
  (await phone.fromBot()).filter(({ keyboard }) => keyboard?.flat().length)

const settled = () =>
  until('nothing to be drawn or told', async () => {
    const [row] = await world.rows<{ open: number }>(
      `SELECT ((SELECT count(*) FROM pgboss.job WHERE state < 'completed'
          AND name IN ('notify', 'draw-receipt', 'hand-over-ticket'))
        + (SELECT count(*) FROM bot_chats
          WHERE drawn_revision < screen_revision OR drawing_until > now()))::int AS open`,
    )
    return row?.open === 0
  })

async function describes(phone: Phone) {
  await phone.types('/new')
  await phone.presses('Компьютер и оргтехника')
  await phone.presses('Принтеры')
  await phone.presses('Не печатает')
  await phone.sees('Опишите, что случилось')
}

test('who is dismissed in the middle of a request keeps nothing of it but one polite word', async () => {
  const ivan = world.phone(people.ivan)
  await world.signIn(ivan, addresses.ivan)
  await describes(ivan)
  await ivan.types('Секрет: '.concat('принтер печатает чужие письма. '.repeat(100)))
  await employee(ivanOfNaumen, 'dismiss')
  const word = await ivan.sees('доступ к боту завершён')
  await settled()
  expect(await withButtons(ivan)).toEqual([])
  const said = (await ivan.fromBot()).map(textOf)
  expect(said.join('\n')).not.toContain('Секрет')
  expect(said.at(-1)).toBe(textOf(word))
  const [chat] = await world.rows('SELECT dialog, saved_draft, screen, message_id FROM bot_chats')
  expect(chat).toEqual({ dialog: null, saved_draft: null, screen: null, message_id: null })
})

test('the phone offers no commands but to sign in, until they are let in again', async () => {
  const ivan = world.phone(people.ivan)
  const offered = async () =>
    (
      await world.telegram.get<{ commands: { command: string }[] }>(
        `/people/${people.ivan}/messages`,
      )
    ).commands.map(({ command }) => command)
  await until('the commands to be gone', async () => (await offered()).join() === 'start')
  await employee(ivanOfNaumen, 'rehire')
  await until('the rehired to be known', async () => (await stateOf(ivanOfNaumen)) === 'signedOut')
  await world.rows('DELETE FROM sign_in_events')
  await ivan.types('/start')
  await ivan.sees('рабочий e-mail')
  await ivan.types(await world.codeAfter(addresses.ivan, () => ivan.types(addresses.ivan)))
  await ivan.sees('Вы вошли')
  await until('the commands to be back', async () => (await offered()).includes('new'))
})

const stateOf = async (uuid: string) =>
  (await world.rows<{ state: string }>('SELECT state FROM users WHERE employee = $1', [uuid]))[0]
    ?.state

test('their requests are theirs again, and nobody was signed in by the rehiring', async () => {
  const ivan = world.phone(people.ivan)
  await describes(ivan)
  await ivan.types('Принтер не печатает')
  await ivan.presses('Далее')
  await ivan.presses('Отправить')
  await ivan.sees(/передана инженерам/)
  await employee(ivanOfNaumen, 'dismiss')
  await until('the last word', async () => (await stateOf(ivanOfNaumen)) === 'dismissed')
  await settled()
  // The receipt stays, its buttons do not
  expect(await withButtons(ivan)).toEqual([])
  await employee(ivanOfNaumen, 'rehire')
  await until('the rehired to be known', async () => (await stateOf(ivanOfNaumen)) === 'signedOut')
  await ivan.types('/my')
  await ivan.sees('рабочий e-mail')
  await world.rows('DELETE FROM sign_in_events')
  await ivan.types(await world.codeAfter(addresses.ivan, () => ivan.types(addresses.ivan)))
  await ivan.sees('Вы вошли')
  await ivan.types('/my')
  await ivan.button(/Б-\d+/)
})

test('who is locked may press «Войти», and gets in as soon as they are unlocked', async () => {
  const maria = world.phone(people.maria)
  const uuid = 'employee$10502'
  await world.signIn(maria, addresses.maria)
  await employee(uuid, 'lock')
  const word = await maria.sees('учётная запись сотрудника заблокирована')
  await settled()
  expect((await withButtons(maria)).map(({ id }) => id)).toEqual([word.id])
  await employee(uuid, 'unlock')
  await until('the unlocked to be known', async () => (await stateOf(uuid)) === 'signedOut')
  await world.rows('DELETE FROM sign_in_events')
  await maria.presses('Войти')
  await maria.sees('рабочий e-mail')
  await maria.types(await world.codeAfter(addresses.maria, () => maria.types(addresses.maria)))
  await maria.sees('Вы вошли')
})

test('a draft being drawn at that very moment does not bring the old screen back', async () => {
  const maria = world.phone(people.maria)
  await describes(maria)
  // Telegram is slow: the screen with the words is under way when access ends
  await world.telegram.post('/latency', { ms: 5000 })
  await maria.types('Тайна: монитор моргает')
  await until('the words to be on their way to the phone', () => drawn('drawing_until > now()'))
  await employee('employee$10502', 'dismiss')
  await until('access to end', async () => (await stateOf('employee$10502')) === 'dismissed')
  expect(await drawn('drawing_until > now()')).toBe(true)
  await world.telegram.post('/latency', { ms: 0 })
  await maria.sees('доступ к боту завершён')
  await until('the drawing to end', () => drawn('drawing_until IS NULL'))
  await settled()
  const left = (await withButtons(maria)).filter((one) => !textOf(one).includes('заблокирована'))
  expect(left).toEqual([])
  expect((await maria.fromBot()).map(textOf).join('\n')).not.toContain('Тайна')
})

const drawn = async (so: string) =>
  (await world.rows(`SELECT FROM bot_chats WHERE chat_id = ${people.maria} AND ${so}`)).length > 0

test('what is said while access is ending is answered as from outside', async () => {
  const maria = world.phone(people.maria)
  await employee('employee$10502', 'rehire')
  await until(
    'the rehired to be known',
    async () => (await stateOf('employee$10502')) === 'signedOut',
  )
  await world.rows('DELETE FROM sign_in_events')
  await maria.asks('/start', 'рабочий e-mail')
  await maria.types(await world.codeAfter(addresses.maria, () => maria.types(addresses.maria)))
  await maria.sees('Вы вошли')
  const ending = new pg.Client({ connectionString: world.env.DATABASE_URL })
  await ending.connect()
  await ending.query('BEGIN')
  await ending.query(`UPDATE bot_chats SET turn = turn + 1 WHERE chat_id = ${people.maria}`)
  const { messageId } = await maria.types('/my')
  await until('the answer to wait for the chat', async () => {
    const waiting = await world.rows(
      `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%bot_chats%'`,
    )
    return waiting.length > 0
  })
  await ending.query(`UPDATE users SET state = 'dismissed', telegram_id = NULL, chat_id = NULL
    WHERE employee = 'employee$10502'`)
  await ending.query('COMMIT')
  await ending.end()
  const answer = await until('an answer', async () =>
    (await maria.fromBot()).find(({ id }) => id > messageId),
  )
  expect(textOf(answer)).toContain('рабочий e-mail')
})

test('signing in elsewhere takes the old screen away and leaves a way back in', async () => {
  const old = world.phone(people.ivan)
  await old.asks('/start', 'Чем помочь?')
  await world.rows('DELETE FROM sign_in_events')
  const other = world.phone(
    (await world.telegram.post<{ id: number }>('/people', { firstName: 'Иван' })).id,
  )
  await world.signIn(other, addresses.ivan)
  const word = await old.sees('из другого чата')
  await settled()
  expect((await withButtons(old)).map(({ id }) => id)).toEqual([word.id])
  await old.presses('Войти')
  await old.sees('рабочий e-mail')
  await other.button('Создать заявку')
})

test('a screen too old to be deleted loses its words and its buttons', async () => {
  const email = 'n.novikova@blago.example'
  const hired = { lastName: 'Новикова', firstName: 'Нина', email, login: 'n.novikova' }
  const { uuid } = await world.naumen.post<{ uuid: string }>('/employees', hired)
  const nina = world.phone(
    (await world.telegram.post<{ id: number }>('/people', { firstName: 'Нина' })).id,
  )
  await world.signIn(nina, email)
  const screen = await nina.asks('/start', 'Чем помочь?')
  await world.telegram.post('/faults', {
    method: 'deleteMessage',
    kind: '400',
    description: "Bad Request: message can't be deleted for everyone",
    chatId: nina.person,
    times: -1,
  })
  await employee(uuid, 'dismiss')
  await nina.sees('доступ к боту завершён')
  await settled()
  await world.telegram.remove('/faults')
  const emptied = (await nina.fromBot()).find(({ id }) => id === screen.id)
  expect(emptied?.text).toBe('Этот экран больше не действует.')
  expect(emptied?.keyboard?.flat() ?? []).toEqual([])
})
