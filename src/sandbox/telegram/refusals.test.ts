import { describe, expect, test } from 'vitest'
import { ivan, refusal, start, token } from './test-sandbox'

const begin = async () => {
  const sandbox = await start()
  await sandbox.says(ivan, '/start')
  return sandbox
}
const button = (more: object) => ({ inline_keyboard: [[{ text: 'Кнопка', ...more } as never]] })

describe('who may be written to', () => {
  test('nobody is written to before they have pressed «start»', async () => {
    const { api } = await start()
    expect(await refusal(api.sendMessage(ivan, 'привет'))).toBe(
      "403 Forbidden: bot can't initiate conversation with a user",
    )
  })

  test('nobody who has blocked the bot is written to until they unblock it', async () => {
    const { api, control } = await begin()
    await control('POST', `people/${ivan}/block`)
    expect(await refusal(api.sendMessage(ivan, 'привет'))).toBe(
      '403 Forbidden: bot was blocked by the user',
    )
    await control('POST', `people/${ivan}/unblock`)
    expect(await api.sendMessage(ivan, 'привет')).toMatchObject({ message_id: 2 })
  })

  test('a chat that is not there is not found', async () => {
    const { api, call } = await begin()
    expect(await refusal(api.sendMessage(5, 'привет'))).toBe('400 Bad Request: chat not found')
    expect((await call('sendMessage')).body).toEqual({
      ok: false,
      error_code: 400,
      description: 'Bad Request: chat_id is empty',
    })
  })

  test('a wrong token and an unknown method are refused', async () => {
    const { url, call } = await start()
    const wrong = await fetch(`${url}/bot1:wrong/getMe`)
    expect(wrong.status).toBe(401)
    expect(await wrong.json()).toEqual({ ok: false, error_code: 401, description: 'Unauthorized' })
    expect(await call('sendEverything')).toEqual({
      status: 404,
      body: { ok: false, error_code: 404, description: 'Not Found' },
    })
    expect((await fetch(`${url}/file/bot${token}/photos/file_9.jpg`)).status).toBe(404)
  })
})

describe('texts', () => {
  test('a text has 1 to 4096 characters after its tags are read', async () => {
    const { api } = await begin()
    expect(await refusal(api.sendMessage(ivan, ' \n '))).toBe(
      '400 Bad Request: message text is empty',
    )
    expect(await refusal(api.sendMessage(ivan, '<b></b>', { parse_mode: 'HTML' }))).toBe(
      '400 Bad Request: message text is empty',
    )
    expect(await refusal(api.sendMessage(ivan, 'я'.repeat(4097)))).toBe(
      '400 Bad Request: message is too long',
    )
    const longest = `<b>${'я'.repeat(4096)}</b>`
    expect(await api.sendMessage(ivan, longest, { parse_mode: 'HTML' })).toMatchObject({
      entities: [{ type: 'bold', offset: 0, length: 4096 }],
    })
  })

  test('a caption has at most 1024 characters', async () => {
    const { api, call } = await begin()
    const form = new FormData()
    form.append('chat_id', String(ivan))
    form.append('caption', 'я'.repeat(1025))
    form.append('document', new Blob(['x']), 'a.txt')
    expect((await call('sendDocument', { method: 'POST', body: form })).body.description).toBe(
      'Bad Request: message caption is too long',
    )
    expect(await refusal(api.sendPhoto(ivan, 'нет-такого'))).toBe(
      '400 Bad Request: wrong file identifier/HTTP URL specified',
    )
  })

  test('a reply to a message that is gone is refused unless told otherwise', async () => {
    const { api } = await begin()
    const reply_parameters = { message_id: 77 }
    expect(await refusal(api.sendMessage(ivan, 'ответ', { reply_parameters }))).toBe(
      '400 Bad Request: message to be replied not found',
    )
    const lenient = { ...reply_parameters, allow_sending_without_reply: true }
    const sent = await api.sendMessage(ivan, 'ответ', { reply_parameters: lenient })
    expect(sent.reply_to_message).toBeUndefined()
  })
})

describe('keyboards', () => {
  test('the data of a button has 1 to 64 bytes, and Cyrillic takes two each', async () => {
    const { api } = await begin()
    const send = (callback_data: string) =>
      api.sendMessage(ivan, 'т', { reply_markup: button({ callback_data }) })
    expect(await refusal(send('я'.repeat(33)))).toBe('400 Bad Request: BUTTON_DATA_INVALID')
    expect(await refusal(send(''))).toBe('400 Bad Request: BUTTON_DATA_INVALID')
    expect(await send('я'.repeat(32))).toMatchObject({ message_id: 2 })
  })

  test.each([
    ['a link to nowhere', { url: 'http://localhost:3000/a' }, /Wrong HTTP URL/],
    ['a link of a strange kind', { url: 'ftp://blago.example' }, /Unsupported URL protocol/],
    ['a web app without https', { web_app: { url: 'http://blago.example' } }, /Only HTTPS/],
    ['a button that does nothing', {}, /Text buttons are unallowed in the inline keyboard/],
    ['a button of two kinds', { url: 'https://a.b', callback_data: 'x' }, /only one type/],
    ['an unknown style', { callback_data: 'x', style: 'pink' }, /invalid button style/],
  ])('%s is refused', async (_, more, words) => {
    const { api } = await begin()
    expect(await refusal(api.sendMessage(ivan, 'т', { reply_markup: button(more) }))).toMatch(words)
  })

  test('more than a hundred buttons are refused', async () => {
    const { api } = await begin()
    const inline_keyboard = Array.from({ length: 101 }, (_, n) => [
      { text: String(n), callback_data: String(n) },
    ])
    expect(await refusal(api.sendMessage(ivan, 'т', { reply_markup: { inline_keyboard } }))).toBe(
      '400 Bad Request: REPLY_MARKUP_TOO_LONG',
    )
  })

  test('a keyboard under the input line is shown until it is taken away', async () => {
    const { api, phone } = await begin()
    const keyboard = [[{ text: 'Контакт', request_contact: true }, 'Меню']]
    await api.sendMessage(ivan, 'т', { reply_markup: { keyboard, resize_keyboard: true } })
    expect((await phone(ivan)).replyKeyboard).toEqual({ keyboard, resize_keyboard: true })
    await api.sendMessage(ivan, 'т', { reply_markup: { remove_keyboard: true } })
    expect((await phone(ivan)).replyKeyboard).toBeNull()
  })
})

describe('changing and deleting', () => {
  test('the same text with the same buttons is not a change', async () => {
    const { api } = await begin()
    const { message_id } = await api.sendMessage(ivan, '<b>т</b>', { parse_mode: 'HTML' })
    const again = api.editMessageText(ivan, message_id, '<b>т</b>', { parse_mode: 'HTML' })
    expect(await refusal(again)).toBe(
      '400 Bad Request: message is not modified: specified new message content and reply markup ' +
        'are exactly the same as a current content and reply markup of the message',
    )
    expect(await api.editMessageText(ivan, message_id, 'т')).toMatchObject({ text: 'т' })
  })

  test('only what is there, is the bot’s, and is of that kind is changed', async () => {
    const { api, call } = await begin()
    expect(await refusal(api.editMessageText(ivan, 99, 'т'))).toBe(
      '400 Bad Request: message to edit not found',
    )
    expect(await refusal(api.editMessageText(ivan, 1, 'т'))).toBe(
      "400 Bad Request: message can't be edited",
    )
    const text = await api.sendMessage(ivan, 'т')
    expect(await refusal(api.editMessageCaption(ivan, text.message_id, { caption: 'п' }))).toBe(
      '400 Bad Request: there is no caption in the message to edit',
    )
    const form = new FormData()
    form.append('chat_id', String(ivan))
    form.append('document', new Blob(['x']), 'a.txt')
    const { body } = await call('sendDocument', { method: 'POST', body: form })
    const id = body.result.message_id
    expect(await refusal(api.editMessageText(ivan, id, 'т'))).toBe(
      '400 Bad Request: there is no text in the message to edit',
    )
    expect(await api.editMessageCaption(ivan, id, { caption: 'подпись' })).toMatchObject({
      caption: 'подпись',
    })
  })

  test('a message is deleted within 48 hours only', async () => {
    const { api, phone, control } = await begin()
    expect(await refusal(api.deleteMessage(ivan, 99))).toBe(
      '400 Bad Request: message to delete not found',
    )
    expect(await api.deleteMessage(ivan, 1)).toBe(true)
    expect((await phone(ivan)).messages).toEqual([])
    const { message_id } = await api.sendMessage(ivan, 'т')
    await control('POST', 'clock', { seconds: 49 * 3600 })
    expect(await refusal(api.deleteMessage(ivan, message_id))).toBe(
      "400 Bad Request: message can't be deleted for everyone",
    )
    expect(await api.deleteMessages(ivan, [message_id, 99])).toBe(true)
    expect((await phone(ivan)).messages).toHaveLength(1)
  })

  test('a press is answered once', async () => {
    const { api, control } = await begin()
    const reply_markup = button({ callback_data: 'x' })
    const { message_id: messageId } = await api.sendMessage(ivan, 'т', { reply_markup })
    const { queryId } = await control('POST', `people/${ivan}/press`, { messageId, data: 'x' })
    expect(await api.answerCallbackQuery(queryId, { text: 'да', show_alert: true })).toBe(true)
    expect(await control('GET', `queries/${queryId}`)).toEqual({
      answered: true,
      text: 'да',
      showAlert: true,
    })
    const tooOld =
      '400 Bad Request: query is too old and response timeout expired or query ID is invalid'
    expect(await refusal(api.answerCallbackQuery(queryId))).toBe(tooOld)
    expect(await refusal(api.answerCallbackQuery('1'))).toBe(tooOld)
  })

  test('a button that is no longer there is not pressed, unless the phone is behind', async () => {
    const { api, control } = await begin()
    const reply_markup = button({ callback_data: 'x' })
    const { message_id: messageId } = await api.sendMessage(ivan, 'т', { reply_markup })
    await api.editMessageReplyMarkup(ivan, messageId)
    const press = { messageId, data: 'x' }
    expect(await control('POST', `people/${ivan}/press`, press)).toMatchObject({
      error: 'the message has no such button',
    })
    await control('POST', `people/${ivan}/press`, { ...press, force: true })
    expect((await api.getUpdates({ offset: -1 }))[0]).toMatchObject({
      callback_query: { data: 'x' },
    })
  })
})

describe('the rest', () => {
  test('only emoji of Telegram’s list are reactions', async () => {
    const { api, phone } = await begin()
    expect(
      await refusal(api.setMessageReaction(ivan, 1, [{ type: 'emoji', emoji: '✅' as '👍' }])),
    ).toBe('400 Bad Request: REACTION_INVALID')
    await api.setMessageReaction(ivan, 1, [{ type: 'emoji', emoji: '👀' }])
    expect((await phone(ivan)).messages[0].reactions).toEqual(['👀'])
  })

  test('commands are checked, and the narrowest scope is what the phone shows', async () => {
    const { api, phone } = await begin()
    const wrong = [{ command: 'Старт', description: 'начать' }]
    expect(await refusal(api.setMyCommands(wrong))).toBe('400 Bad Request: BOT_COMMAND_INVALID')
    const all = [{ command: 'menu', description: 'Меню' }]
    const his = [{ command: 'admin', description: 'Управление' }]
    await api.setMyCommands(all, { scope: { type: 'all_private_chats' }, language_code: 'ru' })
    expect((await phone(ivan)).commands).toEqual(all)
    await api.setMyCommands(his, { scope: { type: 'chat', chat_id: ivan } })
    expect((await phone(ivan)).commands).toEqual(his)
    await api.deleteMyCommands({ scope: { type: 'chat', chat_id: ivan } })
    expect((await phone(ivan)).commands).toEqual(all)
    expect(await api.getMyCommands()).toEqual([])
  })

  test('typing is shown until the bot writes', async () => {
    const { api, phone, control } = await begin()
    await api.sendChatAction(ivan, 'typing')
    expect((await phone(ivan)).typing).toBe(true)
    await api.sendMessage(ivan, 'т')
    expect((await phone(ivan)).typing).toBe(false)
    await api.sendChatAction(ivan, 'typing')
    await control('POST', 'clock', { seconds: 6 })
    expect((await phone(ivan)).typing).toBe(false)
    expect(await refusal(api.sendChatAction(ivan, 'sleeping' as 'typing'))).toBe(
      '400 Bad Request: wrong parameter action in request',
    )
  })

  test('the bot tells of itself and of the chat', async () => {
    const { api, phone } = await begin()
    expect(await api.getMe()).toMatchObject({
      id: 4242,
      is_bot: true,
      first_name: 'BLAGO Поддержка',
      username: 'blago_support_bot',
    })
    await api.setMyDescription('Помощь сотрудникам')
    await api.setMyShortDescription('Помощь', { language_code: 'ru' })
    await api.setChatMenuButton({ chat_id: ivan, menu_button: { type: 'commands' } })
    expect(await api.getMyDescription()).toEqual({ description: 'Помощь сотрудникам' })
    expect(await api.getMyShortDescription({ language_code: 'ru' })).toEqual({
      short_description: 'Помощь',
    })
    expect((await phone(ivan)).bot.description).toBe('Помощь сотрудникам')
    const { message_id } = await api.sendMessage(ivan, 'важное')
    await api.pinChatMessage(ivan, message_id)
    expect(await api.getChat(ivan)).toMatchObject({
      type: 'private',
      username: 'ivan_petrov',
      pinned_message: { text: 'важное' },
    })
    await api.unpinChatMessage(ivan)
    expect((await api.getChat(ivan)).pinned_message).toBeUndefined()
    expect(await refusal(api.leaveChat(ivan))).toMatch(/can't be changed in private chats/)
    expect([await api.close(), await api.logOut()]).toEqual([true, true])
  })

  test('parameters come in four ways', async () => {
    const { call } = await begin()
    const chat_id = String(ivan)
    const form = new FormData()
    form.append('chat_id', chat_id)
    form.append('text', 'форма')
    const json = { chat_id: ivan, text: 'джейсон', reply_markup: button({ callback_data: 'x' }) }
    const headers = { 'content-type': 'application/json' }
    const urlencoded = new URLSearchParams({
      chat_id,
      text: 'строка',
      reply_markup: JSON.stringify(button({ callback_data: 'x' })),
    })
    const results = [
      await call(`sendMessage?${new URLSearchParams({ chat_id, text: 'запрос' })}`),
      await call('sendMessage', { method: 'POST', body: form }),
      await call('sendmessage', { method: 'POST', body: urlencoded }),
      await call('SendMessage', { method: 'POST', body: JSON.stringify(json), headers }),
    ]
    expect(results.map(({ body }) => body.result.text)).toEqual([
      'запрос',
      'форма',
      'строка',
      'джейсон',
    ])
    expect(results[2]?.body.result.reply_markup).toEqual(results[3]?.body.result.reply_markup)
    expect(await call('sendMessage', { method: 'POST', body: '{', headers })).toMatchObject({
      status: 400,
      body: { description: "Bad Request: can't parse JSON object" },
    })
  })
})
