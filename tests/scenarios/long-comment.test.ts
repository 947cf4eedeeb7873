import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Bubble, Phone } from '../world/phone'
import { until } from '../world/until'
import { addresses, people, startWorld, type World } from '../world/world'

const pictures = 15
const minute = 60_000

let world: World
let maria: Phone
let serviceCall: string

beforeAll(async () => {
  world = await startWorld({ name: 'long-comment', env: { NAUMEN_POLL_SECONDS: '1' } })
  await world.categoriesArePulled()
  maria = world.phone(people.maria)
  await world.signIn(maria, addresses.maria)
  await maria.presses('Создать заявку')
  await maria.presses('Компьютер и оргтехника')
  await maria.presses('Принтеры')
  await maria.presses('Не печатает')
  await maria.types('Как настроить печать?')
  await maria.presses('Далее')
  await maria.presses('Отправить')
  await maria.sees('Номер в Naumen')
  serviceCall = (await world.tickets())[0]?.uuid ?? ''
})

afterAll(() => world?.stop())

const paragraphs = (word: string) =>
  Array.from({ length: 600 }, (_, at) => `${word} ${at + 1}. `.padEnd(99, 'подробности '))

async function longComment(word: string) {
  const form = new FormData()
  form.set('text', paragraphs(word).join('<br>'))
  for (let at = 0; at < pictures; at++) {
    const size = { width: 200 + at, height: 100 }
    const png = sharp({ create: { ...size, channels: 3, background: '#2b5d8a' } }).png()
    form.append('file', new Blob([new Uint8Array(await png.toBuffer())]), `снимок ${at + 1}.png`)
  }
  await world.naumen.post(`/tickets/${serviceCall}/comment`, form)
}

type Seen = Bubble & { photo?: { width: number }; document?: { url: string; size: number } }

/** Everything of that comment on the phone, once it is all there. */
const arrivedWhole = (after: number) =>
  until(
    'the long comment with its pictures',
    async () => {
      const fresh = ((await maria.fromBot()) as Seen[]).filter(({ id }) => id > after)
      const photos = fresh.filter(({ photo }) => photo)
      const [untold] = await world.rows('SELECT id FROM ticket_events WHERE told_at IS NULL')
      return photos.length >= pictures && !untold && fresh
    },
    2 * minute,
    100,
  )

async function expectWhole(fresh: Seen[], word: string) {
  expect(fresh.flatMap(({ photo }) => photo?.width ?? [])).toEqual(
    Array.from({ length: pictures }, (_, at) => 200 + at),
  )
  const parts = fresh.filter(({ text }) => text?.includes(`${word} `))
  const numbers = parts.flatMap(({ text = '' }) =>
    [...text.matchAll(new RegExp(`^${word} (\\d+)\\.`, 'gm'))].map(([, number]) => Number(number)),
  )
  expect(numbers).toEqual(numbers.map((_, at) => at + 1))
  const [whole, ...others] = fresh.flatMap(({ document }) => document ?? [])
  expect(others).toEqual([])
  if (!whole) return expect(numbers).toHaveLength(600)
  const bytes = await world.telegram.bytes(whole.url.replace('/control', ''))
  expect(sha256(bytes.toString().replace(/^\ufeff/, ''))).toBe(sha256(paragraphs(word).join('\n')))
}

const sha256 = (text: string) =>
  createHash('sha256').update(text.replaceAll(/\s+/g, ' ').trim()).digest('hex')

async function timed<T>(what: string, act: () => Promise<T>): Promise<T> {
  const begun = performance.now()
  const result = await act()
  console.log(`${what}: ${((performance.now() - begun) / 1000).toFixed(2)} s`)
  return result
}

const lastOn = async (phone: Phone) => (await phone.messages()).at(-1)?.id ?? 0

test(
  'a comment of 60,000 characters with 15 pictures arrives whole and in order',
  async () => {
    const before = await lastOn(maria)
    await longComment('Шаг')
    const fresh = await timed('60,000 characters, 15 pictures', () => arrivedWhole(before))
    await expectWhole(fresh, 'Шаг')
  },
  3 * minute,
)

test(
  'so it does when Telegram fails in the middle of it, and nothing comes twice',
  async () => {
    const before = await lastOn(maria)
    await world.telegram.post('/faults', { method: 'sendMediaGroup', kind: '500', times: 2 })
    await world.telegram.post('/faults', { method: 'sendMediaGroup', kind: 'drop' })
    await world.telegram.post('/faults', { method: 'sendDocument', kind: '429', retryAfter: 1 })
    await longComment('Дело')
    await maria.sees(/Дело 1\./, minute)
    await world.telegram.post('/down')
    const { up } = await world.telegram.get<{ up: boolean }>('/health')
    expect(up).toBe(false)
    await world.telegram.post('/up')
    const fresh = await timed('the same under faults', () => arrivedWhole(before))
    await expectWhole(fresh, 'Дело')
  },
  3 * minute,
)
