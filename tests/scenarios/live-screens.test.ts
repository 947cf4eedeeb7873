import { getPayload, type Payload } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLiveScreens } from '../../bot/my-tickets/live-screens'
import { createLogger } from '../../src/log'
import { accessKey } from '../world/environment'
import { type Phone, textOf } from '../world/phone'
import { insertTicket } from '../world/tickets'
import { until } from '../world/until'
import { addresses, people, startWorld, type World } from '../world/world'

let world: World
let ivan: Phone
let maria: Phone
let payload: Payload
let refreshCards: (tickets: string[]) => Promise<void>
let ticket: string

// This process plays the jobs: the bot, which draws, is another one
beforeAll(async () => {
  world = await startWorld({ name: 'live-screens' })
  Object.assign(process.env, world.env)
  const { default: config } = await import('../../payload.config')
  payload = await getPayload({ config })
  ;({ refreshCards } = createLiveScreens({
    payload,
    timeZone: 'Europe/Moscow',
    log: createLogger('warn', 'test'),
  }))
  await world.categoriesArePulled()
  ivan = world.phone(people.ivan)
  maria = world.phone(people.maria)
  await world.signIn(ivan, addresses.ivan)
  await world.rows('UPDATE users SET tickets_read_at = now()')
  ticket = await insertTicket(world, addresses.ivan, { number: 'Б-701' })
})

afterAll(async () => {
  await payload?.destroy()
  await world?.stop()
})

const becomes = async (status: string, id = ticket) => {
  await world.rows('UPDATE tickets SET status = $1 WHERE id = $2', [status, id])
  await refreshCards([id])
}
const revision = async () =>
  (
    await world.rows<{ screen_revision: string }>(
      'SELECT screen_revision FROM bot_chats WHERE chat_id = $1',
      [people.ivan],
    )
  )[0]?.screen_revision

async function opensCard() {
  await ivan.types('/my')
  await ivan.presses(/Б-701/)
  return ivan.sees('Заявка Б-701')
}

test('an open card follows what happens, in the message where it stands', async () => {
  const card = await opensCard()
  const count = (await ivan.messages()).length
  await becomes('awaitingAuthor')
  const changed = await ivan.sees('Ждёт вашего ответа')
  expect(changed.id).toBe(card.id)
  expect(changed.keyboard?.flat().map(({ text }) => text)).toContain('✍️ Ответить')
  expect(await ivan.messages()).toHaveLength(count)
})

test('a card that tells it already is not drawn again', async () => {
  const before = await revision()
  await refreshCards([ticket])
  expect(await revision()).toBe(before)
})

test('what stands above the card stays there', async () => {
  await ivan.presses('Обновить')
  const told = await ivan.sees(/Обновлено в/)
  await becomes('inProgress')
  const changed = await ivan.sees('🔧 В работе')
  expect(textOf(changed)).toContain(/Обновлено в [\d:]+/.exec(textOf(told))?.[0])
})

test('whoever is elsewhere is left alone', async () => {
  await ivan.asks('/my', 'Мои заявки')
  const before = await revision()
  await becomes('resolved')
  expect(await revision()).toBe(before)
})

test('a card gone into a dialog is left alone', async () => {
  await opensCard()
  await ivan.types('/new')
  await ivan.sees('Выберите категорию')
  const before = await revision()
  await becomes('closed')
  expect(await revision()).toBe(before)
})

test('nobody who was dismissed meanwhile is shown anything more', async () => {
  await world.rows(`UPDATE tickets SET status = 'inProgress' WHERE id = $1`, [ticket])
  await opensCard()
  await world.rows(`UPDATE users SET state = 'dismissed' WHERE email = $1`, [addresses.ivan])
  const before = await revision()
  await becomes('resolved')
  expect(await revision()).toBe(before)
  await world.rows(`UPDATE users SET state = 'active' WHERE email = $1`, [addresses.ivan])
  await becomes('resolved')
  await ivan.sees('Решена, ждёт подтверждения')
})

test('a card and a press at the same moment end in what is true', async () => {
  await opensCard()
  for (const status of ['inProgress', 'resolved', 'inProgress', 'awaitingAuthor']) {
    await world.rows('UPDATE tickets SET status = $1 WHERE id = $2', [status, ticket])
    await Promise.all([refreshCards([ticket]), ivan.presses('Обновить'), refreshCards([ticket])])
  }
  await until('the card to tell the last status', async () => {
    const last = await ivan.last()
    return last && /Заявка Б-701[^]*Ждёт вашего ответа/.test(textOf(last))
  })
})

test('an old request filed elsewhere shows its conversation when it is opened', async () => {
  const url = `${world.env.NAUMEN_URL}/sd/services/rest/create-m2m-multiple?accessKey=${accessKey}`
  const filed = { metaClass: 'serviceCall$serviceCall', agreement: 'agreement$605301' }
  const more = { service: 'slmService$605005', clientEmployee: 'employee$10502' }
  const words = { shortDescr: 'Картридж', descriptionRTF: '<p>Кончился</p>' }
  const body = JSON.stringify([{ ...filed, ...more, ...words }])
  const [call] = (await (await fetch(url, { method: 'POST', body })).json()) as { UUID: string }[]
  await world.naumen.post(`/tickets/${call?.UUID}/comment`, { text: 'Заменили картридж' })
  await world.naumen.post(`/tickets/${call?.UUID}/state`, { state: 'closed' })
  await world.signIn(maria, addresses.maria)
  await until('the earlier requests', async () => {
    await maria.types('/my')
    return (await maria.presses('Закрытые · 1', 500)) && true
  })
  await maria.presses(/Картридж/)
  await maria.sees(/🏁 Закрыта[^]*Заменили картридж/)
})

test('«Обновить» brings what the engineer has just done, and the receipt tells it, too', async () => {
  await maria.types('/new')
  for (const label of ['Компьютер и оргтехника', 'Принтеры', 'Не печатает'])
    await maria.presses(label)
  await maria.sees('Опишите, что случилось')
  await maria.types('Жуёт бумагу')
  await maria.presses('Далее')
  await maria.presses('Отправить')
  const receipt = await maria.sees('передана инженерам')
  await maria.presses('Открыть заявку')
  const card = await maria.sees(/Подана: .*\nНомер в Naumen/)
  const [call] = (await world.tickets()).filter(({ description }) =>
    description.includes('Жуёт бумагу'),
  )
  await world.naumen.post(`/tickets/${call?.uuid}/assign`, { employee: 'employee$10512' })
  await world.naumen.post(`/tickets/${call?.uuid}/state`, { state: 'inprogress' })
  await world.naumen.post(`/tickets/${call?.uuid}/comment`, { text: 'Иду к вам' })
  await until('the card to tell it', async () => {
    await maria.presses('Обновить')
    const now = (await maria.fromBot()).find(({ id }) => id === card.id)
    return now && /🔧 В работе[^]*Ответственный: [^]*Иду к вам/.test(textOf(now))
  })
  await until('the receipt to tell it', async () => {
    const now = (await maria.fromBot()).find(({ id }) => id === receipt.id)
    return now && /передана инженерам[^]*🔧 В работе$/.test(textOf(now))
  })
})

test('the list that waited for earlier requests shows them by itself', async () => {
  await world.naumen.post('/down')
  await world.rows('UPDATE users SET tickets_read_at = NULL WHERE email = $1', [addresses.maria])
  await maria.types('/my')
  const loading = await maria.sees('Загружаем ваши прежние заявки')
  await world.naumen.post('/up')
  const list = await until('the list to tell', async () => {
    const now = (await maria.fromBot()).find(({ id }) => id === loading.id)
    return now && !textOf(now).includes('Загружаем') && now
  })
  const labels = list.keyboard?.flat().map(({ text }) => text) ?? []
  expect(labels).toContain('Закрытые · 1')
  expect(labels).not.toContain('🔄 Обновить')
})
