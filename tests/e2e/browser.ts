import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Page,
  type Request,
} from 'playwright-core'
import { findChromium } from '../../src/bootstrap/chromium.mjs'
import { output } from './installation'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--no-first-run',
]
/** E2E_SLOWER=4: pages run as on a machine so much slower, to find tests that are too hasty. */
const timesSlower = Number(process.env.E2E_SLOWER ?? 1)
const patience = 20_000 * timesSlower

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: findChromium(), headless: true, args: flags })

/** A window of a Russian; everything that goes wrong in its pages is added to `trouble`. */
export async function openWindow(browser: Browser, origin: string, trouble: string[] = []) {
  const context: BrowserContext = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    permissions: ['clipboard-read', 'clipboard-write'],
    baseURL: origin,
  })
  context.setDefaultTimeout(patience)
  context.on('page', (page) => watch(page, trouble))
  if (timesSlower > 1) context.on('page', (page) => void slowDown(context, page))
  return { context, trouble }
}

async function slowDown(context: BrowserContext, page: Page) {
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: timesSlower })
}

function watch(page: Page, trouble: string[]) {
  page.on('pageerror', (error) => trouble.push(`error: ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      trouble.push(`console: ${message.text()} (${message.location().url})`)
  })
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? 'unknown'
    if (why === 'net::ERR_ABORTED' && isTakenBack(request)) return
    trouble.push(`failed: ${request.method()} ${request.url()} ${why}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400)
      trouble.push(`${response.status()}: ${response.request().method()} ${response.url()}`)
  })
}

// A page one leaves gives up what it was still fetching; Payload takes back its check of a form when the
// next keystroke asks again, and its question who may do what when the document changes.
const isTakenBack = (request: Request) =>
  request.method() === 'GET' ||
  'next-action' in request.headers() ||
  /\/api\/[a-z-]+\/access\//.test(request.url())

/** Into the documentation when asked for, else where the tests leave their traces. */
export const takePicture = (page: Page, name: string) =>
  pictureInto(
    process.env.PICTURES === 'true' ? resolve(import.meta.dirname, '../../docs/pictures') : output,
    page,
    name,
  )

/** For whoever wants to look on: into the folder STORY_PICTURES, or nowhere. */
export async function showPicture(page: Page, name: string) {
  const folder = process.env.STORY_PICTURES
  if (folder) await pictureInto(folder, page, name)
}

async function pictureInto(folder: string, page: Page, name: string) {
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
}
