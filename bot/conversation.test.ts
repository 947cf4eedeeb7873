import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maxFileBytes } from '../src/domain/draft'
import type { Answer, Attachment, Screen } from '../src/domain/screen'
import { fill, plain } from '../src/domain/text'
import { defaultTexts, type Say } from '../src/domain/texts'
import { encodePress } from '../src/telegram/callback-data'
import { closingSteps } from './my-tickets/closing'
import { begunConversation, type Conversation, writing } from './conversation'
import { changed, type Turn } from './conversation/edit'
import { intoDraft, saidIn } from './conversation/said'
import { bindPresses } from './dialog'
import type { OwnTicket } from './conversation/own-ticket'
import { words } from './rating'
import { type WhichTicket, whichTicket } from './conversation/which-ticket'

const say: Say = (name, values = {}) => fill(defaultTexts[name].text, values)
const id = '0b8e4a27-af4f-4e78-9570-85a072442748'
const ticket = (more: Partial<OwnTicket> = {}): OwnTicket => ({
  id,
  number: 'Б-1001',
  topic: 'Не печатает',
  status: 'inProgress',
  mark: 4,
  isInNaumen: true,
  ...more,
})

const file = fc.record<Attachment>({
  kind: fc.constantFrom('photo', 'document', 'video', 'voice', 'audio', 'videoNote'),
  remoteId: fc.uuid(),
  uniqueId: fc.uuid(),
  name: fc.string({ minLength: 1, maxLength: 300, unit: 'binary' }),
  mime: fc.constant('image/jpeg'),
  size: fc.oneof(fc.nat(maxFileBytes), fc.constant(maxFileBytes + 1)),
})
const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 4096 })

const answers: fc.Arbitrary<Answer> = fc.oneof(
  text.map((text): Answer => ({ kind: 'text', text })),
  fc.record({
    kind: fc.constant('files' as const),
    files: fc.array(file, { minLength: 1, maxLength: 1 }),
    text: fc.oneof(fc.constant(''), text),
    album: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
  }),
  fc
    .constantFrom('', 'yes', 'silent', 'skip', 'new', `t:${id}`, 't:', '/home', 'нет такой')
    .map((press): Answer => ({ kind: 'press', press, query: 'q' })),
  fc.constantFrom<Answer>(
    { kind: 'place', latitude: 55.75, longitude: 37.62 },
    { kind: 'contact', name: 'Иван', phone: '+7' },
    { kind: 'unsupported' },
    { kind: 'command', name: 'start', payload: '' },
  ),
)

function isFit(screen: Screen) {
  const bound = bindPresses(screen, 2 ** 40)
  for (const button of bound.rows.flat())
    if ('press' in button) expect(() => encodePress(button.press)).not.toThrow()
  expect(bound.rows.flat().some((one) => 'press' in one && one.press === '/home')).toBe(true)
  expect(plain(screen.text).length).toBeGreaterThan(0)
  expect(plain(screen.text).length).toBeLessThanOrEqual(4096)
}

/** Everything in it that can be passed on. */
const meant = (answer: Answer) => {
  const { said } = saidIn(answer, 1)
  return said && { text: said.text, files: said.files }
}

describe('whatever is sent or pressed', () => {
  test('while writing to an engineer is passed on or refused in words, and the menu stays in reach', () =>
    fc.assert(
      fc.property(fc.array(answers, { maxLength: 20 }), fc.boolean(), (all, closed) => {
        const facts = { say, ticket: ticket({ status: closed ? 'closed' : 'inProgress' }) }
        let draft: Conversation = begunConversation(id)
        for (const [at, answer] of all.entries()) {
          const next = writing.accept(draft, answer, facts, { message: at, edited: false })
          draft = next.draft
          const passed = next.act && { text: next.act.said.text, files: next.act.said.files }
          expect(passed ?? null).toEqual(meant(answer))
          if (!passed) expect(next.notes).not.toEqual([])
          isFit(writing.ask(draft, facts))
        }
      }),
    ))

  test('while a button is asked for, or stars, is passed on as well', () =>
    fc.assert(
      fc.property(answers, fc.constantFrom('sure', 'reason', 'words'), (answer, name) => {
        const facts = { say, ticket: ticket(), mark: 2 }
        const step = name === 'words' ? words : closingSteps[name]
        if (!step) throw new Error(name)
        const next = step.accept({ ticket: id }, answer, facts, { message: 1, edited: false })
        const act = next.act as { said?: { text: string; files: Attachment[] } } | undefined
        const passed = act?.said && { text: act.said.text, files: act.said.files }
        expect(passed ?? null).toEqual(meant(answer))
        if (!act) expect(next.notes).not.toEqual([])
        isFit(step.ask({ ticket: id }, facts))
      }),
    ))

  test('while it is asked which request is meant is kept, or refused in words', () =>
    fc.assert(
      fc.property(fc.array(answers, { maxLength: 30 }), (all) => {
        const facts = { say, awaiting: [ticket(), ticket({ topic: 'я'.repeat(300) })] }
        let draft: WhichTicket = { said: [] }
        for (const [message, answer] of all.entries()) {
          const next = whichTicket.accept(draft, answer, facts, { message, edited: false })
          draft = next.draft
          const kept = draft.said.find((one) => one.message === message)
          const { said } = saidIn(answer, message)
          expect(kept?.text || '').toBe(kept ? said?.text : '')
          const isWhole = JSON.stringify(kept ?? null) === JSON.stringify(said)
          if (!next.act && !(said && isWhole)) expect(next.notes).not.toEqual([])
          isFit(whichTicket.ask(draft, facts))
        }
        // Whatever was taken fits the draft of a new request
        expect(intoDraft({ key: '', parts: [], files: [] }, draft.said).notes).toEqual([])
      }),
    ))
})

describe('an album', () => {
  test('counts as one message of many files', () => {
    const piece = (message: number): Answer => ({
      kind: 'files',
      files: [{ ...photo, uniqueId: String(message) }],
      text: '',
      album: 'a',
    })
    const facts = { say, ticket: ticket() }
    let draft = begunConversation(id)
    for (const message of [1, 2, 3])
      draft = writing.accept(draft, piece(message), facts, { message, edited: false }).draft
    expect(plain(writing.ask(draft, facts).text)).toContain('1 сообщение, 3 файла')
  })
})

const photo: Attachment = {
  kind: 'photo',
  remoteId: 'r',
  uniqueId: 'u',
  name: 'Фото.jpg',
  mime: 'image/jpeg',
  size: 10,
}

describe('an edited message', () => {
  const turn: Turn = {
    id: '1',
    ticket: id,
    text: 'Раз\nДва',
    waits: true,
    attachments: [
      { ...photo, uniqueId: 'a', message: 1, caption: 'Раз', state: 'waiting' },
      { ...photo, uniqueId: 'b', message: 2, caption: 'Два', state: 'waiting' },
    ],
  }

  test('changes its own words of an album, the others stay', () => {
    const next = changed(turn, { message: 2, text: 'Три', files: [{ ...photo, uniqueId: 'b' }] })
    expect(next).toMatchObject({ text: 'Раз\nТри', fresh: [] })
    expect(next.attachments.map(({ uniqueId }) => uniqueId)).toEqual(['a', 'b'])
  })

  test('may hold another file, which takes the place of the first', () => {
    const next = changed(turn, { message: 1, text: 'Раз', files: [{ ...photo, uniqueId: 'c' }] })
    expect(next.attachments.map(({ uniqueId }) => uniqueId)).toEqual(['c', 'b'])
    expect(next.fresh).toMatchObject([{ uniqueId: 'c', state: 'waiting' }])
  })

  test('of nothing but words simply has new ones', () => {
    const plainTurn = { ...turn, text: 'Было', attachments: [] }
    expect(changed(plainTurn, { message: 1, text: 'Стало', files: [] })).toEqual({
      text: 'Стало',
      attachments: [],
      fresh: [],
    })
  })
})
