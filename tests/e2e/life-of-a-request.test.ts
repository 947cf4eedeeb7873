import type { Browser, Locator } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses, people } from '../world/world'
import { openBrowser, openWindow, showPicture } from './browser'
import { createEngineer, type Picture } from './engineer'
import { type Installation, newDataDir, npmStart, removeDataDir } from './installation'
import { openSandbox } from './sandbox-page'

let dataDir: string
let product: Installation
let browser: Browser
let trouble: string[]
let ivan: Awaited<ReturnType<typeof openSandbox>>
let engineer: ReturnType<typeof createEngineer>
let pictures = 0

beforeAll(async () => {
  dataDir = await newDataDir()
  ;[product, browser] = await Promise.all([npmStart(dataDir), openBrowser()])
  await product.categoriesArePulled()
  // Without a build, a route is compiled when it is first asked: longer than Naumen's scripts wait
  const knock = await fetch(product.panel.replace('/admin', '/api/naumen/events'), {
    method: 'POST',
  })
  expect(knock.status).toBe(401)
  const window = await openWindow(browser, new URL(product.sandbox).origin)
  trouble = window.trouble
  ivan = await openSandbox(await window.context.newPage(), product.sandbox)
  engineer = createEngineer(ivan.page)
  await ivan.page.getByTestId('hint-close').click()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await product?.stop()
  if (dataDir) await removeDataDir(dataDir)
})

const look = (name: string) =>
  showPicture(ivan.page, `${String(++pictures).padStart(2, '0')}-${name}`)

/** How long what was done at the desk takes to the phone: printed, not judged. */
async function seesAfter(act: Promise<unknown>, what: string | RegExp): Promise<Locator> {
  const begun = performance.now()
  await act
  const bubble = await ivan.sees(what)
  console.log(`${what}: ${Math.round(performance.now() - begun)} ms`)
  return bubble
}

async function picture(name: string, colour: string): Promise<Picture> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="420">
    <rect width="640" height="420" fill="${colour}"/>
    <circle cx="320" cy="210" r="90" fill="#fff" opacity="0.85"/></svg>`
  return { name, mimeType: 'image/png', buffer: await sharp(Buffer.from(svg)).png().toBuffer() }
}

const patience = { timeout: 20_000 }

const areDrawn = (images: Locator) =>
  expect
    .poll(
      () => images.evaluateAll((all: HTMLImageElement[]) => all.every((one) => one.naturalWidth)),
      patience,
    )
    .toBe(true)

const isHandedOver = (bubble: Locator) =>
  bubble.getByTestId('reactions').filter({ hasText: '👌' }).waitFor()

test('an employee files a request, and the engineer sees it unread', async () => {
  await ivan.takesPhoneOf(people.ivan)
  await ivan.signsIn(addresses.ivan)
  await ivan.presses('Создать заявку')
  await ivan.presses('Компьютер и оргтехника')
  await ivan.presses('Принтеры')
  await ivan.presses('Не печатает')
  await ivan.sees('Опишите, что случилось')
  await ivan.types('Принтер на четвёртом этаже не печатает: мигает красная лампа.')
  await ivan.presses('Далее')
  await ivan.presses('Отправить')
  const receipt = await ivan.sees(/Номер в Naumen/)
  const number = /Номер в Naumen: \D*(\d+)/.exec(await receipt.innerText())?.[1] ?? ''
  const row = ivan.desk.getByTestId('ticket-item').and(ivan.page.locator('[data-unread="true"]'))
  await row.filter({ hasText: number }).waitFor()
  await engineer.opens(number)
  await ivan.desk.locator('[data-unread="false"]').filter({ hasText: number }).waitFor()
  await look('filed')
})

test('the phone names the engineer who took it, and says that work goes on, in one message', async () => {
  const named = await seesAfter(engineer.takes(), /Назначена[^]*Инженеров|Инженеров[^]*занимается/i)
  await named.getByLabel('Без звука').waitFor()
  await seesAfter(engineer.moves('inprogress'), /Назначена: .*Инженеров.* → В работе/)
  await engineer.stands('inprogress')
  await look('in-work')
})

test('an answer with pictures arrives under the number and the name', async () => {
  const inside = await picture('кнопка.png', '#2b5d8a')
  const beside = [await picture('схема.png', '#6a8a2b'), await picture('лампа.png', '#8a2b2b')]
  const writing = engineer.writes('Нажмите на кнопку сброса и пришлите фото.', { inside, beside })
  const said = await seesAfter(writing, /Инженеров[^]*Б-1001[^]*Нажмите на кнопку сброса/)
  await said.getByRole('button', { name: 'Ответить' }).waitFor()
  const album = ivan.phone.locator('[data-from="bot"] .album .picture')
  await expect.poll(() => album.count(), patience).toBe(3)
  await areDrawn(album.locator('img'))
  await look('comment-with-pictures')
})

test('a reply with a photo stands at the desk, and the phone says that it is there', async () => {
  const said = await ivan.sees('Нажмите на кнопку сброса')
  await ivan.chooses(said, 'reply')
  await ivan.attachesPhoto(await picture('лампа.png', '#a33'))
  await ivan.types('Нажал, лампа всё ещё мигает')
  const own = await ivan.sees('лампа всё ещё мигает')
  await own.locator('.quote').filter({ hasText: 'Нажмите на кнопку' }).waitFor()
  await isHandedOver(own)
  const comment = engineer.comment('лампа всё ещё мигает')
  await comment.and(ivan.page.locator('[data-from="employee"]')).waitFor()
  await areDrawn(comment.locator('img'))
  await engineer.looksAt(comment)
  await look('reply-with-photo')
})

test('when the engineer waits for the author, an ordinary message is the answer', async () => {
  const asked = await seesAfter(engineer.moves('waitClientAnswer'), 'нужен ваш ответ')
  await asked.getByRole('button', { name: 'Ответить' }).waitFor()
  expect(await asked.getByLabel('Без звука').count()).toBe(0)
  await look('awaiting')
  await ivan.types('Да, перезагружал дважды')
  await isHandedOver(await ivan.sees('перезагружал дважды'))
  await engineer.comment('перезагружал дважды').waitFor()
  await engineer.stands('resumed')
  await ivan.sees(/снова в работе/i)
  await look('answered')
})

test('what engineers say among themselves never comes to the phone', async () => {
  await engineer.writes('Похоже, он сам сломал. Не говорите ему.', { secret: true })
  await seesAfter(engineer.writes('Заказали новый картридж.'), 'Заказали новый картридж')
  expect(await ivan.phone.getByText('сам сломал').count()).toBe(0)
  await engineer.comment('сам сломал').and(ivan.page.locator('[data-private="true"]')).waitFor()
  await look('private')
})

test('a changed message is changed on the phone, a deleted one is gone', async () => {
  const first = engineer.comment('Заказали новый картридж')
  await seesAfter(engineer.changes(first, 'Картридж привезут завтра.'), /Картридж привезут завтра/)
  expect(await ivan.phone.getByText('Заказали новый картридж').count()).toBe(0)
  await engineer.writes('Это не вам.')
  await ivan.sees('Это не вам')
  await seesAfter(engineer.deletes(engineer.comment('Это не вам')), 'Инженер удалил это сообщение')
  expect(await ivan.phone.getByText('Это не вам').count()).toBe(0)
  await look('changed-and-deleted')
})

test('what the employee corrects is corrected at the desk', async () => {
  await ivan.chooses(await ivan.sees('перезагружал дважды'), 'edit')
  await ivan.types('Да, перезагружал трижды')
  await engineer.comment('перезагружал трижды').waitFor()
  await engineer.looksAt(engineer.comment('перезагружал трижды'))
  await look('corrected')
})

test('resolved too early, the request goes back to work with the reason', async () => {
  await seesAfter(engineer.moves('resolved'), 'Подтвердите, пожалуйста')
  await look('resolved')
  await ivan.presses('Вернуть в работу')
  await ivan.sees('что осталось не так')
  await ivan.types('Снова мигает красным')
  await engineer.comment('Снова мигает красным').waitFor()
  await engineer.stands('resumed')
  await ivan.sees(/снова в работе/i)
  await look('reopened')
})

test('confirmed, it is closed, and the desk knows by whom', async () => {
  const confirm = ivan.phone.getByTestId('key-button').filter({ hasText: 'Подтвердить' })
  await expect.poll(() => confirm.count(), patience).toBe(0)
  await engineer.moves('resolved')
  await confirm.click()
  await engineer.stands('closed')
  await engineer.opened.getByText('Закрыта', { exact: true }).waitFor()
  await ivan.sees(/Заявка Б-1001 закрыта[^]*Оцените/)
  await look('closed')
})

test('stars and words are seen by the engineer', async () => {
  await ivan.presses('5 ⭐')
  await ivan.sees('Добавьте пару слов')
  await ivan.types('Быстро и вежливо!')
  const mark = engineer.opened.getByTestId('ticket-mark')
  await mark.and(ivan.page.locator('[data-mark="5"]')).waitFor()
  await mark.filter({ hasText: 'Быстро и вежливо!' }).waitFor()
  await engineer.opened.getByTestId('desk-history').locator('summary').click()
  await engineer.looksAt(mark)
  await look('rated')
})

test('the card on the phone tells the whole story', async () => {
  await ivan.types('/my')
  await ivan.presses(/Закрытые/)
  await ivan.presses(/Б-1001/)
  const card = await ivan.sees(/Заявка Б-1001[^]*Переписка/)
  expect(await card.innerText()).not.toContain('сам сломал')
  await look('card')
})

test('nothing went wrong in the browser all along', () => {
  expect(trouble).toEqual([])
})
