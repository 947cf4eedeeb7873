import { afterAll, beforeAll, expect, test } from 'vitest'
import { askCode, tryCode } from '../../bot/sign-in/challenge'
import type { World } from '../../bot/world'
import { inTransaction } from '../../src/database/transaction'
import { limits, signInCode, signInKey } from '../../src/domain/sign-in'
import { type JobsWorld, startJobsWorld } from '../faults/jobs-world'

// The inbox lets one person's updates through one by one. Here it is not there: the database alone
// must hold the line, as it would with an inbox that is wrong.
let world: JobsWorld
const key = signInKey('a-payload-secret-that-only-tests-know')
const settings = { signInKey: key, alertEmail: null }

beforeAll(async () => {
  world = await startJobsWorld()
})
afterAll(() => world?.stop())

const inChat = <T>(chat: number, act: (world: World) => Promise<T>) =>
  inTransaction(world.deps.payload, (tx) =>
    act({ tx, queue: world.deps.queue, chat: { id: chat }, settings } as unknown as World),
  )

const asks = (chat: number, address: string) =>
  inChat(chat, (bot) => askCode(bot, { address, typed: address }))

/** A chat with an open challenge, confirmed by Naumen, and its right code. */
async function challenged(chat: number, address: string) {
  const asked = await asks(chat, address)
  if (!('challenge' in asked)) throw new Error('No code was granted')
  const [row] = await world.rows<{ nonce: string }>(
    `UPDATE sign_in_challenges SET employee = '{"uuid":"employee$1"}' WHERE id = $1 RETURNING nonce`,
    [asked.challenge],
  )
  const code = signInCode(key, { nonce: row?.nonce ?? '', chat: String(chat), address })
  return { id: asked.challenge, code }
}

const tries = (chat: number, id: string, code: string) =>
  inChat(chat, (bot) => tryCode(bot, id, code))

const wrongOf = (code: string) => (code === '11111111' ? '22222222' : '11111111')
const together = <T>(size: number, act: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: size }, (_, n) => act(n)))

test('the right code lets in once, though twenty transactions bring it at once', async () => {
  const { id, code } = await challenged(1, 'one@blago.example')
  const answers = await together(20, () => tries(1, id, code))
  expect(answers.filter((answer) => 'employee' in answer)).toHaveLength(1)
})

test('five of fifty wrong codes are compared, though fifty transactions bring them at once', async () => {
  const { id, code } = await challenged(2, 'two@blago.example')
  await together(50, () => tries(2, id, wrongOf(code)))
  const [row] = await world.rows(
    `SELECT tries, state, (SELECT count(*)::int FROM sign_in_events
       WHERE kind = 'failure' AND chat_id = 2) AS failures
     FROM sign_in_challenges WHERE id = $1`,
    [id],
  )
  expect(row).toEqual({ tries: limits.triesPerCode, state: 'void', failures: limits.triesPerCode })
  expect(await tries(2, id, code)).not.toHaveProperty('employee')
})

test('a right code among wrong ones never lets in after the fifth', async () => {
  const { id, code } = await challenged(3, 'three@blago.example')
  const answers = await together(30, (n) => tries(3, id, n === 20 ? code : wrongOf(code)))
  const [row] = await world.rows<{ tries: number; state: string }>(
    'SELECT tries, state FROM sign_in_challenges WHERE id = $1',
    [id],
  )
  const isIn = answers.some((answer) => 'employee' in answer)
  expect(row?.state).toBe(isIn ? 'used' : 'void')
  expect(row?.tries).toBeLessThanOrEqual(limits.triesPerCode)
})

test('twenty chats asking for one address at once are granted one mail', async () => {
  const answers = await together(20, (n) => asks(100 + n, 'four@blago.example'))
  expect(answers.filter((answer) => 'challenge' in answer)).toHaveLength(1)
})

test('one chat asking for twenty addresses at once is granted one mail', async () => {
  const answers = await together(20, (n) => asks(200, `five${n}@blago.example`))
  expect(answers.filter((answer) => 'challenge' in answer)).toHaveLength(1)
})
