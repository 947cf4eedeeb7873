import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Bot } from 'grammy'
import { expect, test } from 'vitest'
import { ivan, maria, refusal, start, token, type Answer } from './test-sandbox'

test('a bot hears a person by long polling and answers, and a button is answered too', async () => {
  const { url, control, says, phone } = await start()
  const bot = new Bot(token, { client: { apiRoot: url } })
  bot.command('start', (ctx) =>
    ctx.reply('<b>Здравствуйте</b> &lt;Иван&gt;', {
      parse_mode: 'HTML',
      reply_markup: { inline_keyboard: [[{ text: 'Да', callback_data: 'yes', style: 'success' }]] },
    }),
  )
  bot.on('callback_query:data', async (ctx) => {
    await ctx.answerCallbackQuery('Принято')
    await ctx.editMessageText(`Нажали ${ctx.callbackQuery.data}`)
  })
  const polling = bot.start()
  await says(ivan, '/start')
  await expect
    .poll(() => phone(ivan))
    .toMatchObject({
      messages: [
        { id: 1, text: '/start', from: 'person' },
        {
          id: 2,
          from: 'bot',
          html: '<b>Здравствуйте</b> &lt;Иван&gt;',
          keyboard: [[{ text: 'Да', data: 'yes', style: 'success' }]],
        },
      ],
    })
  const pressed = { messageId: 2, row: 0, column: 0 }
  const { queryId } = await control('POST', `people/${ivan}/press`, pressed)
  await expect
    .poll(() => control('GET', `queries/${queryId}`))
    .toEqual({ answered: true, text: 'Принято', showAlert: false })
  await expect
    .poll(() => phone(ivan))
    .toMatchObject({ messages: [{}, { text: 'Нажали yes', editDate: expect.any(Number) }] })
  const { messages } = await phone(ivan)
  expect(messages[1].keyboard).toBeUndefined()
  await bot.stop()
  await polling
})

test('an update is given again until its number is confirmed', async () => {
  const { api, says } = await start()
  const { updateId } = await says(ivan, 'первое')
  const next = await says(ivan, 'второе')
  expect(next.updateId).toBe(updateId + 1)
  expect((await api.getUpdates()).map((one) => one.message?.text)).toEqual(['первое', 'второе'])
  const after = await api.getUpdates({ offset: updateId + 1 })
  expect(after.map((one) => one.update_id)).toEqual([updateId + 1])
  expect(await api.getUpdates({ offset: updateId + 2 })).toEqual([])
  expect(await api.getUpdates()).toEqual([])
})

test('an update can come twice with the same number', async () => {
  const { api, says, control } = await start()
  const { updateId } = await says(ivan, 'первое')
  await api.getUpdates({ offset: updateId + 1 })
  await control('POST', `updates/${updateId}/repeat`)
  const again = await api.getUpdates({ offset: updateId + 1 })
  expect(again.map((one) => one.update_id)).toEqual([updateId])
  expect(await api.getUpdates({ offset: updateId + 1 })).toEqual([])
})

test('a second poller ends the first', async () => {
  const { api, says, control } = await start()
  const first = refusal(api.getUpdates({ timeout: 30 }))
  await expect.poll(() => control('GET', 'calls')).toHaveLength(1)
  const second = api.getUpdates({ timeout: 30 })
  expect(await first).toBe(
    '409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  )
  await says(ivan, 'привет')
  expect(await second).toHaveLength(1)
})

test('only the kinds of updates the bot asked for are kept', async () => {
  const { api, says, control } = await start()
  await says(ivan, 'до')
  const reaction = { messageId: 1, emoji: '👍' }
  const ignored = await control('POST', `people/${ivan}/reaction`, reaction)
  expect(ignored.updateId).toBeNull()
  await api.getUpdates({ allowed_updates: ['message_reaction'] })
  expect((await says(ivan, 'после')).updateId).toBeNull()
  await control('POST', `people/${ivan}/reaction`, { ...reaction, emoji: '🔥' })
  const kinds = (await api.getUpdates()).map((one) =>
    Object.keys(one).find((key) => key !== 'update_id'),
  )
  expect(kinds).toEqual(['message', 'message_reaction'])
})

test('a button pressed while the bot is off is lost after 150 seconds, a text after a day', async () => {
  const { api, says, control } = await start()
  await says(ivan, '/start')
  const reply_markup = { inline_keyboard: [[{ text: 'Да', callback_data: 'yes' }]] }
  const { message_id: messageId } = await api.sendMessage(ivan, 'Да?', { reply_markup })
  const { queryId } = await control('POST', `people/${ivan}/press`, { messageId, data: 'yes' })
  expect(await api.getUpdates()).toHaveLength(2)
  await control('POST', 'clock', { seconds: 151 })
  expect(await api.getUpdates()).toHaveLength(1)
  expect(await refusal(api.answerCallbackQuery(queryId))).toBe(
    '400 Bad Request: query is too old and response timeout expired or query ID is invalid',
  )
  await control('POST', 'clock', { seconds: 24 * 3600 })
  expect(await api.getUpdates()).toEqual([])
})

test('a press of a button under an old message comes without the message', async () => {
  const { api, says, control } = await start()
  await says(ivan, '/start')
  const reply_markup = { inline_keyboard: [[{ text: 'Да', callback_data: 'yes' }]] }
  const { message_id: messageId } = await api.sendMessage(ivan, 'Да?', { reply_markup })
  await control('POST', 'clock', { seconds: 49 * 3600 })
  await control('POST', `people/${ivan}/press`, { messageId, data: 'yes' })
  const [update] = await api.getUpdates({ offset: -1 })
  expect(update?.callback_query?.message).toEqual({
    chat: expect.objectContaining({ id: ivan }),
    message_id: messageId,
    date: 0,
  })
})

test('everything a person can do reaches the bot in its own shape', async () => {
  const { api, says, control } = await start()
  const first = await says(ivan, '/start 42 см. https://blago.example/a?b=1 и ivan@blago.example')
  await control('POST', `people/${ivan}/text`, { text: 'ответ', replyTo: first.messageId })
  await control('POST', `people/${ivan}/contact`, { phone: '+79990000000' })
  await control('POST', `people/${ivan}/location`, { latitude: 55.75, longitude: 37.61 })
  await control('POST', `people/${ivan}/edit`, { messageId: first.messageId, text: 'иначе' })
  await control('POST', `people/${ivan}/block`)
  await control('POST', `people/${ivan}/unblock`)
  expect(await api.getUpdates()).toMatchObject([
    {
      message: {
        from: { id: ivan, is_bot: false, first_name: 'Иван', username: 'ivan_petrov' },
        chat: { id: ivan, type: 'private' },
        entities: [
          { type: 'bot_command', offset: 0, length: 6 },
          { type: 'url', offset: 14, length: 27 },
          { type: 'email', offset: 44, length: 18 },
        ],
      },
    },
    { message: { text: 'ответ', reply_to_message: { message_id: first.messageId } } },
    { message: { contact: { phone_number: '+79990000000', user_id: ivan } } },
    { message: { location: { latitude: 55.75, longitude: 37.61 } } },
    { edited_message: { text: 'иначе', edit_date: expect.any(Number) } },
    { my_chat_member: { new_chat_member: { status: 'kicked' } } },
    {
      my_chat_member: {
        old_chat_member: { status: 'kicked' },
        new_chat_member: { status: 'member' },
      },
    },
  ])
})

test('the phone shows which messages came without a sound', async () => {
  const { api, says, phone } = await start()
  await says(ivan, '/start')
  await api.sendMessage(ivan, 'Громко')
  const quiet = await api.sendMessage(ivan, 'Тихо', { disable_notification: true })
  const { messages } = await phone(ivan)
  expect(messages.map(({ text, silent }: Answer) => [text, silent])).toEqual([
    ['/start', undefined],
    ['Громко', undefined],
    ['Тихо', true],
  ])
  await api.deleteMessage(ivan, quiet.message_id)
  expect((await phone(ivan)).messages).toHaveLength(2)
})

test('after a restart the chats, the queue and the files are as they were', async () => {
  const stateFile = join(await mkdtemp(join(tmpdir(), 'telegram-')), 'telegram.json')
  const before = await start({ stateFile })
  await before.says(ivan, '/start')
  const bytes = Buffer.from('отчёт')
  const form = new FormData()
  form.append('file', new Blob([bytes], { type: 'text/plain' }), 'отчёт.txt')
  await before.control('POST', `people/${ivan}/files`, form)
  await before.api.sendMessage(ivan, 'привет')
  const seen = await before.phone(ivan)
  await before.stop()

  const after = await start({ stateFile })
  expect(await after.phone(ivan)).toEqual(seen)
  expect(await after.api.getUpdates()).toHaveLength(2)
  const kept = await fetch(after.controlUrl + seen.messages[1].document.url)
  expect(await kept.text()).toBe('отчёт')
  expect((await after.api.sendMessage(ivan, 'снова')).message_id).toBeGreaterThan(3)
})

test('a number that a kill -9 took out of the kept state is never given again', async () => {
  const stateFile = join(await mkdtemp(join(tmpdir(), 'telegram-')), 'telegram.json')
  const first = await start({ stateFile })
  await first.says(ivan, '/start')
  await first.stop()
  const second = await start({ stateFile })
  const kept = await readFile(stateFile)
  const lost = await second.says(ivan, 'потерянное')
  await second.stop()
  await writeFile(stateFile, kept)

  const third = await start({ stateFile })
  const next = await third.says(ivan, 'следующее')
  expect(next.updateId).toBeGreaterThan(lost.updateId)
  expect(next.messageId).toBeGreaterThan(lost.messageId)
})

test('the phone page is told of every change at once', async () => {
  const { controlUrl, says, api } = await start()
  const stream = await fetch(`${controlUrl}/control/events`)
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader()
  await says(maria, '/start')
  await api.sendMessage(maria, 'привет')
  let heard = ''
  while (!heard.includes('"from":"bot"')) heard += (await reader.read()).value ?? ''
  expect(heard).toContain(
    `data: {"type":"message","personId":${maria},"messageId":1,"from":"person"}`,
  )
  await reader.cancel()
})

test('the control API says what is wrong with a request', async () => {
  const { control } = await start()
  expect(await control('GET', 'people/1/messages')).toEqual({ error: 'no such person' })
  expect(await control('POST', `people/${ivan}/text`, { text: '  ' })).toEqual({
    error: 'the text is empty',
  })
  expect(await control('POST', 'faults', { kind: 'boom' })).toMatchObject({
    error: expect.stringContaining('kind must be one of'),
  })
})
