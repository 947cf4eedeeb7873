import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Phone, textOf } from '../world/phone'
import { until } from '../world/until'
import { addresses, people, startWorld, type World } from '../world/world'

let world: World
let ivan: Phone

beforeAll(async () => {
  world = await startWorld({ name: 'odd-updates' })
  await world.categoriesArePulled()
  ivan = world.phone(people.ivan)
  await world.signIn(ivan, addresses.ivan)
})

afterAll(() => world?.stop())

const allHandled = () =>
  until('all updates to be handled', async () => {
    const [row] = await world.rows<{ open: string }>(
      'SELECT count(*) AS open FROM inbox WHERE done_at IS NULL',
    )
    return row?.open === '0'
  })

test('a press made for an earlier step is answered at once and changes nothing', async () => {
  await ivan.types('/new')
  const { button } = await ivan.button('Компьютер и оргтехника')
  const menu = await ivan.asks('/start', 'Чем помочь?')
  const { queryId } = await ivan.pressesData(menu.id, button?.data ?? '', true)
  await until('the press to be answered', async () => {
    const query = await world.telegram.get<{ answered: boolean }>(`/queries/${queryId}`)
    return query.answered
  })
  await allHandled()
  expect(textOf(await ivan.sees('Чем помочь?'))).toBe('Чем помочь?')
})

test('a press on a message that is no screen any more brings the right one to the bottom', async () => {
  const menu = await ivan.asks('/start', 'Чем помочь?')
  const chat = { id: people.ivan, type: 'private' }
  await world.telegram.post('/updates', {
    callback_query: {
      id: '77',
      from: { id: people.ivan, is_bot: false, first_name: 'Иван' },
      chat_instance: '1',
      data: '1:/profile',
      message: { message_id: 1, date: 0, chat },
    },
  })
  const profile = await ivan.sees('ivan.petrov@blago.example')
  expect(profile.id).toBeGreaterThan(menu.id)
})

test('a screen is one message: pressing edits it, typing brings it down', async () => {
  const menu = await ivan.asks('/start', 'Чем помочь?')
  await ivan.presses('Профиль')
  const profile = await ivan.sees('ivan.petrov@blago.example')
  expect(profile.id).toBe(menu.id)
  await ivan.types('/my')
  await until('the old screen to be gone', async () =>
    (await ivan.fromBot()).every((bubble) => bubble.id !== menu.id),
  )
})

test('the same update, three times and at once, has one effect', async () => {
  await ivan.types('/new')
  await ivan.presses('Связь и интернет')
  await ivan.presses('VPN')
  await ivan.presses('VPN не подключается')
  const { updateId } = await ivan.types('Один раз.')
  await ivan.sees('Один раз.')
  await Promise.all([1, 2, 3].map(() => world.telegram.post(`/updates/${updateId}/repeat`)))
  await allHandled()
  const screen = textOf(await ivan.sees('Один раз.'))
  expect(screen.match(/Один раз\./g)).toHaveLength(1)
  await ivan.presses('Отменить')
  await ivan.sees('Черновик удалён')
})

test('what nobody understands is survived, and the chat goes on', async () => {
  const odd = [
    { message: { message_id: 1, date: 0, chat: { id: people.ivan, type: 'private' } } },
    { message: null },
    { poll: { id: '1' } },
    { edited_message: { from: { id: people.ivan }, text: 5 } },
    { callback_query: { id: '7', from: { id: people.ivan, is_bot: false, first_name: 'И' } } },
    {
      callback_query: {
        id: '8',
        from: { id: people.ivan, is_bot: false, first_name: 'И' },
        data: '1:zz:c:nothing',
        message: { message_id: 1, date: 0, chat: { id: people.ivan, type: 'private' } },
      },
    },
  ]
  for (const update of odd) await world.telegram.post('/updates', update)
  await allHandled()
  await ivan.types('/start')
  await ivan.sees('Чем помочь?')
})

test('a draft left for the menu is offered again', async () => {
  await ivan.types('/new')
  await ivan.presses('Связь и интернет')
  await ivan.presses('VPN')
  await ivan.presses('VPN не подключается')
  await ivan.types('Черновик, который жалко потерять.')
  await ivan.sees('Черновик, который жалко потерять.')
  await ivan.types('/start')
  await ivan.sees('Чем помочь?')
  await ivan.presses('Создать заявку')
  await ivan.sees(/Продолжить черновик\?[^]*VPN не подключается[^]*жалко потерять/)
  await ivan.presses('Продолжить')
  await ivan.presses('Далее')
  await ivan.sees(/Проверьте заявку[^]*жалко потерять/)
  await ivan.presses('Отменить')
})

test('words out of the blue begin a request with the topic suggested', async () => {
  await ivan.types('не подключается впн')
  // Not the article of that name, which the preview before may still show
  await ivan.presses(/^VPN не подключается/)
  await ivan.sees(/Проверьте заявку[^]*не подключается впн/)
  await ivan.presses('Отменить')
})

test('whoever blocks the bot is known as such, and comes back', async () => {
  await ivan.blocks()
  const blocked = (state: boolean) =>
    until(`blocked: ${state}`, async () => {
      const [user] = await world.rows<{ bot_blocked: boolean }>('SELECT bot_blocked FROM users')
      return user?.bot_blocked === state
    })
  await blocked(true)
  await ivan.unblocks()
  await blocked(false)
})

test('signing out ends the access, and another sign-in opens it again', async () => {
  await ivan.types('/logout')
  await ivan.sees('Вы вышли')
  await ivan.types('/my')
  await ivan.sees('рабочий e-mail')
})

test('a changed consent is asked of everybody once more, and nothing is lost over it', async () => {
  const maria = world.phone(people.maria)
  await world.signIn(maria, addresses.maria)
  await maria.types('Хочу подать заявку про сеть')
  await world.rows(`INSERT INTO bot_texts (consent_version) VALUES ('2')`)
  await world.rows('UPDATE content_revision SET revision = revision + 1')
  await maria.asks('/my', 'согласие на обработку')
  await maria.presses('Согласен')
  await maria.presses('Создать заявку')
  await maria.sees(/Продолжить черновик\?[^]*про сеть/)
  const [user] = await world.rows<{ consent_version: string }>(
    `SELECT consent_version FROM users WHERE email = '${addresses.maria}'`,
  )
  expect(user?.consent_version).toBe('2')
})
