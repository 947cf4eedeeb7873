import { Api, Bot, GrammyError } from 'grammy'
import { afterEach, expect, test } from 'vitest'
import { startTelegramSandbox } from './server'

const token = '4242:TEST-token'
const running: { stop(): Promise<void> }[] = []

const start = async (more: { stateFile?: string } = {}) => {
  const sandbox = await startTelegramSandbox({ port: 0, token, ...more })
  running.push(sandbox)
  const api = new Api(token, { apiRoot: sandbox.url })
  const control = async (method: string, path: string, body?: object) => {
    const form = body instanceof FormData
    const response = await fetch(`${sandbox.controlUrl}/control/${path}`, {
      method,
      body: form ? body : body && JSON.stringify(body),
      headers: form || !body ? {} : { 'content-type': 'application/json' },
    })
    return (await response.json()) as never
  }
  return { ...sandbox, api, control }
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()))
})

const ivan = 100001

test('a bot hears a person by long polling and answers', async () => {
  const { url, control } = await start()
  const bot = new Bot(token, { client: { apiRoot: url } })
  bot.command('start', (ctx) =>
    ctx.reply('<b>Здравствуйте</b>', {
      parse_mode: 'HTML',
      reply_markup: { inline_keyboard: [[{ text: 'Да', callback_data: 'yes' }]] },
    }),
  )
  bot.on('callback_query:data', async (ctx) => {
    await ctx.answerCallbackQuery('Принято')
    await ctx.editMessageText(`Нажали ${ctx.callbackQuery.data}`)
  })
  const polling = bot.start()
  await control('POST', `people/${ivan}/text`, { text: '/start' })
  await expect
    .poll(() => control('GET', `people/${ivan}/messages`))
    .toMatchObject({
      messages: [
        { text: '/start', from: 'person' },
        { html: '<b>Здравствуйте</b>', keyboard: [[{ text: 'Да', data: 'yes' }]] },
      ],
    })
  const pressed = { messageId: 2, row: 0, column: 0 }
  const { queryId } = await control('POST', `people/${ivan}/press`, pressed)
  await expect
    .poll(() => control('GET', `queries/${queryId}`))
    .toEqual({ answered: true, text: 'Принято', showAlert: false })
  await expect
    .poll(() => control('GET', `people/${ivan}/messages`))
    .toMatchObject({ messages: [{}, { text: 'Нажали yes', editDate: expect.any(Number) }] })
  await bot.stop()
  await polling
})

test('nobody is written to before they have pressed «start»', async () => {
  const { api } = await start()
  const refused = await api.sendMessage(ivan, 'привет').catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(GrammyError)
  expect(refused).toMatchObject({
    error_code: 403,
    description: "Forbidden: bot can't initiate conversation with a user",
  })
})
