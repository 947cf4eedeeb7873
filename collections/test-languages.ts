import { beforeAll, expect } from 'vitest'
import type { Admin } from '../src/payload-types'
import { type Answered, createAdmin, signIn } from './panel-rest'
import { ask, payload } from './test-panel'

const cyrillic = /\p{Script=Cyrillic}/u
type Request = { body?: unknown; form?: FormData; method?: string; cookie?: string | null }
type Language = 'ru' | 'en'
export type Asks = [path: string, request?: Request]

/** Who asks, unless somebody else is named. */
export let boss: Admin
export let cookie: string

beforeAll(async () => {
  boss = await createAdmin(payload, { role: 'administrator' })
  cookie = await signIn(payload, boss.email)
})

/** In a language as the panel's own forms ask for it. */
const asked = (language: Language, [path, { cookie: own, ...request } = {}]: Asks) =>
  ask(path, {
    ...request,
    cookie: own === null ? undefined : (own ?? cookie),
    headers: { 'accept-language': language },
  })

/** Asked twice; nothing of it may have done anything, so that the second is told the same. */
export async function toldInBoth(
  asks: () => Asks | Promise<Asks>,
): Promise<Record<Language, Answered>> {
  const en = await asked('en', await asks())
  const ru = await asked('ru', await asks())
  expect(ru.status, ru.text).toBe(en.status)
  expect(en.text).not.toMatch(cyrillic)
  expect(ru.text).toMatch(cyrillic)
  expect(en.text).not.toMatch(/Something went wrong|Internal/)
  return { en, ru }
}

export async function refusedInBoth(asks: () => Asks | Promise<Asks>) {
  const { en } = await toldInBoth(asks)
  expect(en.status).toBeGreaterThanOrEqual(400)
  expect(en.status).toBeLessThan(500)
}
