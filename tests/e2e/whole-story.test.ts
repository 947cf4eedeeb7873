import type { Browser, BrowserContext } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses, people } from '../world/world'
import { createPanel } from './admin-panel'
import { openBrowser, openWindow, takePicture } from './browser'
import { type Installation, newDataDir, npmStart, removeDataDir } from './installation'
import { processesOf, stillThere } from './process-tree'
import { openSandbox } from './sandbox-page'

let dataDir: string
let product: Installation
let browser: Browser
let context: BrowserContext
let trouble: string[]
let sandbox: Awaited<ReturnType<typeof openSandbox>>
let panel: ReturnType<typeof createPanel>
let naumenNumber = ''

beforeAll(async () => {
  dataDir = await newDataDir()
  ;[product, browser] = await Promise.all([npmStart(dataDir), openBrowser()])
  await product.categoriesArePulled()
  ;({ context, trouble } = await openWindow(browser, new URL(product.sandbox).origin))
  sandbox = await openSandbox(await context.newPage(), product.sandbox)
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await product?.stop()
  if (dataDir) await removeDataDir(dataDir)
})

test('an employee signs in on the phone with the code from the mail', async () => {
  await sandbox.takesPhoneOf(people.ivan)
  await sandbox.signsIn(addresses.ivan)
  await sandbox.sees('Вы вошли, Иван!')
})

test('the employee files a request with a screenshot', async () => {
  await sandbox.presses('Создать заявку')
  await sandbox.presses('Компьютер и оргтехника')
  await sandbox.presses('Принтеры')
  await sandbox.presses('Не печатает')
  await sandbox.sees('Опишите, что случилось')
  await sandbox.types('Принтер на четвёртом этаже не печатает: мигает красная лампа.')
  await sandbox.sees('Далее')
  await sandbox.attachesPhoto({
    name: 'ошибка.png',
    mimeType: 'image/png',
    buffer: await screenshotOfAnError(),
  })
  await sandbox.types('Вот что на экране')
  await sandbox.sees(/Вот что на экране[^]*Далее/)
  await sandbox.presses('Далее')
  await sandbox.sees('Проверьте заявку')
  await sandbox.presses('Отправить')
})

test('our number comes at once, and Naumen’s in the same bubble, without a reload', async () => {
  const loaded = await sandbox.page.evaluate(() => performance.timeOrigin)
  const receipt = await sandbox.sees(/Заявка Б-\d+/)
  await receipt.filter({ hasText: /Номер в Naumen: \S+/ }).waitFor()
  naumenNumber = /Номер в Naumen: .*?(\d+)/.exec(await receipt.innerText())?.[1] ?? ''
  expect(naumenNumber).not.toBe('')
  expect(await sandbox.page.evaluate(() => performance.timeOrigin)).toBe(loaded)
})

test('the request stands on the desk of Naumen with its words and its picture', async () => {
  await sandbox.ticket(naumenNumber).click()
  const opened = sandbox.desk.getByTestId('ticket-opened')
  await opened.getByTestId('ticket-description').filter({ hasText: 'красная лампа' }).waitFor()
  await opened.getByText('Иван').first().waitFor()
  const picture = opened.getByTestId('ticket-file').locator('img')
  await picture.waitFor()
  await expect
    .poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth))
    .toBeGreaterThan(100)
})

test('a second employee finds the topic by a word and files a request', async () => {
  await sandbox.takesPhoneOf(people.maria)
  await sandbox.signsIn(addresses.maria)
  await sandbox.presses('Создать заявку')
  await sandbox.sees('напишите слово для поиска')
  await sandbox.types('пароль')
  await sandbox.sees('Найдено по запросу «пароль»')
  await sandbox.presses('Забыл пароль')
  await sandbox.sees('Опишите, что случилось')
  await sandbox.types('Не помню пароль от учётной записи после отпуска.')
  await sandbox.presses('Далее')
  await sandbox.presses('Отправить')
  const receipt = await sandbox.sees(/Заявка Б-\d+[^]*Номер в Naumen/)
  const number = /Номер в Naumen: .*?(\d+)/.exec(await receipt.innerText())?.[1] ?? ''
  expect(number).not.toBe(naumenNumber)
  await sandbox.ticket(number).filter({ hasText: 'Сидорова' }).waitFor()
})

test('each phone keeps its own conversation', async () => {
  await sandbox.takesPhoneOf(people.ivan)
  await sandbox.sees(`Номер в Naumen: SD${naumenNumber}`)
  expect(await sandbox.phone.getByText('пароль').count()).toBe(0)
  await sandbox.ticket(naumenNumber).click()
  await sandbox.noticesAreGone()
  await takePicture(sandbox.page, 'sandbox')
})

test('the administrator signs in to a Russian panel and sees both requests', async () => {
  const page = await context.newPage()
  panel = createPanel(page)
  await panel.signIn(product.panel, product.administrator)
  await panel.opens('Заявки')
  await page.getByRole('link', { name: 'Б-1001' }).waitFor()
  await page.getByRole('row').filter({ hasText: 'Забыл пароль' }).waitFor()
  await page.getByRole('row').filter({ hasText: 'Петров' }).waitFor()
  await page.getByRole('button', { name: 'Открыть Меню' }).click()
  await page.setViewportSize({ width: 1440, height: 620 })
  await takePicture(page, 'panel')
})

test('a new title of a menu section stands on the phone without a restart', async () => {
  await panel.opens('Меню')
  await panel.renamesSection('База знаний', 'Полезные статьи')
  await sandbox.page.bringToFront()
  await sandbox.presses('Меню')
  await sandbox.phone.getByTestId('key-button').filter({ hasText: 'Полезные статьи' }).waitFor()
})

test('nothing went wrong in the browser all along', () => {
  expect(trouble).toEqual([])
})

test('SIGTERM ends everything in order within 25 s and leaves no process', async () => {
  const before = processesOf(dataDir)
  const commands = before.map(({ command }) => command).join('\n')
  for (const part of ['src/main.ts', 'src/worker.ts', 'next', 'bin/postgres'])
    expect(commands).toContain(part)
  const begun = Date.now()
  expect(await product.stop()).toBe(0)
  expect(Date.now() - begun).toBeLessThan(25_000)
  expect([...stillThere(before), ...processesOf(dataDir)]).toEqual([])
})

async function screenshotOfAnError(): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="500">
    <rect width="800" height="500" fill="#2b5d8a"/>
    <rect x="140" y="140" width="520" height="210" rx="6" fill="#f3f3f3"/>
    <rect x="140" y="140" width="520" height="40" rx="6" fill="#d9dee3"/>
    <circle cx="195" cy="250" r="28" fill="#c62f2f"/>
    <path d="M183 238l24 24m0-24l-24 24" stroke="#fff" stroke-width="6"/>
    <g font-family="DejaVu Sans, sans-serif" font-size="20" fill="#222">
      <text x="160" y="167" font-size="17">Печать документа</text>
      <text x="245" y="245">Принтер не отвечает.</text>
      <text x="245" y="275">Код ошибки 0x00000709</text>
    </g>
    <rect x="545" y="300" width="95" height="32" rx="4" fill="#2b7cd3"/>
    <text x="580" y="322" font-family="DejaVu Sans, sans-serif" font-size="16" fill="#fff">ОК</text>
  </svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
}
