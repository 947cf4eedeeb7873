import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPhone, type Phone } from '../world/phone'
import { until } from '../world/until'
import { addresses, type NaumenTicket, people } from '../world/world'
import {
  type Installation,
  newDataDir,
  npmStart,
  removeDataDir,
  signIn,
  startLauncher,
} from './installation'

const folders: string[] = []
const running: Installation[] = []
const photo = randomBytes(120_000)
let dataDir: string
let product: Installation
let ivan: Phone

const newFolder = async () => {
  const folder = await newDataDir()
  folders.push(folder)
  return folder
}

async function start(folder: string, env: Record<string, string> = {}) {
  const installation = await npmStart(folder, env)
  running.push(installation)
  return installation
}

const phoneOf = (installation: Installation) =>
  createPhone(installation.control('TELEGRAM'), people.ivan)

const answers = async ({ panel }: Installation) =>
  (await fetch(panel.replace('/admin', '/api/ready'))).status

beforeAll(async () => {
  dataDir = await newFolder()
  product = await start(dataDir)
  ivan = phoneOf(product)
  await signIn(product, ivan, addresses.ivan)
  await product.categoriesArePulled()
}, 180_000)

afterAll(async () => {
  await Promise.all(running.map((installation) => installation.stop()))
  await Promise.all(folders.map(removeDataDir))
})

test('a draft survives a kill -9 of everything and can be sent after the next start', async () => {
  await ivan.presses('Создать заявку')
  await ivan.presses('Компьютер и оргтехника')
  await ivan.presses('Принтеры')
  await ivan.presses('Не печатает')
  await ivan.sees('Опишите, что случилось')
  await ivan.types('Принтер жуёт бумагу.')
  await ivan.sees('Принтер жуёт бумагу.')
  await ivan.sends('document', [{ name: 'схема.bin', bytes: photo }])
  await ivan.sees('схема.bin')
  // What Telegram itself has seen it never forgets; the one of the sandbox writes a moment later
  await until('the phone to be kept', async () =>
    /схема\.bin[^"]*Добавьте ещё/.test(await product.kept('sandbox/telegram.json')),
  )
  const { administrator, port } = product
  await product.powerCut()

  product = await start(dataDir, { PORT: port })
  expect(product.administrator).toEqual(administrator)
  ivan = phoneOf(product)
  await ivan.types('И мигает красным.')
  const screen = await ivan.sees('И мигает красным.')
  expect(screen.text).toContain('Принтер жуёт бумагу.')
  expect(screen.text).toContain('схема.bin')
  await ivan.presses('Далее')
  await ivan.presses('Отправить')
  await ivan.sees(/Номер в Naumen/)
  // The number is told as soon as there is one; the files follow
  const tickets = await until('the file in Naumen', async () => {
    const all = await product.control('NAUMEN').get<NaumenTicket[]>('/tickets')
    return all.some(({ files }) => files.length) && all
  })
  expect(tickets).toHaveLength(1)
  expect(tickets[0]?.description).toMatch(/жуёт бумагу[^]*мигает красным/)
  const sha256 = createHash('sha256').update(photo).digest('hex')
  expect(tickets[0]?.files).toMatchObject([{ title: 'схема.bin', sha256 }])
}, 180_000)

test('a second start on the same folder is refused in a sentence and harms nothing', async () => {
  const second = await startLauncher(dataDir, {})
  expect(await second.exited).not.toBe(0)
  expect(second.said()).toMatch(/Папку данных .+ уже использует другой запуск/)
  expect(second.said()).not.toMatch(/^\s+at /m)
  expect(await answers(product)).toBe(200)
})

test('a port that is taken is named', async () => {
  const second = await startLauncher(await newFolder(), { PORT: product.port })
  expect(await second.exited).not.toBe(0)
  expect(second.said()).toMatch(/PORT: порт \d+ занят/)
  expect(await answers(product)).toBe(200)
})

test('two installations live side by side with a folder and a port each', async () => {
  const other = await start(await newFolder())
  const [here, there] = [phoneOf(product), phoneOf(other)]
  await signIn(other, there, addresses.ivan)
  await there.sees('Вы вошли')
  expect((await there.messages()).some(({ text }) => text?.includes('Номер в Naumen'))).toBe(false)
  expect((await here.messages()).some(({ text }) => text?.includes('Вы вошли'))).toBe(false)
  expect(await Promise.all([answers(product), answers(other)])).toEqual([200, 200])
  expect(await other.stop()).toBe(0)
  expect(await answers(product)).toBe(200)
}, 180_000)

test('wrong variables are named at the start, all at once and without their values', async () => {
  const wrong = {
    TELEGRAM_BOT_TOKEN: 'canary-token',
    NAUMEN_TIME_ZONE: 'Mars/Canary',
    ADMIN_PASSWORD: 'canary',
    SMTP_URL: 'canary://mail',
    NAUMEN_HEADERS: '{canary',
  }
  const refused = await startLauncher(await newFolder(), wrong)
  expect(await refused.exited).not.toBe(0)
  for (const name of Object.keys(wrong)) expect(refused.said()).toContain(name)
  expect(refused.said()).not.toMatch(/canary/i)
  expect(refused.said()).not.toMatch(/^\s+at /m)
})
