import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { methods } from '../../src/sandbox/telegram/methods/all-methods'
import { ivan, maria, start, token } from '../../src/sandbox/telegram/test-sandbox'
import * as shape from '../contract/telegram-shapes'

// What a method returns is checked by the compiler too: `Methods` in the sandbox's world.ts takes
// its results from grammY's types. Here is what really goes over the wire.

const yes = z.literal(true)
const picture = () =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()

type Fields = Record<string, unknown>
type Part = [field: string, name: string, bytes: Uint8Array]

async function open() {
  const sandbox = await start()
  await sandbox.says(ivan, '/start')
  async function ask(method: string, fields: Fields = {}, parts: Part[] = []) {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields))
      form.set(name, typeof value === 'string' ? value : JSON.stringify(value))
    for (const [field, name, bytes] of parts)
      form.append(field, new Blob([new Uint8Array(bytes)]), name)
    return sandbox.call(method, { method: 'POST', body: form })
  }
  /** The result, after it was compared with the shape. */
  async function result(of: z.ZodType, method: string, fields?: Fields, parts?: Part[]) {
    const { status, body } = await ask(method, fields, parts)
    expect({ method, status, body }).toMatchObject({ status: 200, body: { ok: true } })
    const described = /^(set|delete)Webhook$/.test(method) ? { description: z.string().min(1) } : {}
    const parsed = z.strictObject({ ok: yes, result: of, ...described }).safeParse(body)
    expect(parsed.error && `${method}: ${z.prettifyError(parsed.error)}`).toBeUndefined()
    return body.result
  }
  const updates = async (offset: number) =>
    (await ask('getUpdates', { offset, allowed_updates: everything })).body.result as Fields[]
  return { ...sandbox, ask, result, updates, chat_id: ivan }
}

const everything = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
  'message_reaction',
]
const keyboard = {
  inline_keyboard: [
    [{ text: 'Да', callback_data: 'yes', style: 'success' }],
    [{ text: 'Сайт', url: 'https://blago.example' }],
  ],
}
const rich = '<b>жирно</b> <i>косо</i> <a href="https://blago.example">тут</a> <pre>код</pre> #тег'

test('every method answers what the types of the Bot API promise, nothing more and nothing less', async () => {
  const { result, chat_id, control } = await open()
  const asked = new Set<string>()
  const good = (of: z.ZodType, method: string, fields: Fields = {}, parts: Part[] = []) => {
    asked.add(method.toLowerCase())
    return result(of, method, fields, parts)
  }
  const image = await picture()
  const text: Part = ['document', 'журнал.txt', Buffer.from('строка')]

  await good(shape.me, 'getMe')
  await good(yes, 'logOut')
  await good(yes, 'close')
  const list = [{ command: 'start', description: 'Начать' }]
  await good(yes, 'setMyCommands', { commands: list })
  await good(shape.commands, 'getMyCommands')
  await good(yes, 'deleteMyCommands')
  await good(shape.commands, 'getMyCommands')
  await good(yes, 'setMyName', { name: 'Поддержка' })
  await good(z.strictObject({ name: z.string() }), 'getMyName')
  await good(yes, 'setMyDescription', { description: 'О боте' })
  await good(z.strictObject({ description: z.string() }), 'getMyDescription')
  await good(yes, 'setMyShortDescription', { short_description: 'Бот' })
  await good(z.strictObject({ short_description: z.string() }), 'getMyShortDescription')
  await good(yes, 'setChatMenuButton', { chat_id, menu_button: { type: 'commands' } })
  await good(shape.menuButton, 'getChatMenuButton', { chat_id })

  const sent = await good(shape.messageWith('text'), 'sendMessage', {
    chat_id,
    text: rich,
    parse_mode: 'HTML',
    reply_markup: keyboard,
    link_preview_options: { is_disabled: true },
    protect_content: true,
  })
  const reply = { chat_id, text: 'ответ', reply_parameters: { message_id: sent.message_id } }
  const plain = await good(shape.messageWith('text'), 'sendMessage', reply)
  const photo = await good(
    shape.messageWith('photo'),
    'sendPhoto',
    { chat_id, caption: rich, parse_mode: 'HTML', has_spoiler: true },
    [['photo', 'a.png', image]],
  )
  const document = await good(shape.messageWith('document'), 'sendDocument', { chat_id }, [text])
  for (const kind of ['video', 'audio', 'voice', 'video_note'] as const) {
    const method = `send${kind === 'video_note' ? 'VideoNote' : kind[0]?.toUpperCase() + kind.slice(1)}`
    await good(shape.messageWith(kind), method, { chat_id }, [[kind, `${kind}.bin`, image]])
  }
  await good(
    z.array(shape.messageWith('photo')).length(2),
    'sendMediaGroup',
    {
      chat_id,
      media: [
        { type: 'photo', media: 'attach://one', caption: 'оба' },
        { type: 'photo', media: photo.photo.at(-1).file_id },
      ],
    },
    [['one', 'a.png', image]],
  )
  await good(shape.messageWith('location'), 'sendLocation', {
    chat_id,
    latitude: 55.75,
    longitude: 37.61,
  })
  await good(shape.messageWith('contact'), 'sendContact', {
    chat_id,
    phone_number: '+70000000000',
    first_name: 'Иван',
  })

  await good(shape.editedMessage, 'editMessageText', {
    chat_id,
    message_id: plain.message_id,
    text: 'иначе',
  })
  await good(shape.editedMessage, 'editMessageCaption', {
    chat_id,
    message_id: photo.message_id,
    caption: 'подпись',
  })
  await good(
    shape.editedMessage.and(shape.messageWith('photo')),
    'editMessageMedia',
    { chat_id, message_id: photo.message_id, media: { type: 'photo', media: 'attach://new' } },
    [['new', 'b.png', image]],
  )
  await good(shape.message, 'editMessageReplyMarkup', { chat_id, message_id: sent.message_id })

  await good(shape.messageId, 'copyMessage', {
    chat_id,
    from_chat_id: chat_id,
    message_id: plain.message_id,
  })
  await good(shape.message, 'forwardMessage', {
    chat_id,
    from_chat_id: chat_id,
    message_id: document.message_id,
  })
  const both = {
    chat_id,
    from_chat_id: chat_id,
    message_ids: [plain.message_id, document.message_id],
  }
  await good(z.array(shape.messageId).length(2), 'copyMessages', both)
  await good(z.array(shape.messageId).length(2), 'forwardMessages', both)

  await good(yes, 'sendChatAction', { chat_id, action: 'typing' })
  await good(yes, 'setMessageReaction', {
    chat_id,
    message_id: 1,
    reaction: [{ type: 'emoji', emoji: '👀' }],
  })
  await good(yes, 'pinChatMessage', { chat_id, message_id: plain.message_id })
  await good(shape.chatInfo, 'getChat', { chat_id })
  await good(yes, 'unpinChatMessage', { chat_id })
  await good(shape.chatInfo, 'getChat', { chat_id: maria })

  await good(shape.storedFile, 'getFile', { file_id: document.document.file_id })
  const asking = await good(shape.message, 'sendMessage', {
    chat_id,
    text: 'Да?',
    reply_markup: keyboard,
  })
  const press = { messageId: asking.message_id, data: 'yes' }
  const { queryId } = await control('POST', `people/${ivan}/press`, press)
  await good(yes, 'answerCallbackQuery', { callback_query_id: queryId, text: 'Готово' })
  await good(z.array(shape.update).min(1), 'getUpdates', { allowed_updates: everything })
  await good(yes, 'deleteMessage', { chat_id, message_id: plain.message_id })
  await good(yes, 'deleteMessages', { chat_id, message_ids: [document.message_id] })
  await good(shape.webhookInfo, 'getWebhookInfo')
  const url = 'http://127.0.0.1:9/hook'
  await good(yes, 'setWebhook', { url, secret_token: 'a'.repeat(32), allowed_updates: everything })
  await good(shape.webhookInfo, 'getWebhookInfo')
  await good(yes, 'deleteWebhook')

  // A chat that cannot be left answers only with a refusal
  const all = Object.keys(methods).filter((name) => name !== 'leavechat')
  expect([...asked].sort()).toEqual(all.sort())
})

test('every update a phone gives rise to is one that Telegram could have sent', async () => {
  const { control, says, call, chat_id, updates } = await open()
  let next = 0
  const kinds = new Set<string>()
  const taken = async () => {
    const all = await updates(next)
    expect(all.length).toBeGreaterThan(0)
    for (const one of all) {
      const parsed = shape.update.safeParse(one)
      expect(parsed.error && `${z.prettifyError(parsed.error)}\n${JSON.stringify(one)}`).toBe(
        undefined,
      )
      for (const key of Object.keys(one)) if (key !== 'update_id') kinds.add(key)
      next = Number(one.update_id) + 1
    }
  }
  const act = (what: string, body: object) => control('POST', `people/${chat_id}/${what}`, body)
  const send = async (kind: string, files: [string, string][], more: Fields = {}) => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ kind, ...more })) form.set(name, String(value))
    const image = new Uint8Array(await picture())
    for (const [name, type] of files) form.append('file', new Blob([image], { type }), name)
    await act('files', form)
  }

  await taken()
  await says(ivan, 'Почта a@b.ru, сайт blago.example, тел. +79990000000 и /my')
  const { messageId } = await says(ivan, 'первое')
  await act('text', { text: 'ответ', replyTo: messageId })
  await act('edit', { messageId, text: 'исправлено' })
  await send('photo', [['a.png', 'image/png']], { caption: 'фото' })
  await send('document', [
    ['a.txt', 'text/plain'],
    ['b', ''],
  ])
  const album: [string, string][] = [
    ['a.png', 'image/png'],
    ['b.png', 'image/png'],
  ]
  await send('photo', album, { album: 'true', caption: 'два' })
  for (const kind of ['video', 'voice', 'audio', 'video_note'])
    await send(kind, [[`${kind}.bin`, 'application/octet-stream']])
  await send('document', [['big.iso', '']], { virtualSize: 3_000_000_000 })
  await act('contact', { phone: '+70000000000' })
  await act('location', { latitude: 55, longitude: 37 })
  await taken()
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ chat_id, text: 'Да?', reply_markup: keyboard })
  const sent = (await call('sendMessage', { method: 'POST', body, headers })).body.result
  await act('press', { messageId: sent.message_id, data: 'yes' })
  await act('reaction', { messageId: sent.message_id, emoji: '👍' })
  await act('block', {})
  await act('unblock', {})
  await taken()
  await control('POST', 'clock', { seconds: 3 * 24 * 3600 })
  await act('press', { messageId: sent.message_id, data: 'yes' })
  await taken()
  expect([...kinds].sort()).toEqual([...everything].sort())
})

test('a field too many or too few is noticed', () => {
  const one = { message_id: 1, date: 1, chat: person('private'), from: person(), text: 'т' }
  expect(shape.message.safeParse(one).success).toBe(true)
  for (const wrong of [
    { ...one, odd: 1 },
    { ...one, date: undefined },
    { ...one, text: undefined },
    { ...one, from: { ...one.from, odd: 1 } },
    { ...one, photo: [{ file_id: 'a', file_unique_id: 'b', width: 1, height: 1 }] },
  ])
    expect(shape.message.safeParse(wrong).success).toBe(false)
})

const person = (type?: string) => ({
  id: 1,
  first_name: 'Иван',
  ...(type ? { type } : { is_bot: false }),
})

type Wrong = [method: string, fields: Fields, parts?: Part[]]

test('every refusal is shaped and worded as Telegram’s, and each one there is was asked for', async () => {
  const { ask, call, result, chat_id, control, url, says } = await open()
  const heard = new Set<string>()
  const note = ({ status, body }: { status: number; body: Fields }, of: unknown) => {
    const parsed = shape.refusal.safeParse(body)
    const where = JSON.stringify(of)
    expect(parsed.error && `${where}: ${z.prettifyError(parsed.error)}`).toBeUndefined()
    expect(body.error_code).toBe(status)
    heard.add(String(body.description))
  }
  const refused = async (...[method, fields, parts]: Wrong) =>
    note(await ask(method, fields, parts), [method, fields])

  const sent = await result(shape.message, 'sendMessage', {
    chat_id,
    text: 'т',
    protect_content: true,
  })
  const message_id: number = sent.message_id
  const image = await picture()
  const files = async (method: string, field: string) =>
    (await ask(method, { chat_id }, [[field, 'a.png', image]])).body.result
  const document = await files('sendDocument', 'document')
  const album = await result(
    z.array(shape.message),
    'sendMediaGroup',
    {
      chat_id,
      media: [
        { type: 'photo', media: 'attach://a' },
        { type: 'photo', media: 'attach://a' },
      ],
    },
    [['a', 'a.png', image]],
  )
  const narrow = await sharp({
    create: { width: 30, height: 900, channels: 3, background: 'teal' },
  })
    .png()
    .toBuffer()

  const text = (more: Fields): Wrong => ['sendMessage', { chat_id, text: 'т', ...more }]
  const key = (button: unknown) => text({ reply_markup: { inline_keyboard: [[button]] } })
  const data = { text: 'к', callback_data: 'x' }
  const entity = (one: unknown) => text({ entities: [one] })
  const html = (said: string) => text({ text: said, parse_mode: 'HTML' })
  const media = (items: unknown): Wrong => ['sendMediaGroup', { chat_id, media: items }]
  const photoOf = (item: unknown): Wrong => [
    'editMessageMedia',
    { chat_id, message_id, media: item },
  ]
  const edit = (method: string, id: unknown, more: Fields = { text: 'т' }): Wrong => [
    method,
    { chat_id, ...(id === undefined ? {} : { message_id: id }), ...more },
  ]
  const copy = (method: string, id: number): Wrong => [
    method,
    { chat_id, from_chat_id: chat_id, message_id: id },
  ]
  const doc = (value: string): Wrong => ['sendDocument', { chat_id, document: value }]

  const wrong: Wrong[] = [
    ['sendEverything', {}],
    ['sendMessage', { text: 'т' }],
    ['sendMessage', { chat_id: 5, text: 'т' }],
    ['sendMessage', { chat_id: maria, text: 'т' }],
    text({ text: ' ' }),
    text({ text: 'я'.repeat(4097) }),
    text({ parse_mode: 'Odd' }),
    text({ entities: '{' }),
    text({ entities: {} }),
    entity('b'),
    entity({ type: 'bold', offset: 0, length: 9 }),
    html('<b>'),
    html('<wow>a</wow>'),
    html('</b>'),
    html('<b>a</i>'),
    html('<a href=x'),
    html('<b class="x>'),
    html('<b =x>'),
    html('<b>a</b x>'),
    html('<span class="odd">x</span>'),
    text({ reply_parameters: { message_id: 7777 } }),
    text({ reply_markup: 'x' }),
    text({ reply_markup: '"x"' }),
    text({ reply_markup: { inline_keyboard: {} } }),
    text({ reply_markup: { inline_keyboard: [{}] } }),
    text({ reply_markup: { inline_keyboard: Array.from({ length: 101 }, () => [data]) } }),
    text({ reply_markup: { keyboard: [] } }),
    text({ reply_markup: { keyboard: [['']] } }),
    key('x'),
    key({ callback_data: 'x' }),
    key({ ...data, text: ' ' }),
    key({ ...data, style: 'pink' }),
    key({ ...data, url: 'https://blago.example' }),
    key({ text: 'к' }),
    key({ text: 'к', callback_data: 'я'.repeat(33) }),
    key({ text: 'к', url: 'http://localhost/a' }),
    key({ text: 'к', url: 'ftp://blago.example' }),
    key({ text: 'к', web_app: { url: 'http://blago.example' } }),
    key({ text: 'к', copy_text: { text: '' } }),
    ['sendDocument', { chat_id }],
    doc('attach://none'),
    doc('нет-такого'),
    doc('https://blago.example/a.pdf'),
    ['sendDocument', { chat_id }, [['document', 'a.txt', Buffer.from('')]]],
    ['sendDocument', { chat_id, caption: 'я'.repeat(1025) }, [['document', 'a.txt', image]]],
    ['sendPhoto', { chat_id, photo: document.document.file_id }],
    ['sendPhoto', { chat_id }, [['photo', 'a.png', Buffer.from('no picture')]]],
    ['sendPhoto', { chat_id }, [['photo', 'a.png', narrow]]],
    ['sendPhoto', { chat_id }, [['photo', 'a.png', Buffer.alloc(11 << 20)]]],
    ['sendDocument', { chat_id }, [['document', 'a.bin', Buffer.alloc((50 << 20) + 1)]]],
    media('x'),
    media([{ type: 'photo', media: 'x' }]),
    media(Array.from({ length: 11 }, () => ({ type: 'photo', media: 'x' }))),
    media([{ type: 'photo' }, { type: 'photo' }]),
    media([{ type: 'story' }, { type: 'story' }]),
    media([
      { type: 'photo', media: 'x' },
      { type: 'document', media: 'x' },
    ]),
    photoOf(undefined),
    photoOf({ type: 'story', media: 'x' }),
    [
      'editMessageMedia',
      {
        chat_id,
        message_id: album[0].message_id,
        media: { type: 'document', media: document.document.file_id },
      },
    ],
    edit('editMessageText', undefined),
    edit('editMessageText', 7777),
    edit('editMessageText', 1),
    edit('editMessageText', message_id),
    edit('editMessageText', document.message_id),
    edit('editMessageCaption', message_id, { caption: 'п' }),
    edit('deleteMessage', undefined),
    edit('deleteMessage', 7777),
    ['deleteMessages', { chat_id, message_ids: [] }],
    ['deleteMessages', { chat_id, message_ids: Array.from({ length: 101 }, (_, n) => n) }],
    copy('copyMessage', 7777),
    copy('forwardMessage', 7777),
    copy('copyMessage', message_id),
    copy('forwardMessage', message_id),
    edit('pinChatMessage', 7777),
    edit('unpinChatMessage', 7777),
    ['leaveChat', { chat_id }],
    ['sendChatAction', { chat_id, action: 'sleeping' }],
    ['setMessageReaction', { chat_id, message_id: 7777 }],
    ['setMessageReaction', { chat_id, message_id, reaction: {} }],
    ['setMessageReaction', { chat_id, message_id, reaction: [{}, {}] }],
    ['setMessageReaction', { chat_id, message_id, reaction: [{ type: 'emoji', emoji: '✅' }] }],
    ['sendLocation', { chat_id }],
    ['sendLocation', { chat_id, latitude: 1 }],
    ['sendLocation', { chat_id, latitude: 100, longitude: 1 }],
    ['sendContact', { chat_id }],
    ['sendContact', { chat_id, phone_number: '1' }],
    ['getFile', {}],
    ['getFile', { file_id: 'нет' }],
    ['answerCallbackQuery', { callback_query_id: '1' }],
    ['setMyCommands', { commands: 'x' }],
    ['setMyCommands', { commands: {} }],
    ['setMyCommands', { commands: Array.from({ length: 101 }, () => ({})) }],
    ['setMyCommands', { commands: [{ command: 'Ы', description: 'x' }] }],
    ['setMyCommands', { commands: [{ command: 'a', description: ' ' }] }],
    ['setMyCommands', { commands: [{ command: 'a', description: 'x'.repeat(257) }] }],
    ['setMyCommands', { commands: [], scope: { type: 'odd' } }],
    ['setMyCommands', { commands: [], language_code: 'русский' }],
    ['setMyDescription', { description: 'я'.repeat(513) }],
    ['setChatMenuButton', { menu_button: { type: 'odd' } }],
    [
      'setChatMenuButton',
      { menu_button: { type: 'web_app', text: 'x', web_app: { url: 'http://a.b' } } },
    ],
    ['setWebhook', { url: 'blago' }],
    ['setWebhook', { url: 'https://blago.example', secret_token: 'a'.repeat(257) }],
    ['setWebhook', { url: 'https://blago.example', secret_token: 'п' }],
  ]
  for (const one of wrong) await refused(...one)

  const headers = { 'content-type': 'application/json' }
  for (const body of ['{', '7'])
    note(await call('sendMessage', { method: 'POST', body, headers }), body)
  const press = { messageId: 0, data: 'x' }
  const asking = await ask(...key(data))
  press.messageId = asking.body.result.message_id
  const { queryId } = await control('POST', `people/${ivan}/press`, press)
  await refused('answerCallbackQuery', { callback_query_id: queryId, text: 'я'.repeat(201) })

  const big = new FormData()
  big.set('kind', 'document')
  big.set('virtualSize', String(21 << 20))
  big.append('file', new Blob(['x']), 'big.iso')
  await control('POST', `people/${ivan}/files`, big)
  const waiting = (await ask('getUpdates', { offset: -1 })).body.result
  await refused('getFile', { file_id: waiting[0].message.document.file_id })

  const pending = ask('getUpdates', { offset: waiting[0].update_id + 1, timeout: 20 })
  await ask('getUpdates', { offset: waiting[0].update_id + 1 })
  note(await pending, 'a second poller')
  await ask('setWebhook', { url: 'http://127.0.0.1:9/' })
  await refused('getUpdates', {})
  await ask('deleteWebhook')
  for (const kind of ['429', '500', '403', '400']) {
    await control('POST', 'faults', { kind })
    await refused('getMe', {})
  }
  for (const path of [`/bot${token}`, `/file/bot${token}/documents/file_99.txt`, '/bot1:x/getMe']) {
    const answer = await fetch(`${url}${path}`)
    note({ status: answer.status, body: (await answer.json()) as Fields }, path)
  }
  await control('POST', 'clock', { seconds: 49 * 3600 })
  await refused('deleteMessage', { chat_id, message_id })
  await says(maria, '/start')
  await control('POST', `people/${maria}/block`)
  await refused('sendMessage', { chat_id: maria, text: 'т' })

  const unheard = refusalsInSource().filter(
    ({ words }) => ![...heard].some((one) => words.test(one)),
  )
  expect(unheard.map(({ source }) => source)).toEqual([])
})

/** The words of every refusal the sandbox's source can make, `${…}` standing for anything. */
function refusalsInSource() {
  const folder = join(import.meta.dirname, '../../src/sandbox/telegram')
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
  const call =
    /\b(badRequest|ApiError|cannot|cannotParse|bad|conflict)\((?:\d+,\s*)?(?:description \?\? )?(['"`])((?:\\.|(?!\2).)*)\2/g
  return sources
    .flatMap((source) => [...source.matchAll(call)])
    .map(([source, , , words = '']) => {
      const parts = words.replace(/\\(.)/g, '$1').split(/\$\{(?:[^{}]|\{[^}]*\})*\}/)
      const plain = (part: string) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      return { source, words: new RegExp(parts.map(plain).join('.*')) }
    })
}
