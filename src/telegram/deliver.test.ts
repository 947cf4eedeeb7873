import { expect, test } from 'vitest'
import { ivan as chat, openTelegram } from '../../tests/telegram'
import { encodePress } from './callback-data'
import { registerCommands } from './commands'
import { answerPress, deliver, editMessage, react } from './deliver'

async function open() {
  const opened = await openTelegram()
  const { messageId } = await opened.ivan.says('/start')
  return { ...opened, typed: messageId }
}

test('a message arrives with its buttons, loud or silent', async () => {
  const { api, ivan, calls } = await open()
  const rows = [
    [{ label: 'Ответить', press: 'reply' }],
    [{ label: 'Портал', url: 'https://a.example/' }],
  ]
  const message = await deliver(api, { chat, html: '<b>Новый ответ</b>', rows, silent: true })
  expect((await ivan.phone()).at(-1)).toMatchObject({
    id: message,
    html: '<b>Новый ответ</b>',
    keyboard: [[{ data: '1:reply' }], [{ url: 'https://a.example/' }]],
  })
  expect((await calls('sendMessage'))[0]?.params).toMatchObject({ disable_notification: 'true' })
})

test('a message is edited, and editing it to the same is no error', async () => {
  const { api, ivan } = await open()
  const message = await deliver(api, { chat, html: 'Принята', rows: [] })
  const edited = { chat, message, html: 'Передана', rows: [] }
  await editMessage(api, edited)
  await editMessage(api, edited)
  expect((await ivan.phone()).at(-1)).toMatchObject({ id: message, text: 'Передана' })
})

test('editing what the person has deleted says that it is gone', async () => {
  const { api, ivan } = await open()
  const message = await deliver(api, { chat, html: 'Принята', rows: [] })
  await ivan.deletes(message)
  const edit = editMessage(api, { chat, message, html: 'Передана', rows: [] })
  await expect(edit).rejects.toMatchObject({ reason: 'gone' })
})

test('who never opened or has blocked the bot is out of reach', async () => {
  const { api, ivan } = await open()
  const to = (chat: number) => deliver(api, { chat, html: 'Здравствуйте', rows: [] })
  await expect(to(100002)).rejects.toMatchObject({ reason: 'blocked' })
  await expect(to(1)).rejects.toMatchObject({ reason: 'blocked' })
  await ivan.blocks()
  await expect(to(chat)).rejects.toMatchObject({ reason: 'blocked' })
})

test('a press is answered once, and one too old needs no answer', async () => {
  const { api, ivan, control, later } = await open()
  const message = await deliver(api, { chat, html: 'Меню', rows: [[{ label: 'Да', press: 'y' }]] })
  const { queryId } = await ivan.presses(message)
  await answerPress(api, queryId, 'Готово')
  expect(await control('GET', `queries/${queryId}`)).toMatchObject({
    answered: true,
    text: 'Готово',
  })
  await answerPress(api, queryId)
  const { queryId: old } = await ivan.presses(message)
  await later(3600)
  await answerPress(api, old)
  await answerPress(api, 'no such query')
})

test('a sign is put on the person’s message; where it can’t be, nothing is lost', async () => {
  const { api, ivan, typed } = await open()
  await react(api, chat, typed, '👀')
  expect((await ivan.phone())[0]?.reactions).toEqual(['👀'])
  await react(api, chat, 9999, '👌')
})

test('the bot’s commands stand in the person’s menu', async () => {
  const { api, control } = await open()
  const commands = [{ command: 'new', description: 'Создать заявку' }]
  await registerCommands(api, { commands, description: 'Бот поддержки' })
  expect(await control('GET', `people/${chat}/messages`)).toMatchObject({ commands })
})

test('a button never carries more than Telegram keeps', () => {
  expect(encodePress('p'.repeat(62))).toHaveLength(64)
  expect(() => encodePress('ж'.repeat(32))).toThrow('too long')
})
