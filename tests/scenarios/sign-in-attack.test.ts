import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { atOnce, attackersOf, clockOff, wrongCode } from '../world/attackers'
import { accessKey, token } from '../world/environment'
import { type Phone, textOf } from '../world/phone'
import { until } from '../world/until'
import { addresses, startWorld, type World } from '../world/world'

const alertEmail = 'operator@blago.example'

let world: World
let attack: ReturnType<typeof attackersOf>
/** Every code that was mailed. */
const codes = new Set<string>()
const logs = new Set<string>()

beforeAll(async () => {
  world = await startWorld({
    name: 'sign-in-attack',
    env: { ALERT_EMAIL: alertEmail, LOG_LEVEL: 'trace' },
  })
  attack = attackersOf(world)
  await attack.modelChat()
})
beforeEach(async () => {
  await attack.checksAreDone()
  await attack.forgetEverything()
  logs.add(world.worker().log)
})
afterAll(() => world?.stop())

/** Types an address and gives the code that was mailed because of it. */
async function codeFor(phone: Phone, address: string) {
  const code = await world.codeAfter(address, () => phone.types(address))
  codes.add(code)
  await phone.sees('Если адрес')
  return code
}

const refuses = 'Код не подошёл'
const dead = 'больше не действует'
const tooManyFailures = 'Слишком много неверных кодов'
const tooManyMails = 'Кодов запрошено слишком много'

/** Wrong codes one after the other; the last answer tells how it ended. */
async function guesses(phone: Phone, times: number, last: string) {
  for (let n = 1; n < times; n++) await phone.asks('1111 1111', refuses)
  await phone.asks('1111 1111', last)
}

const signedInChats = () =>
  world.rows<{ chat: number; email: string }>(
    `SELECT chat_id::float8 AS chat, email FROM users WHERE state = 'active'`,
  )

describe('guessing', () => {
  test('five tries a code, ten a day for an account, and a new code brings no new tries', async () => {
    const phone = await attack.stranger()
    await codeFor(phone, addresses.maria)
    await guesses(phone, 5, dead)
    await attack.timePasses('2 minutes')
    await codeFor(phone, addresses.maria)
    await guesses(phone, 5, dead)
    await attack.timePasses('2 minutes')
    for (const address of [addresses.maria, addresses.ivan, addresses.nobody])
      await phone.asks(address, tooManyFailures)
    expect(await attack.failuresOf('chat_id', phone.person)).toBe(10)
    await attack.timePasses('24 hours')
    await codeFor(phone, addresses.maria)
    expect(await signedInChats()).toEqual([])
  })

  test('fifty a day for an address, however many accounts try: then not even the right code', async () => {
    const first = await attack.stranger()
    const right = await codeFor(first, addresses.maria)
    const others = await Promise.all(Array.from({ length: 5 }, () => attack.stranger()))
    for (const round of [1, 2])
      for (const phone of others) {
        await attack.timePasses('62 minutes')
        await codeFor(phone, addresses.maria)
        await guesses(phone, 5, dead)
        // The mails' own limit is tried elsewhere
        if (round === 2) await world.rows(`DELETE FROM sign_in_events WHERE kind = 'mail'`)
      }
    expect(await attack.failuresOf('address', addresses.maria)).toBe(50)
    await first.asks(right, tooManyFailures)
    await (await attack.stranger()).asks(addresses.maria, tooManyFailures)
    // Nobody else is kept out by it
    await codeFor(await attack.stranger(), addresses.ivan)
    expect(await signedInChats()).toEqual([])
  })

  test('of fifty guesses sent at once five are compared, and the right code comes too late', async () => {
    const phone = await attack.stranger()
    const right = await codeFor(phone, addresses.maria)
    const all = Array.from({ length: 50 }, (_, n) => `2${String(n).padStart(7, '0')}`)
    await atOnce(all, (code) => phone.types(code), 50)
    await phone.types(right)
    // The last of all to be answered, and the only one without a complaint
    await phone.types('/start')
    await until('all guesses to be answered', async () => {
      const text = textOf((await phone.last()) ?? { id: 0, from: 'bot' })
      return text.includes('рабочий e-mail') && !text.includes('не похоже')
    })
    expect(await attack.failuresOf('chat_id', phone.person)).toBe(5)
    expect(await attack.challengeOf(phone.person)).toMatchObject({ state: 'void', tries: 5 })
    expect(await signedInChats()).toEqual([])
  })
})

describe('somebody else’s code', () => {
  test('opens nothing in another chat, though that chat asked for the same address', async () => {
    const [owner, thief] = [await attack.stranger(), await attack.stranger()]
    const code = await codeFor(owner, addresses.maria)
    await attack.timePasses('2 minutes')
    const other = await codeFor(thief, addresses.maria)
    await thief.asks(code, refuses)
    await owner.asks(other, refuses)
    expect(await attack.failuresOf('chat_id', thief.person)).toBe(1)
    expect(await signedInChats()).toEqual([])
  })

  test('an older code of the same chat opens nothing and counts as a try', async () => {
    const phone = await attack.stranger()
    const old = await codeFor(phone, addresses.maria)
    await attack.timePasses('2 minutes')
    await codeFor(phone, addresses.maria)
    await phone.asks(old, refuses)
    expect(await attack.challengeOf(phone.person)).toMatchObject({ state: 'open', tries: 1 })
  })

  test('a button’s press made up by hand asks for nothing', async () => {
    const phone = await attack.stranger()
    const before = (await world.mails(addresses.maria)).length
    await codeFor(phone, addresses.maria)
    const screen = await phone.sees('Если адрес')
    for (const data of ['a:999:resend', 'try-code', 'a:1:try-code', `a:0:agree`, '/home'])
      await phone.pressesData(screen.id, data, true)
    await phone.asks('/start', 'рабочий e-mail')
    await attack.checksAreDone()
    expect((await world.mails(addresses.maria)).length).toBe(before + 1)
    expect(await signedInChats()).toEqual([])
  })
})

describe('floods of mails', () => {
  const asksTimes = async (times: number, who: (n: number) => Promise<[Phone, string]>) => {
    for (let n = 0; n < times; n++) {
      const [phone, address] = await who(n)
      await phone.asks(address, 'Если адрес')
      await attack.timePasses('61 seconds')
    }
  }
  const killAndRestart = async () => {
    // What was under way is taken up again later, and is not what is asked here
    await attack.checksAreDone()
    await world.worker().kill()
    await world.startWorker()
    logs.add(world.worker().log)
  }

  test('an address gets five codes an hour and ten a day, whoever asks, also after a crash', async () => {
    const anybody = async (): Promise<[Phone, string]> => [await attack.stranger(), addresses.maria]
    await asksTimes(5, anybody)
    await (await attack.stranger()).asks(addresses.maria, tooManyMails)
    await killAndRestart()
    await (await attack.stranger()).asks(addresses.maria, tooManyMails)
    await attack.timePasses('1 hour')
    await asksTimes(5, anybody)
    await attack.timePasses('2 hours')
    await (await attack.stranger()).asks(addresses.maria, tooManyMails)
    await attack.timePasses('24 hours')
    await (await attack.stranger()).asks(addresses.maria, 'Если адрес')
  })

  test('an account may ask five times an hour and ten a day, for whomever it asks', async () => {
    const phone = await attack.stranger()
    const someone = async (n: number): Promise<[Phone, string]> => [
      phone,
      `someone${n}@blago.example`,
    ]
    await asksTimes(5, someone)
    await phone.asks(addresses.maria, tooManyMails)
    await attack.timePasses('1 hour')
    await asksTimes(5, (n) => someone(n + 5))
    await attack.timePasses('2 hours')
    await phone.asks(addresses.maria, tooManyMails)
    await attack.timePasses('24 hours')
    await phone.asks(addresses.maria, 'Если адрес')
  })

  test('a minute must pass between two codes, also when the button is hammered', async () => {
    const phone = await attack.stranger()
    const before = (await world.mails(addresses.maria)).length
    await codeFor(phone, addresses.maria)
    const { id, keyboard } = await phone.sees('Если адрес')
    const data = keyboard?.flat()[0]?.data ?? ''
    await atOnce(Array.from({ length: 20 }), () => phone.pressesData(id, data, true))
    await phone.sees('можно запросить через')
    await phone.asks(addresses.maria, 'можно запросить через')
    await attack.checksAreDone()
    expect((await world.mails(addresses.maria)).length).toBe(before + 1)
  })
})

describe('the clock of our machine', () => {
  test.each([2, -2])('being %i h off changes nothing of a code’s life', async (hours) => {
    await world.worker().stop()
    await world.startWorker(undefined, clockOff(hours))
    const [early, late] = [await attack.stranger(), await attack.stranger()]
    const code = await codeFor(late, addresses.maria)
    await world.rows(
      `UPDATE sign_in_challenges SET expires_at = now() - interval '1 second' WHERE chat_id = $1`,
      [late.person],
    )
    await late.asks(code, dead)
    await attack.timePasses('2 minutes')
    const fresh = await codeFor(early, addresses.maria)
    const [mail] = await world.mails(addresses.maria)
    const [life] = await world.rows<{ until: string; left: number }>(
      `SELECT to_char(expires_at AT TIME ZONE 'Europe/Moscow', 'HH24:MI') AS until,
         extract(epoch FROM expires_at - now())::float8 AS left
       FROM sign_in_challenges WHERE chat_id = $1`,
      [early.person],
    )
    expect(mail?.text).toContain(`до ${life?.until}`)
    expect(life?.left).toBeGreaterThan(540)
    expect(life?.left).toBeLessThanOrEqual(600)
    await early.asks(fresh, 'Вы вошли')
    await early.asks('/my', /Заявок пока нет|прежние заявки/)
    expect(loggedHoursOff()).toBeCloseTo(hours, 1)
    await early.asks('/logout', 'Вы вышли')
  })

  /** How far off the worker's own clock was when it last wrote to its log. */
  const loggedHoursOff = () => {
    const last = readFileSync(world.worker().log, 'utf8').trim().split('\n').at(-1) ?? ''
    const { time } = JSON.parse(last) as { time: string }
    return (Date.parse(time) - Date.now()) / 3_600_000
  }
})

describe('the right code', () => {
  test('sent twenty times at once to two workers, lets one person in once', async () => {
    await world.worker().stop()
    await Promise.all([world.startWorker(), world.startWorker(['bot'])])
    const phone = await attack.stranger('Мария')
    const code = await codeFor(phone, addresses.maria)
    await atOnce(Array.from({ length: 20 }), () => phone.types(code))
    await phone.sees('Вы вошли, Мария')
    await phone.asks('/my', /Заявок пока нет|прежние заявки/)
    expect(await signedInChats()).toEqual([{ chat: phone.person, email: addresses.maria }])
    expect(await attack.challengeOf(phone.person)).toMatchObject({ state: 'used', tries: 1 })
    expect(await attack.failuresOf('chat_id', phone.person)).toBe(0)
    // What came too late is no request
    const [chat] = await world.rows<{ dialog: unknown; saved: unknown }>(
      'SELECT dialog, saved_draft AS saved FROM bot_chats WHERE chat_id = $1',
      [phone.person],
    )
    expect(chat).toEqual({ dialog: null, saved: null })
  })
})

describe('what is secret', () => {
  test('a code typed at the wrong question is not kept', async () => {
    const phone = await attack.stranger()
    const code = await codeFor(phone, addresses.ivan)
    await phone.presses('Другой адрес')
    await phone.asks(code, 'не похоже на адрес')
    expect(await placesOf([code, code.replace(' ', '')])).toEqual([])
  })

  test('stands in no table and in no log: codes, the token, the key, PAYLOAD_SECRET', async () => {
    expect(codes.size).toBeGreaterThan(20)
    const secret = [token, accessKey, world.env.PAYLOAD_SECRET ?? '', wrongCode()]
    const words = [...codes].flatMap((code) => [code, code.replace(' ', '')])
    // The canary itself must be one that would be found
    expect(await placesOf([addresses.maria])).not.toEqual([])
    expect(await placesOf([...secret, ...words])).toEqual([])
    const lines = [...logs].map((log) => readFileSync(log, 'utf8')).join('\n')
    expect(lines).toContain('Ready')
    expect([...secret, ...words].filter((word) => hasWord(lines, word))).toEqual([])
  })
})

/** Not as a part of a longer number or id. */
const hasWord = (text: string, word: string) =>
  new RegExp(`(?<![\\w.-])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`).test(text)

/** Tables in which one of the words stands, whatever the column. */
async function placesOf(words: string[]): Promise<string[]> {
  const tables = await world.rows<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  )
  expect(tables.length).toBeGreaterThan(20)
  const found: string[] = []
  for (const { name } of tables) {
    const rows = await world.rows<{ row: string }>(`SELECT t::text AS row FROM ${name} AS t`)
    const text = rows.map(({ row }) => row).join('\n')
    for (const word of words) if (hasWord(text, word)) found.push(`${name}: ${word}`)
  }
  return found
}
