import { setTimeout as pause } from 'node:timers/promises'
import type { Control } from '../world/control'
import { until } from '../world/until'
import type { World } from '../world/world'
import { type History, noted, type Person, type Refusal } from './history'
import type { Random } from './random'

type Outside = { world: World; history: History; random: Random }

const naumenFaults = [
  ...['dropAfterCommit', '500afterCommit', 'drop', 'badJson', '500', '502', 'html'],
  ...['slow', 'lateCommit', 'hang'],
]
const telegramFaults = ['429', '500', '502html', 'drop', 'dropAfter', 'hang']
const mailboxFaults = ['450', 'dropAfterData', 'hang']

/** Away, slow, cut off, answering with pages: all that passes by itself. */
export function disturbNaumen({ world, history, random }: Outside) {
  if (random.chance(0.25)) return away(history, 'Naumen', world.naumen, random)
  const kind = random.of(naumenFaults)
  // Shorter than two rests of a write of unknown end, as in life
  const fault = { kind, path: random.of(['', 'create-m2m', 'add-file']), ms: 1500, times: 2 }
  return during(history, `Naumen: ${kind}`, world.naumen, fault, random)
}

export function disturbTelegram({ world, history, random }: Outside) {
  if (random.chance(0.2)) return away(history, 'Telegram', world.telegram, random)
  const kind = random.of(telegramFaults)
  const fault = { kind, method: '*', times: random.between(1, 5), retryAfter: 1 }
  return during(history, `Telegram: ${kind}`, world.telegram, fault, random)
}

export function disturbMail({ world, history, random }: Outside) {
  const kind = random.of(mailboxFaults)
  return during(history, `Mail: ${kind}`, world.mailbox, { kind, times: 2 }, random)
}

function during(history: History, what: string, server: Control, fault: object, random: Random) {
  return noted(history, what, async () => {
    await server.post('/faults', fault)
    await pause(random.between(1000, 4000))
    await server.remove('/faults')
    // What hangs is cut off, or the product’s own patience of 30 s ends it
    if (!what.endsWith('hang') || what.startsWith('Mail') || random.chance(0.5)) return
    await server.post('/down')
    await server.post('/up')
  })
}

function away(history: History, who: string, server: Control, random: Random) {
  return noted(history, `${who} is away`, async () => {
    await server.post('/down')
    await pause(random.between(1000, 4000))
    await server.post('/up')
  })
}

/** Our key is not taken for a while: nobody hammers, and when it is taken again all goes on. */
export function refuseKey({ world, history, random }: Outside) {
  const kind = random.of(['401', 'badKey'])
  return noted(history, `Naumen: ${kind}`, async () => {
    await world.naumen.post('/faults', { kind, times: -1 })
    await until('the lane to shut', () => shutLane(world), 15_000, 200).catch(() => false)
    await world.naumen.remove('/faults')
    await letMinutesPass(world)
  })
}

const shutLane = async ({ rows }: World) =>
  (await rows('SELECT FROM naumen_lane WHERE reason IS NOT NULL')).length > 0

/** The five minutes of a shut lane, and those its tickets wait for it. */
export async function letMinutesPass({ rows }: World) {
  await rows(`UPDATE naumen_lane SET closed_until = now() WHERE closed_until > now()`)
  await rows(`UPDATE pgboss.job SET start_after = now() WHERE name = 'hand-over-ticket'
    AND state IN ('created', 'retry') AND start_after > now()`)
}

/** Naumen says no, for good: 400 or 403 to a call or two. */
export function naumenSaysNo({ world, history, random }: Outside) {
  const kind = random.of(['400', '403'])
  const fault = { kind, path: random.of(['create-m2m', 'add-file', 'find/serviceCall']), times: 1 }
  return noted(history, `Naumen: ${kind}`, async () => {
    const before = await callsOfNaumen(world)
    const since = Math.max(0, ...before.map(({ n }) => n))
    await world.naumen.post('/faults', fault)
    await pause(random.between(2000, 4000))
    await world.naumen.remove('/faults')
    const refused = (await callsOfNaumen(world, since)).filter((call) => call.fault === kind)
    history.refusals.push(
      ...refused.map(({ path, body }) => ({ by: 'Naumen', path, body: asText(body) }) as const),
    )
  })
}

type NaumenCall = { n: number; path: string; body: unknown; fault?: string }
const callsOfNaumen = ({ naumen }: World, since = 0) =>
  naumen.get<NaumenCall[]>(`/calls?since=${since}`)
const asText = (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body))

const noes = [
  { kind: '403' },
  { kind: '400', description: 'Bad Request: chat not found' },
  { kind: '400', description: "Bad Request: can't parse entities: Unsupported start tag" },
  { kind: '400', description: 'Bad Request: BUTTON_DATA_INVALID' },
]

/** Telegram says no, for good, to a few calls for one person, or to the reading of a file. */
export function telegramSaysNo({ world, history, random }: Outside) {
  const someone = random.of(signedIn(history))
  const no = random.of(noes)
  const toOne = { ...no, method: '*', chatId: someone?.id, times: random.between(1, 2) }
  const toFile = { ...no, method: random.of(['getFile', 'downloadFile']) }
  const fault = someone && random.chance(0.7) ? toOne : toFile
  return noted(history, `Telegram: ${no.kind}`, async () => {
    const since = Math.max(0, ...(await callsOfTelegram(world)).map(({ n }) => n))
    await world.telegram.post('/faults', fault)
    await pause(random.between(2000, 4000))
    await world.telegram.remove('/faults')
    const calls = await callsOfTelegram(world, since)
    history.refusals.push(...calls.filter(wasRefused).map(refusalOf))
  })
}

const signedIn = ({ people }: History): (Person | undefined)[] => {
  const found = people.filter(({ stories }) => stories.length)
  return found.length ? found : [undefined]
}

type TelegramCall = { n: number; method: string; chatId?: number; error?: string; status?: number }
const callsOfTelegram = ({ telegram }: World, since = 0) =>
  telegram.get<TelegramCall[]>(`/calls?since=${since}`)
const wasRefused = ({ error, method, status }: TelegramCall) =>
  /^fault: 40[03]$/.test(error ?? '') ||
  (method === 'downloadFile' && [400, 403].includes(status ?? 0))
const refusalOf = ({ method, chatId }: TelegramCall): Refusal => ({
  by: 'Telegram',
  method,
  chat: chatId ?? null,
})
