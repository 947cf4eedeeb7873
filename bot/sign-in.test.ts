import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answer, Attachment } from '../src/domain/screen'
import { fill, plain } from '../src/domain/text'
import { defaultTexts, type Say } from '../src/domain/texts'
import { encodePress } from '../src/telegram/callback-data'
import { bindPresses } from './dialog'
import { firstSignInStep, type SignInDraft, type SignInFacts, signInSteps } from './sign-in'

const say: Say = (name, values = {}) => fill(defaultTexts[name].text, values)
const facts: SignInFacts = { say, consent: { required: true, version: '2' } }
const press = (press: string): Answer => ({ kind: 'press', press, query: 'q' })
const text = (text: string): Answer => ({ kind: 'text', text })
const at = { message: 1, edited: false }

const answers: fc.Arbitrary<Answer> = fc.oneof(
  fc.constantFrom('agree', 'resend', 'other', '', 'send', '/home', 'c:1').map(press),
  fc
    .oneof(fc.string({ unit: 'binary' }), fc.emailAddress(), fc.stringMatching(/^\d{7,9}$/))
    .map(text),
  fc.record({
    kind: fc.constant('files' as const),
    files: fc.constant<Attachment[]>([]),
    text: fc.string(),
    album: fc.option(fc.string(), { nil: undefined }),
  }),
  fc.constantFrom<Answer>(
    { kind: 'command', name: 'start', payload: '' },
    { kind: 'place', latitude: 1, longitude: 2 },
    { kind: 'contact', name: 'Иван', phone: '+7' },
    { kind: 'unsupported' },
  ),
)

const step = (name: string) => {
  const found = signInSteps[name]
  if (!found) throw new Error(`No step ${name}`)
  return found
}

describe('signing in', () => {
  test('never breaks off, whatever is sent or pressed', () =>
    fc.assert(
      fc.property(
        fc.constantFrom('consent', 'address', 'code'),
        fc.array(answers, { maxLength: 30 }),
        fc.boolean(),
        (start, all, required) => {
          let name: string = start
          let draft: SignInDraft = {}
          const now = { say, consent: { required, version: '2' } }
          for (const answer of all) {
            const next = step(name).accept(draft, answer, now, at)
            name = next.step ?? name
            draft = next.draft
            if (next.act?.kind === 'ask-code') {
              expect(next.act.address).toMatch(/^[^\s@]+@[^\s@]+$/)
              name = 'code'
              draft = { address: next.act.address, challenge: 'challenge' }
            }
            if (next.act?.kind === 'try-code') {
              expect(name).toBe('code')
              expect(next.act.code).toMatch(/^\d{8}$/)
            }
            const screen = bindPresses(step(name).ask(draft, now), 2 ** 40)
            const notes = (next.notes ?? []).map((note) => say(note.text, note.values))
            const shown = plain([...notes, screen.text].join('\n\n'))
            expect(shown.length).toBeGreaterThan(0)
            expect(shown.length).toBeLessThanOrEqual(4096)
            // Only the question for an address has no button: there one types
            if (name !== 'address') expect(screen.rows.flat().length).toBeGreaterThan(0)
            for (const button of screen.rows.flat())
              if ('press' in button) expect(() => encodePress(button.press)).not.toThrow()
          }
        },
      ),
    ))

  test('asks for consent first, and again when its text has changed', () => {
    expect(firstSignInStep(facts, null)).toBe('consent')
    expect(firstSignInStep(facts, '1')).toBe('consent')
    expect(firstSignInStep(facts, '2')).toBe('address')
    expect(firstSignInStep({ ...facts, consent: { required: false, version: '2' } }, null)).toBe(
      'address',
    )
  })

  test('takes no address before «Согласен», and keeps which version was agreed to', () => {
    const typed = step('consent').accept({}, text('ivan@company.ru'), facts, at)
    expect(typed).toEqual({ draft: {}, notes: [{ text: 'useButtons' }] })
    const agreed = step('consent').accept({}, press('agree'), facts, at)
    expect(agreed).toEqual({ draft: { consent: '2' }, step: 'address' })
  })

  test('lets a person correct the address while waiting for the code', () => {
    const draft = { address: 'ivna@company.ru', challenge: '1' }
    const corrected = step('code').accept(draft, text('Ivan@Company.ru'), facts, at)
    expect(corrected.act).toMatchObject({ kind: 'ask-code', address: 'ivan@company.ru' })
    expect(step('code').accept(draft, press('other'), facts, at).step).toBe('address')
  })

  test('sends the code again to the same address', () => {
    const draft = { address: 'ivan@company.ru', challenge: '1' }
    const again = step('code').accept(draft, press('resend'), facts, at)
    expect(again.act).toMatchObject({ kind: 'ask-code', address: 'ivan@company.ru' })
  })

  test('shows the address as text, not as markup', () => {
    const screen = step('code').ask({ address: 'a&b@company.ru', challenge: '1' }, facts)
    expect(plain(screen.text)).toContain('a&b@company.ru')
    expect(screen.text).toContain('a&amp;b@company.ru')
  })
})
