import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Category, treeOf } from '../src/domain/category'
import { emptyDraft, isEmpty, maxFiles, textOf } from '../src/domain/draft'
import type { Answer, Attachment, Screen } from '../src/domain/screen'
import { fill, plain } from '../src/domain/text'
import { defaultTexts, type Say } from '../src/domain/texts'
import { encodePress } from '../src/telegram/callback-data'
import { type At, bindPresses } from './dialog'
import { newTicketSteps } from './new-ticket'
import type { NewTicket, NewTicketFacts } from './new-ticket/draft'

const say: Say = (name, values = {}) => fill(defaultTexts[name].text, values)
const uuid = (at: number) => `00000000-0000-7000-8000-${String(at).padStart(12, '0')}`

const node = (at: number, parent: number | null, title = `Тема ${at} <&>`): Category => ({
  id: uuid(at),
  title,
  parent: parent === null ? null : uuid(parent),
  order: at,
  keywords: '',
})

/** Category 1 → subcategory 2 → thirty topics, and a category 3 that is a topic itself. */
const whole = treeOf([
  node(1, null, 'Компьютеры'),
  node(2, 1, 'Принтеры'),
  node(3, null, 'Прочее'),
  ...Array.from({ length: 30 }, (_, at) => node(10 + at, 2)),
  node(50, 2, `Печать ${'очень '.repeat(40)}`),
])
/** The same after admins have archived nearly all of it. */
const bare = treeOf([node(3, null, 'Прочее')])
const none = treeOf([])

const press = (press: string): Answer => ({ kind: 'press', press, query: 'q' })
const text = (text: string): Answer => ({ kind: 'text', text })
const file = (name: string): Attachment => ({
  kind: 'document',
  remoteId: 'r',
  uniqueId: 'u',
  name,
  mime: 'image/jpeg',
  size: 10,
})

const step = (name: string) => {
  const found = newTicketSteps[name]
  if (!found) throw new Error(`No step ${name}`)
  return found
}

type State = { step: string; ticket: NewTicket }
const pressesOf = (screen: Screen) =>
  screen.rows.flat().flatMap((button) => ('press' in button ? [button.press] : []))

/** One thing the person does: something sent, one of the buttons shown, or one never shown. */
type Move = { answer: Answer | { button: number }; at: At; tree: typeof whole }

const odd = fc.string({ unit: 'binary', maxLength: 300 })
const attachments = fc.record({
  kind: fc.constantFrom('photo', 'document', 'voice'),
  remoteId: fc.string(),
  uniqueId: fc.string(),
  name: odd,
  mime: fc.constantFrom('image/jpeg', 'audio/ogg'),
  size: fc.constantFrom(0, 1, 30_000_000),
}) as fc.Arbitrary<Attachment>

const answers = fc.oneof(
  { arbitrary: fc.record({ button: fc.nat(100) }), weight: 6 },
  {
    arbitrary: fc
      .constantFrom(
        ...['send', 'next', 'back', 'cancel', 'text', 'topic', 'clear', 'resume', 'over', ''],
        ...['agree', 'p:99', 'p:-1', 'p:x', 'c:', 'c:nobody', `c:${uuid(10)}`, `c:${uuid(1)}`],
      )
      .map(press),
    weight: 3,
  },
  fc
    .oneof(odd, fc.constantFrom('принтер', ' ', 'я'.repeat(4096), `${'я'.repeat(99)}😀😀`))
    .map(text),
  fc.record({
    kind: fc.constant('files' as const),
    files: fc.array(attachments, { minLength: 1, maxLength: 3 }),
    text: odd,
  }),
  fc.constantFrom<Answer>(
    { kind: 'command', name: 'new', payload: '' },
    { kind: 'place', latitude: 1, longitude: 2 },
    { kind: 'contact', name: 'И'.repeat(500), phone: '+7' },
    { kind: 'unsupported' },
  ),
)

const moves: fc.Arbitrary<Move> = fc.record({
  answer: answers,
  at: fc.record({ message: fc.integer({ min: 1, max: 20 }), edited: fc.boolean() }),
  tree: fc.oneof(
    { arbitrary: fc.constant(whole), weight: 8 },
    { arbitrary: fc.constantFrom(bare, none), weight: 1 },
  ),
})

const start = (name: string): State => ({
  step: name,
  ticket: {
    draft: { ...emptyDraft('the-key'), ...(name === 'preview' ? { topic: uuid(10) } : {}) },
  },
})

const factsFor = (tree: typeof whole, name: string): NewTicketFacts => ({
  say,
  categories: tree,
  resuming: name === 'resume',
})

const show = ({ step: name, ticket }: State, tree: typeof whole) =>
  step(name).ask(ticket, factsFor(tree, name))

function accept(state: State, { answer, at, tree }: Move) {
  const buttons = pressesOf(show(state, tree)).filter((one) => !one.startsWith('/'))
  const given = 'button' in answer ? press(buttons[answer.button % buttons.length] ?? '') : answer
  const next = step(state.step).accept(state.ticket, given, factsFor(tree, state.step), at)
  return { next, state: { step: next.step ?? state.step, ticket: next.draft }, given }
}

describe('whatever a person sends or presses', () => {
  const steps = fc.constantFrom('resume', 'topic', 'description', 'preview')

  test('there is always a screen that fits Telegram, with a way on or out', () =>
    fc.assert(
      fc.property(steps, fc.array(moves, { maxLength: 25 }), (first, all) => {
        let state = start(first)
        for (const move of all) {
          const done = accept(state, move)
          if (done.next.act) return
          state = done.state
          const screen = bindPresses(show(state, move.tree), 2 ** 40)
          const notes = (done.next.notes ?? []).map((note) => say(note.text, note.values))
          const shown = plain([...notes, screen.text].join('\n\n'))
          expect(shown.length).toBeGreaterThan(0)
          expect(shown.length).toBeLessThanOrEqual(4096)
          expect(screen.text.isWellFormed()).toBe(true)
          const buttons = pressesOf(screen)
          expect(buttons.length).toBeGreaterThan(0)
          expect(buttons.length).toBeLessThanOrEqual(100)
          for (const one of buttons) expect(() => encodePress(one)).not.toThrow()
          expect(buttons.some((one) => /(^\/home$|:(back|cancel)$)/.test(one))).toBe(true)
        }
      }),
      { numRuns: 300 },
    ))

  test('what is kept can be stored, and the draft keeps its key', () =>
    fc.assert(
      fc.property(steps, fc.array(moves, { maxLength: 25 }), (first, all) => {
        let state = start(first)
        for (const move of all) {
          const done = accept(state, move)
          expect(done.next.draft.draft.key).toBe('the-key')
          // PostgreSQL takes no half of a surrogate pair
          expect((done.next.draft.query ?? '').isWellFormed()).toBe(true)
          if (done.next.act) return
          state = done.state
        }
      }),
      { numRuns: 300 },
    ))

  test('a ticket is filed only by «Отправить», with a topic and something to look at', () =>
    fc.assert(
      fc.property(steps, fc.array(moves, { maxLength: 25 }), (first, all) => {
        let state = start(first)
        for (const move of all) {
          const done = accept(state, move)
          if (done.next.act === 'file') {
            expect(state.step).toBe('preview')
            expect(done.given).toEqual(press('send'))
            expect(isEmpty(done.next.draft.draft)).toBe(false)
            expect(move.tree.isTopic(done.next.draft.draft.topic ?? '')).toBe(true)
          }
          if (done.next.act) return
          state = done.state
        }
      }),
      { numRuns: 300 },
    ))

  test('nothing said is lost but by «Написать заново», «Начать заново» or an edit', () =>
    fc.assert(
      fc.property(steps, fc.array(moves, { maxLength: 25 }), (first, all) => {
        let state = start(first)
        for (const move of all) {
          const before = state.ticket.draft
          const done = accept(state, move)
          if (done.next.act) return
          state = done.state
          const after = state.ticket.draft
          const meant = done.given.kind === 'press' && /^(clear|over)$/.test(done.given.press)
          if (meant) continue
          for (const part of before.parts)
            if (part.message !== move.at.message) expect(after.parts).toContainEqual(part)
          for (const one of before.files)
            if (one.message !== move.at.message) expect(after.files).toContainEqual(one)
          expect(after.files.length).toBeLessThanOrEqual(maxFiles)
        }
      }),
      { numRuns: 300 },
    ))

  test('«Назад», pressed often enough, leads out of every place', () =>
    fc.assert(
      fc.property(steps, fc.array(moves, { maxLength: 15 }), (first, all) => {
        let state = start(first)
        for (const move of all) {
          const done = accept(state, move)
          if (done.next.act) return
          state = done.state
        }
        const back: Move = {
          answer: press('back'),
          at: { message: 99, edited: false },
          tree: whole,
        }
        for (let tries = 0; tries < 8; tries++) {
          if (pressesOf(show(state, whole)).includes('/home')) return
          state = accept(state, back).state
        }
        expect.unreachable(`no way out of ${state.step}`)
      }),
    ))
})

const play = (from: State, ...all: (Answer | [Answer, Partial<At>])[]) =>
  all.reduce((state, one, at) => {
    const [answer, more] = Array.isArray(one) ? one : [one, {}]
    const move = { answer, at: { message: at + 1, edited: false, ...more }, tree: whole }
    return accept(state, move).state
  }, from)

describe('a new ticket', () => {
  test('goes from category to topic, description, preview and away', () => {
    const ready = play(
      start('topic'),
      ...[press(`c:${uuid(1)}`), press(`c:${uuid(2)}`), press(`c:${uuid(12)}`)],
      ...[text('Не печатает'), text('совсем'), press('next')],
    )
    expect(ready.step).toBe('preview')
    expect(textOf(ready.ticket.draft)).toBe('Не печатает\nсовсем')
    const sent = accept(ready, {
      answer: press('send'),
      at: { message: 9, edited: false },
      tree: whole,
    })
    expect(sent.next.act).toBe('file')
  })

  test('shows the preview at once when the text was there before the topic', () => {
    const said = { draft: { ...emptyDraft('k'), parts: [{ message: 1, text: 'не печатает' }] } }
    expect(play({ step: 'topic', ticket: said }, press(`c:${uuid(12)}`)).step).toBe('preview')
  })

  test('is not sent with a topic that has meanwhile gone; the text stays', () => {
    const ready: State = {
      step: 'preview',
      ticket: {
        draft: { ...emptyDraft('k'), topic: uuid(12), parts: [{ message: 1, text: 'беда' }] },
      },
    }
    const at = { message: 2, edited: false }
    const { next, state } = accept(ready, { answer: press('send'), at, tree: bare })
    expect(next.act).toBeUndefined()
    expect(next.notes).toEqual([{ text: 'topicGone' }])
    expect(state.step).toBe('topic')
    expect(textOf(state.ticket.draft)).toBe('беда')
  })

  test('takes a correction of what was written before, also at the preview', () => {
    const ready = play(start('description'), text('пречать'), press('next'))
    expect(ready.step).toBe('preview')
    const corrected = play(ready, [text('печать'), { message: 1, edited: true }])
    expect(textOf(corrected.ticket.draft)).toBe('печать')
    expect(corrected.step).toBe('preview')
  })

  test('takes no correction of a message it does not hold', () => {
    const state = play(start('description'), text('печать'))
    const same = play(state, [text('чужое'), { message: 77, edited: true }])
    expect(textOf(same.ticket.draft)).toBe('печать')
  })

  test('«Написать заново» forgets all that was said, the place and the contact too', () => {
    const said = play(
      { step: 'description', ticket: { draft: { ...emptyDraft('k'), topic: uuid(12) } } },
      text('печать'),
      { kind: 'files', files: [file('a.jpg')], text: '' },
      { kind: 'place', latitude: 1, longitude: 2 },
      { kind: 'contact', name: 'Иван', phone: '+7' },
      press('clear'),
    )
    expect(isEmpty(said.ticket.draft)).toBe(true)
    expect(said.ticket.draft.topic).toBe(uuid(12))
  })

  test('warns of coordinates in pictures sent as files before it is sent', () => {
    const state = play(start('description'), {
      kind: 'files',
      files: [file('a.jpg')],
      text: '',
    })
    const { next } = accept(state, {
      answer: press('next'),
      at: { message: 5, edited: false },
      tree: whole,
    })
    expect(next.notes).toEqual([{ text: 'gpsWarning' }])
  })

  test('shows what was written as text, not as markup', () => {
    const state = play(start('description'), text('<b>жирно</b> & {draft} $& конец'))
    const screen = show({ ...state, step: 'preview' }, whole)
    expect(plain(screen.text)).toContain('<b>жирно</b> & {draft} $& конец')
  })

  test('says the list is still loading when there are no categories, and leads home', () => {
    const screen = show(start('topic'), none)
    expect(screen.text).toBe(say('noCategories'))
    expect(pressesOf(screen)).toContain('/home')
  })
})
