import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signInSteps } from '../../bot/sign-in'
import { createSignInLookup } from '../../jobs/sign-in-lookup'
import { isOneAddress } from '../../src/domain/mail'
import { type JobsWorld, startJobsWorld } from '../faults/jobs-world'
import { atOnce } from '../world/attackers'
import { oddAddresses } from '../world/odd-addresses'

let world: JobsWorld

/** Who is in Naumen, besides those seeded. */
const people = [
  { email: 'kira.sokolova@blago.example', login: 'kira.sokolova' },
  { email: 'twin@blago.example', login: 'twin' },
  { email: 'twin@blago.example', login: 'twin@blago.example' },
  { email: 'Big.Letters@Blago.Example', login: 'Big.Letters' },
  { email: 'plain@blago.example', login: 'somebody.else' },
  { email: 'one@blago.example,thief@evil.example', login: 'one' },
]
const real = [
  'ivan.petrov@blago.example',
  'm.sidorova@blago.example',
  'a.kuznetsov@blago.example',
  'o.smirnova@blago.example',
  'kira.sokolova@blago.example',
  'twin@blago.example',
  'big.letters@blago.example',
  'plain@blago.example',
  'one@blago.example',
]
/** One live employee each, whose login agrees: nobody else may ever be mailed. */
const mayBeMailed = [
  'ivan.petrov@blago.example',
  'm.sidorova@blago.example',
  'kira.sokolova@blago.example',
  'Big.Letters@Blago.Example',
]

beforeAll(async () => {
  world = await startJobsWorld()
  for (const person of people)
    await world.naumen.post('/employees', { lastName: 'Некто', firstName: 'Кто', ...person })
})
afterAll(() => world?.stop())

const facts = { say: (name: string) => name, consent: { required: false, version: '' } }

/** The dialog's own step and the job after it; null when no mail would be made. */
async function mailedTo(typed: string): Promise<string | null> {
  const next = signInSteps.address?.accept({}, { kind: 'text', text: typed }, facts, {
    message: 1,
    edited: false,
  })
  if (next?.act?.kind !== 'ask-code') return null
  const id = randomUUID()
  await world.rows(
    `INSERT INTO sign_in_challenges (id, chat_id, address, typed, nonce, expires_at)
     VALUES ($1, 1, $2, $3, 'nonce', now() + interval '10 minutes')`,
    [id, next.act.address, next.act.typed],
  )
  const tellOutage = () => Promise.reject(new Error('Naumen is not away'))
  await createSignInLookup({ ...world.deps, loginRule: 'match', tellOutage })({ challenge: id })
  const [row] = await world.rows<{ email: string | null }>(
    `SELECT employee->>'email' AS email FROM sign_in_challenges WHERE id = $1`,
    [id],
  )
  return row?.email ?? null
}

test('of 5,000 odd addresses each leads to one employee’s own address, or to nobody', async () => {
  const mailed = new Map<string, number>()
  const wrong: string[] = []
  await atOnce(
    oddAddresses(real, 5000),
    async (typed) => {
      const to = await mailedTo(typed)
      if (to === null) return
      mailed.set(to, (mailed.get(to) ?? 0) + 1)
      // Written by a rule of its own: plain ASCII, the same but for capitals
      const same = /^[!-~]+$/.test(typed.trim()) && typed.trim().toLowerCase() === to.toLowerCase()
      if (!same || !mayBeMailed.includes(to) || !isOneAddress(to)) wrong.push(`${typed} → ${to}`)
    },
    8,
  )
  expect(wrong).toEqual([])
  // Some of the list are right, so that the test can't pass by mailing nobody
  expect([...mailed.keys()]).toEqual(expect.arrayContaining(mayBeMailed.slice(0, 3)))
  expect([...mailed.values()].reduce((sum, count) => sum + count)).toBeGreaterThan(200)
})

test('a right address is understood with any capitals and with blanks around it', async () => {
  for (const typed of ['Ivan.Petrov@BLAGO.example', '  ivan.petrov@blago.example\n'])
    expect(await mailedTo(typed)).toBe('ivan.petrov@blago.example')
})
