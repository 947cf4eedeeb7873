import sharp from 'sharp'
import { expect, test } from 'vitest'
import { ivan, openTelegram } from '../../tests/telegram'
import type { Screen } from '../domain/screen'
import { type Drawing, drawScreen } from './draw'
import { TelegramRefused, TelegramUnreachable } from './errors'

const picture = await sharp({
  create: { width: 64, height: 64, channels: 3, background: '#1f6feb' },
})
  .png()
  .toBuffer()

const screen = (text: string, more: Partial<Screen> = {}): Screen => ({
  text,
  rows: [[{ label: 'Далее', press: 'next', style: 'primary' }]],
  ...more,
})

async function open() {
  const opened = await openTelegram()
  await opened.ivan.says('/start')
  const draw = (what: Partial<Drawing> & { screen: Screen }) =>
    drawScreen(opened.api, {
      chat: ivan,
      message: null,
      messageHasPicture: false,
      fresh: false,
      loadPicture: async () => ({ bytes: picture, name: 'picture.png' }),
      ...what,
    })
  const fromBot = async () => (await opened.ivan.phone()).filter(({ from }) => from === 'bot')
  return { ...opened, draw, fromBot }
}

test('a screen is drawn in the message where the last one stood', async () => {
  const { draw, fromBot } = await open()
  const { message } = await draw({ screen: screen('<b>Меню</b>') })
  expect(await draw({ message, screen: screen('Заявки') })).toEqual({ message, hasPicture: false })
  expect(await fromBot()).toMatchObject([
    {
      id: message,
      text: 'Заявки',
      keyboard: [[{ text: 'Далее', data: '1:next', style: 'primary' }]],
    },
  ])
})

test('drawing the same screen again changes nothing and is no error', async () => {
  const { draw, fromBot } = await open()
  const drawn = await draw({ screen: screen('Меню') })
  expect(await draw({ message: drawn.message, screen: screen('Меню') })).toEqual(drawn)
  expect(await fromBot()).toHaveLength(1)
})

test('a fresh screen stands at the bottom and the old one is gone', async () => {
  const { draw, ivan, fromBot } = await open()
  const { message } = await draw({ screen: screen('Опишите') })
  await ivan.says('Не печатает')
  const drawn = await draw({ message, fresh: true, screen: screen('Принято') })
  expect(drawn.message).toBeGreaterThan(message)
  expect(await fromBot()).toMatchObject([{ id: drawn.message, text: 'Принято' }])
})

test('a screen deleted by the person is sent anew', async () => {
  const { draw, ivan, fromBot } = await open()
  const { message } = await draw({ screen: screen('Меню') })
  await ivan.deletes(message)
  await draw({ message, screen: screen('Заявки') })
  expect(await fromBot()).toMatchObject([{ text: 'Заявки' }])
})

test('an old screen that can’t be deleted any more loses its buttons', async () => {
  const { draw, later, fromBot } = await open()
  const { message } = await draw({ screen: screen('Меню') })
  await later(49 * 3600)
  await draw({ message, fresh: true, screen: screen('Заявки') })
  const [old, fresh] = await fromBot()
  expect(old).toMatchObject({ id: message, text: 'Меню' })
  expect(old?.keyboard ?? []).toEqual([])
  expect(fresh).toMatchObject({ text: 'Заявки', keyboard: [[{ text: 'Далее' }]] })
})

test('a new screen stands even when the old one can’t be taken away just now', async () => {
  const { draw, fails, fromBot } = await open()
  const { message } = await draw({ screen: screen('Меню') })
  await fails('500', { method: 'deleteMessage' })
  await fails('drop', { method: 'editMessageReplyMarkup' })
  const drawn = await draw({ message, fresh: true, screen: screen('Заявки') })
  expect((await fromBot()).at(-1)).toMatchObject({ id: drawn.message, text: 'Заявки' })
})

test('a screen with a picture follows one without, and the other way round', async () => {
  const { draw, fromBot } = await open()
  const text = await draw({ screen: screen('Меню') })
  const withPicture = await draw({ ...text, screen: screen('Схема', { picture: 'a' }) })
  expect(withPicture).toMatchObject({ hasPicture: true, pictureRemoteId: expect.any(String) })
  expect(await fromBot()).toMatchObject([
    { caption: 'Схема', photo: { fileId: expect.any(String) } },
  ])
  const messageHasPicture = true
  const { message } = withPicture
  await draw({ message, messageHasPicture, screen: screen('Схема 2', { picture: 'a' }) })
  expect(await fromBot()).toMatchObject([{ id: message, caption: 'Схема 2' }])
  await draw({ message, messageHasPicture, screen: screen('Меню') })
  const [only, ...others] = await fromBot()
  expect(only).toMatchObject({ text: 'Меню' })
  expect(only?.photo).toBeUndefined()
  expect(others).toEqual([])
})

test('a picture sent before is not uploaded again', async () => {
  const { draw, fromBot } = await open()
  const { pictureRemoteId: remoteId = '' } = await draw({
    screen: screen('Схема', { picture: 'a' }),
  })
  const again = { loadPicture: async () => ({ remoteId }) }
  await draw({ ...again, screen: screen('Ещё раз', { picture: 'a' }) })
  expect((await fromBot()).at(-1)).toMatchObject({ caption: 'Ещё раз', photo: {} })
})

test('words too long for a caption are shown in full, without the picture', async () => {
  const { draw, fromBot } = await open()
  await draw({ screen: screen('я'.repeat(1025), { picture: 'a' }) })
  const [message] = await fromBot()
  expect(message?.text).toHaveLength(1025)
  expect(message?.photo).toBeUndefined()
})

test('a picture that is gone or refused hides neither words nor buttons', async () => {
  const { draw, fails, fromBot } = await open()
  await draw({ loadPicture: async () => null, screen: screen('Без файла', { picture: 'a' }) })
  await fails('400', { method: 'sendPhoto', description: 'Bad Request: PHOTO_INVALID_DIMENSIONS' })
  await draw({ screen: screen('Не та картинка', { picture: 'a' }) })
  expect(await fromBot()).toMatchObject([
    { text: 'Без файла', keyboard: [[{ text: 'Далее' }]] },
    { text: 'Не та картинка', keyboard: [[{ text: 'Далее' }]] },
  ])
})

test('a message that turns out to hold a picture is replaced all the same', async () => {
  const { draw, fromBot } = await open()
  const { message } = await draw({ screen: screen('Схема', { picture: 'a' }) })
  await draw({ message, messageHasPicture: false, screen: screen('Меню') })
  expect(await fromBot()).toMatchObject([{ text: 'Меню' }])
})

test('markup Telegram can’t read is shown as plain words', async () => {
  const { draw, fails, fromBot } = await open()
  const description = "Bad Request: can't parse entities: Unsupported start tag"
  await fails('400', { method: 'sendMessage', description })
  await draw({ screen: screen('<b>Меню</b> &lt;3') })
  expect(await fromBot()).toMatchObject([{ text: 'Меню <3', html: 'Меню &lt;3' }])
})

test('markup of others is shown as typed', async () => {
  const { draw, fromBot } = await open()
  await draw({ screen: screen('Ошибка <script>alert(1)</script> в <b>1С') })
  expect(await fromBot()).toMatchObject([{ text: 'Ошибка <script>alert(1)</script> в 1С' }])
})

test('a text above Telegram’s limit is cut, not refused', async () => {
  const { draw, fromBot } = await open()
  await draw({ screen: screen(`<b>${'ж'.repeat(5000)}</b>`) })
  expect((await fromBot())[0]?.text).toHaveLength(4096)
})

test('a button with an address nobody can open does not take the screen away', async () => {
  const { draw, fails, fromBot } = await open()
  const rows = [
    [{ label: 'Портал', url: 'https://portal' }],
    [{ label: 'Кривая', url: 'нет адреса' }],
    [{ label: 'Назад', press: 'back' }],
  ]
  const description = 'Bad Request: inline keyboard button URL is invalid: BUTTON_URL_INVALID'
  await fails('400', { method: 'sendMessage', description })
  await draw({ screen: screen('Ссылки', { rows }) })
  expect(await fromBot()).toMatchObject([{ text: 'Ссылки', keyboard: [[{ text: 'Назад' }]] }])
})

test('who blocked the bot is told apart from Telegram being away', async () => {
  const { draw, ivan, fails } = await open()
  const { message } = await draw({ screen: screen('Меню') })
  await fails('500', { times: 1 })
  await expect(draw({ message, screen: screen('Заявки') })).rejects.toThrow(TelegramUnreachable)
  await ivan.blocks()
  const drawing = draw({ message, screen: screen('Заявки') })
  await expect(drawing).rejects.toMatchObject({ name: TelegramRefused.name, reason: 'blocked' })
})
