import { afterAll, beforeAll, expect, test } from 'vitest'
import { readFigures } from '../../src/app/(payload)/api/metrics/gauges'
import { atOnce, attackersOf } from '../world/attackers'
import { accessKey, token } from '../world/environment'
import { type Latencies, median, rankSum } from '../world/latencies'
import { oddAddresses } from '../world/odd-addresses'
import { until } from '../world/until'
import { addresses, people, startWorld, type World } from '../world/world'

const alertEmail = 'operator@blago.example'
const perKind = 100
const rounds = 3
/** RISKS §8.5 */
const mostApart = 20

const kinds = ['known', 'dismissed', 'locked', 'unknown'] as const
type Kind = (typeof kinds)[number]
/** `address` stands in the answer: all are of one length. */
type Caller = { person: number; kind: Kind; address: string }

/** Block by block in every order there is, so that what one leaves behind disturbs all alike. */
const orders = [...kinds.keys()].flatMap((a) =>
  [...kinds.keys()].flatMap((b) =>
    [...kinds.keys()]
      .map((c) => [a, b, c, 6 - a - b - c])
      .filter((order) => new Set(order).size === kinds.length),
  ),
)
const kindAt = (n: number): Kind => {
  const order = orders[Math.floor(n / kinds.length) % orders.length]
  return kinds[order?.[n % kinds.length] ?? 0] ?? 'unknown'
}

let world: World
let attack: ReturnType<typeof attackersOf>
let callers: Caller[]

beforeAll(async () => {
  world = await startWorld({ name: 'sign-in-crowd', env: { ALERT_EMAIL: alertEmail } })
  attack = attackersOf(world)
  const ids = await attack.crowd(kinds.length * perKind)
  callers = ids.map((person, n) => ({
    person,
    kind: kindAt(n),
    address: `caller${String(n).padStart(4, '0')}@blago.example`,
  }))
  const employees = callers.filter(({ kind }) => kind !== 'unknown')
  await atOnce(employees, ({ kind, address }) =>
    world.naumen.post('/employees', {
      lastName: 'Сотрудников',
      firstName: 'Иван',
      email: address,
      login: address,
      removed: kind === 'dismissed',
      isEmployeeLocked: kind === 'locked',
    }),
  )
})
afterAll(() => world?.stop())

type Call = {
  n: number
  at: string
  method: string
  chatId?: number
  params: Record<string, unknown>
}

let seen = 0
/** What the bot draws for somebody after now. */
async function drawnFor(person: number): Promise<Call> {
  const call = await until(
    `an answer for ${person}`,
    async () =>
      (await world.telegram.get<Call[]>(`/calls?since=${seen}`)).find(
        ({ method, chatId }) => chatId === person && /^(sendMessage|editMessageText)$/.test(method),
      ),
    undefined,
    8,
  )
  seen = Math.max(seen, call.n)
  return call
}

/** What the answer says to anybody: the address and the message's number apart. */
function sameForAll({ method, params }: Call, address: string): string {
  const { chat_id: _, message_id: __, ...said } = params
  return `${method} ${JSON.stringify(said)}`.replaceAll(address, '<address>')
}

async function answerTo({ person, address }: Caller) {
  const typedAt = Date.now()
  await world.telegram.post(`/people/${person}/text`, { text: address })
  const call = await drawnFor(person)
  return { milliseconds: Date.parse(call.at) - typedAt, said: sameForAll(call, address) }
}

// Four hundred answers one after the other, and up to three times that on a busy machine
const patience = { timeout: 5 * 60_000 }

test(
  'the answer is the same to the last byte and takes as long, whoever the address belongs to',
  patience,
  async () => {
    const latencies: Latencies<Kind> = { known: [], dismissed: [], locked: [], unknown: [] }
    const said = new Set<string>()
    const apart = () => {
      const medians = kinds.map((kind) => median(latencies[kind]))
      return Math.max(...medians) - Math.min(...medians)
    }
    // More samples if the machine was busy, never a wider limit
    for (let round = 0; round < rounds && (round === 0 || apart() >= mostApart); round++) {
      if (round > 0) await attack.timePasses('2 minutes')
      for (const caller of callers) {
        const answer = await answerTo(caller)
        latencies[caller.kind].push(answer.milliseconds)
        said.add(answer.said)
      }
    }
    const figures = kinds.map((kind) => {
      const all = latencies[kind]
      const { likelihood } = rankSum(all, latencies.unknown)
      return `${kind}: ${all.length} answers, median ${median(all)} ms, p of rank sum against unknown ${likelihood.toFixed(3)}`
    })
    console.info(figures.join('\n'))
    expect([...said]).toHaveLength(1)
    expect(Math.min(...kinds.map((kind) => latencies[kind].length))).toBeGreaterThanOrEqual(100)
    expect(apart()).toBeLessThan(mostApart)
  },
)

test('only those who work here got a mail, each one for the own address', async () => {
  await attack.checksAreDone()
  const mails = await world.mailbox.get<{ recipients: string[]; subject: string }[]>('/mails')
  const known = callers.filter(({ kind }) => kind === 'known').map(({ address }) => address)
  expect(mails.map(({ recipients }) => recipients.length)).toEqual(mails.map(() => 1))
  expect(new Set(mails.flatMap(({ recipients }) => recipients))).toEqual(new Set(known))
})

test('whatever is typed on a phone for an address is answered, and mails nobody else', async () => {
  const real = [addresses.ivan, addresses.maria, addresses.alexey, addresses.olga]
  await world.mailbox.remove('/mails')
  await attack.typesAll(oddAddresses(real, 60, 7))
  await attack.checksAreDone()
  const mails = await world.mailbox.get<{ recipients: string[] }[]>('/mails')
  expect(mails.length).toBeGreaterThan(0)
  for (const { recipients } of mails)
    expect([[addresses.ivan], [addresses.maria]]).toContainEqual(recipients)
})

test('wrong codes for all of them raise one alarm, sound the same, and throw nobody out', async () => {
  await attack.forgetEverything()
  const ivan = world.phone(people.ivan)
  await world.signIn(ivan, addresses.ivan)
  const hours = new Set([new Date().getUTCHours()])
  const [before] = await world.telegram
    .get<Call[]>(`/calls?since=${seen}`)
    .then((all) => all.slice(-1))
  await atOnce(callers, ({ person }) =>
    world.telegram.post(`/people/${person}/text`, { text: '1111 1111' }),
  )
  await until('all wrong codes to be counted', async () => {
    const [row] = await world.rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM sign_in_events WHERE kind = 'failure'`,
    )
    return row?.count === callers.length
  })
  await attack.checksAreDone()
  hours.add(new Date().getUTCHours())
  const alarms = await world.mails(alertEmail)
  expect(alarms.length).toBeGreaterThan(0)
  expect(alarms.length).toBeLessThanOrEqual(hours.size)
  expect(alarms[0]?.subject).toBe('Много неверных кодов входа')

  const heard = new Set<string>()
  for (const { person, address } of callers) {
    const calls = await until(`the refusal for ${person}`, async () => {
      const all = await world.telegram.get<Call[]>(`/calls?since=${before?.n ?? seen}`)
      const own = all.filter((call) => call.chatId === person && call.method === 'sendMessage')
      return own.length ? own : null
    })
    for (const call of calls) heard.add(sameForAll(call, address))
  }
  expect([...heard]).toHaveLength(1)

  await ivan.asks('/my', /Заявок пока нет|прежние заявки/)
  const users = await world.rows<{ email: string }>(
    `SELECT email FROM users WHERE state = 'active' AND session_expires_at > now()`,
  )
  expect(users).toEqual([{ email: addresses.ivan }])
})

test('what is measured of it holds neither addresses nor secrets', async () => {
  Object.assign(process.env, world.env)
  const { getPayload } = await import('payload')
  const { default: config } = await import('../../payload.config')
  const payload = await getPayload({ config })
  const { register } = await import('prom-client')
  const text = (await readFigures(payload)) + (await register.metrics())
  await payload.destroy()
  expect(text).toContain('blago_users')
  const codes = (await world.mailbox.get<{ text: string }[]>('/mails')).flatMap(
    (mail) => /\b\d{4} \d{4}\b/.exec(mail.text) ?? [],
  )
  expect(codes.length).toBeGreaterThan(0)
  const secret = [token, accessKey, world.env.PAYLOAD_SECRET ?? '', '@blago.example', ...codes]
  expect(secret.filter((word) => text.includes(word))).toEqual([])
})
