import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  commentChanges,
  fingerprintOf,
  type KnownComment,
  type KnownTicket,
  looksChanged,
  type SeenComment,
  type SeenTicket,
  type Surroundings,
  ticketChange,
} from './inbound'
import { statusRowFor, type StatusRow } from './ticket-status'

const row = (
  status: StatusRow['status'],
  naumenStates: string[],
  needsEmployee: StatusRow['needsEmployee'] = 'any',
): StatusRow => ({
  ...{ status, naumenStates, needsEmployee, icon: '•', title: `«${status}»` },
  ...{ text: 'Заявка {number}', notify: 'silent' },
})
const table = [
  row('assigned', ['registered'], 'yes'),
  row('registered', ['registered']),
  row('inProgress', ['inprogress'], 'yes'),
  row('accepted', ['inprogress']),
  row('inProgress', ['resumed']),
  row('awaitingAuthor', ['waitClientAnswer']),
  row('resolved', ['resolved']),
  row('closed', ['closed']),
]
const anna = { uuid: 'employee$1', name: 'Сетевая Анна' }
const oleg = { uuid: 'employee$2', name: 'Новиков Олег' }
const known = (more: Partial<KnownTicket> = {}): KnownTicket => ({
  ...{
    status: 'registered',
    statusTitle: null,
    state: 'registered',
    responsible: null,
    since: null,
  },
  ...more,
})
const seen = (state: string, responsible: SeenTicket['responsible'] = null): SeenTicket => ({
  ...{ state, responsible, stateTitle: '', since: '' },
})

test('taken by nobody in particular, a ticket is taken into work', () => {
  const { status, told } = ticketChange(table, known(), seen('inprogress'))
  expect(status).toBe('accepted')
  expect(told).toMatchObject({ status: 'accepted', responsible: null })
})

test('an engineer named before the work begins is told with the name', () => {
  const { told } = ticketChange(table, known(), seen('registered', anna))
  expect(told).toMatchObject({ status: 'assigned', responsible: 'Сетевая Анна' })
})

test('another engineer in the same state is told silently, and the status stays', () => {
  const before = known({ status: 'inProgress', state: 'inprogress', responsible: anna.uuid })
  expect(ticketChange(table, before, seen('inprogress', oleg)).told).toEqual({
    ...{ status: 'inProgress', title: 'Назначена: Новиков Олег', icon: '👤', notify: 'silent' },
    ...{
      text: 'Заявка {number} назначена на сотрудника: {responsible}.',
      responsible: 'Новиков Олег',
    },
  })
})

test('solved again between two looks is told again', () => {
  const before = known({ status: 'resolved', state: 'resolved', since: '2026.11.23 10:00:00' })
  const again = { ...seen('resolved'), since: '2026.11.23 10:00:31' }
  expect(ticketChange(table, before, again).told).toMatchObject({ status: 'resolved' })
  expect(ticketChange(table, { ...before, since: again.since }, again).told).toBeNull()
  expect(ticketChange(table, { ...before, since: null }, again).told).toBeNull()
})

test('the same seen twice, an engineer renamed or taken away is no news', () => {
  const before = known({ status: 'resolved', state: 'resolved', responsible: anna.uuid })
  expect(ticketChange(table, before, seen('resolved', anna)).told).toBeNull()
  expect(ticketChange(table, before, seen('resolved')).told).toBeNull()
})

test('a state nobody knows keeps the last status and shows what Naumen calls it', () => {
  const before = known({ status: 'inProgress', state: 'inprogress', responsible: anna.uuid })
  const now = { ...seen('negotiation', anna), stateTitle: 'Согласование' }
  expect(ticketChange(table, before, now)).toEqual({
    ...{ status: 'inProgress', statusTitle: 'Согласование', told: null, isUnknown: true },
  })
  const after = known({ ...before, state: 'negotiation' })
  expect(ticketChange(table, after, seen('inprogress', anna)).told).toBeNull()
  expect(ticketChange(table, after, seen('closed', anna)).told?.status).toBe('closed')
})

test('at the first look only what is no longer registered is news', () => {
  const never = known({ state: null })
  expect(ticketChange(table, never, seen('registered')).told).toBeNull()
  expect(ticketChange(table, never, seen('waitClientAnswer')).told?.status).toBe('awaitingAuthor')
})

test('a table changed by an admin meanwhile tells nobody anything', () => {
  const before = known({ status: 'accepted', state: 'inprogress' })
  const renamed = [row('inProgress', ['inprogress']), ...table]
  expect(ticketChange(renamed, before, seen('inprogress'))).toMatchObject({
    ...{ status: 'inProgress', told: null },
  })
})

const client = 'employee$9'
const comment = (number: number, more: Partial<SeenComment> = {}): SeenComment => {
  const text = more.text ?? `слова ${number}`
  return {
    ...{
      uuid: `comment$${number}`,
      isPrivate: false,
      author: anna.uuid,
      text,
      files: [],
      listed: more.files ?? [],
    },
    ...{ created: new Date(number * 1000), modified: `${number}`, textHash: `#${text}`, ...more },
  }
}
const kept = (from: SeenComment, more: Partial<KnownComment> = {}): KnownComment => ({
  ...{ id: from.uuid, uuid: from.uuid, isOurs: false, fromEngineer: true, isDeleted: false },
  ...{ fingerprint: fingerprintOf(from), files: from.files },
  ...more,
})
const around: Surroundings = {
  ...{ client, isSaying: false, underWay: [], toldSince: null, gone: new Set<string>() },
}
const kinds = (before: KnownComment[], now: SeenComment[], more: Partial<Surroundings> = {}) =>
  commentChanges(before, now, { ...around, ...more }).map((change) => change.kind)

test('only what Naumen calls public is told, in the order it was written', () => {
  const now = [
    comment(3),
    comment(1),
    comment(2, { isPrivate: true }),
    comment(4, { isPrivate: null }),
  ]
  const changes = commentChanges([], now, around)
  expect(changes).toMatchObject([
    { kind: 'new', tell: true, comment: { uuid: 'comment$1' } },
    { kind: 'new', tell: true, comment: { uuid: 'comment$3' } },
  ])
})

test('what the employee writes elsewhere is kept and not told', () => {
  expect(commentChanges([], [comment(1, { author: client })], around)).toMatchObject([
    { kind: 'new', fromEngineer: false, tell: false },
  ])
})

test('a comment of the employee waits while something said in the bot is on its way', () => {
  const own = comment(1, { author: client })
  expect(kinds([], [own], { isSaying: true })).toEqual(['later'])
})

test('with an author Naumen lost, our own words are known by themselves', () => {
  const own = comment(1, { author: null, text: 'Принтер\nна 4 этаже' })
  const more = { isSaying: true, underWay: ['принтер на 4 этаже!'] }
  expect(kinds([], [own], more)).toEqual(['later'])
  expect(kinds([], [comment(2, { author: null })], more)).toEqual(['new'])
})

test('what was handed over by us is never echoed, however Naumen changes it', () => {
  const ours = kept(comment(1), { isOurs: true, fromEngineer: false, fingerprint: null })
  expect(kinds([ours], [comment(1, { text: 'Другое' })])).toEqual([])
  expect(kinds([ours], [], { gone: new Set([ours.uuid]) })).toEqual([])
})

test('a corrected comment and a file that joined it are seen, a mere date is not told', () => {
  const before = kept(comment(1))
  expect(kinds([before], [comment(1)])).toEqual([])
  expect(kinds([before], [comment(1, { modified: '9' })])).toEqual(['touched'])
  expect(kinds([before], [comment(1, { text: 'Иначе', modified: '9' })])).toEqual(['edited'])
  expect(commentChanges([before], [comment(1, { files: ['file$7'] })], around)).toMatchObject([
    { kind: 'files', added: ['file$7'] },
  ])
  // Also where lists of comments name no files
  const unlisted = comment(1, { files: ['file$7'], listed: [] })
  expect(kinds([before], [unlisted])).toEqual(['files'])
  expect(kinds([kept(unlisted)], [unlisted])).toEqual([])
})

test('deleted is what Naumen confirms to be gone, or has made private', () => {
  const before = [kept(comment(1))]
  expect(kinds(before, [])).toEqual([])
  expect(kinds(before, [], { gone: new Set(['comment$1']) })).toEqual(['deleted'])
  expect(kinds(before, [comment(1, { isPrivate: true })])).toEqual(['deleted'])
  const deleted = [kept(comment(1), { isDeleted: true })]
  expect(kinds(deleted, [], { gone: new Set(['comment$1']) })).toEqual([])
  expect(kinds(deleted, [comment(1)])).toEqual(['again'])
})

test('comments older than the employee’s sign-in are kept, not told', () => {
  const now = [comment(1), comment(5)]
  const changes = commentChanges([], now, { ...around, toldSince: new Date(3000) })
  expect(changes.map((change) => 'tell' in change && change.tell)).toEqual([false, true])
})

// ——— any order of looks, repeated looks, gaps ———

type Naumen = { ticket: SeenTicket; comments: SeenComment[] }
type Act = (now: Naumen, step: number) => Naumen
const states = [
  'registered',
  'inprogress',
  'waitClientAnswer',
  'resolved',
  'closed',
  'resumed',
  'odd',
]

const anyAct: fc.Arbitrary<Act | 'look'> = fc.oneof(
  fc.constant<'look'>('look'),
  fc.constant<'look'>('look'),
  fc.constantFrom(...states).map<Act>((state) => (now) => withTicket(now, { state })),
  fc
    .constantFrom(null, anna, oleg)
    .map<Act>((responsible) => (now) => withTicket(now, { responsible })),
  fc
    .record({ isPrivate: fc.boolean(), own: fc.boolean() })
    .map<Act>(({ isPrivate, own }) => (now, step) => ({
      ...now,
      comments: [
        ...now.comments,
        comment(step, {
          isPrivate,
          author: own ? client : anna.uuid,
          text: isPrivate ? 'тайна' : `с${step}`,
        }),
      ],
    })),
  fc.nat(5).map<Act>(
    (at) => (now, step) =>
      change(now, at, (one) => [
        one.isPrivate
          ? one
          : comment(Number(one.uuid.slice(8)), {
              ...one,
              text: `п${step}`,
              textHash: `п${step}`,
            }),
      ]),
  ),
  fc.nat(5).map<Act>((at) => (now) => change(now, at, () => [])),
  fc
    .nat(5)
    .map<Act>(
      (at) => (now) =>
        change(now, at, (one) => [
          one.text === 'тайна' ? one : { ...one, isPrivate: !one.isPrivate },
        ]),
    ),
)
const withTicket = (now: Naumen, more: Partial<SeenTicket>): Naumen => ({
  ...{ ...now, ticket: { ...now.ticket, ...more } },
})
const change = (now: Naumen, at: number, to: (one: SeenComment) => SeenComment[]): Naumen => ({
  ...{ ...now, comments: now.comments.flatMap((one, index) => (index === at ? to(one) : [one])) },
})

/** What we keep, as the jobs keep it. */
function createKeeper() {
  let ticket = known({ state: null })
  const turns = new Map<string, KnownComment & { shown: string }>()
  const told: string[] = []
  return {
    told,
    look({ ticket: seenTicket, comments }: Naumen): number {
      const before = told.length
      const gone = [...turns.keys()].filter((uuid) => !comments.some((one) => one.uuid === uuid))
      const more = { ...around, gone: new Set(gone) }
      for (const one of commentChanges([...turns.values()], comments, more)) {
        if (one.kind === 'later') continue
        if (one.kind === 'deleted') {
          turns.set(one.uuid, { ...turns.get(one.uuid)!, isDeleted: true })
        } else {
          const { uuid, text } = one.comment
          const fromEngineer = one.kind === 'new' ? one.fromEngineer : turns.get(uuid)!.fromEngineer
          turns.set(uuid, { ...kept(one.comment, { fromEngineer }), shown: text })
        }
        if ('tell' in one && one.tell) told.push(one.kind)
      }
      const changed = ticketChange(table, ticket, seenTicket)
      if (changed.told) told.push(changed.told.title)
      const { state, responsible } = seenTicket
      ticket = { ...changed, state, responsible: responsible?.uuid ?? null, since: null }
      return told.length - before
    },
    shown: () =>
      [...turns.values()].filter((turn) => !turn.isDeleted).map(({ uuid, shown }) => [uuid, shown]),
    all: () => JSON.stringify([...turns.values()]),
    status: () => ticket.status,
  }
}

/** The same told by comparing two pictures of Naumen, without a word of how it is kept. */
function expectedBetween(then: Naumen | null, now: Naumen, everShown: Set<string>, status: string) {
  const told: string[] = []
  const open = (all: Naumen | null) =>
    new Map(
      (all?.comments ?? []).filter((one) => one.isPrivate === false).map((one) => [one.uuid, one]),
    )
  const [old, fresh] = [open(then), open(now)]
  const isTold = (one: SeenComment) => one.author !== client
  for (const [uuid, one] of old) if (!fresh.has(uuid) && isTold(one)) told.push('deleted')
  for (const [uuid, one] of fresh) {
    if (!isTold(one)) continue
    if (!old.has(uuid)) told.push(everShown.has(uuid) ? 'again' : 'new')
    else if (old.get(uuid)!.text !== one.text) told.push('edited')
  }
  const place = (all: Naumen) =>
    statusRowFor(table, all.ticket.state, all.ticket.responsible !== null)
  const [before, after] = [then ? place(then) : undefined, place(now)]
  const who = now.ticket.responsible
  if (after && (before ? before !== after : after.status !== status)) told.push(after.title)
  else if (who && who.uuid !== then?.ticket.responsible?.uuid) told.push(`Назначена: ${who.name}`)
  return told.toSorted()
}

test('whatever happens between looks and however often one looks, each look tells what changed since the last', () => {
  fc.assert(
    fc.property(fc.array(anyAct, { maxLength: 40 }), (acts) => {
      const keeper = createKeeper()
      const everShown = new Set<string>()
      let now: Naumen = { ticket: seen('registered'), comments: [] }
      let last: Naumen | null = null
      for (const [step, act] of [...acts, 'look' as const].entries()) {
        if (act !== 'look') {
          now = act(now, step)
          continue
        }
        const wanted = expectedBetween(last, now, everShown, keeper.status())
        const from = keeper.told.length
        keeper.look(now)
        expect(keeper.told.slice(from).toSorted()).toEqual(wanted)
        expect(keeper.look(now)).toBe(0)
        last = now
        const open = now.comments.filter((one) => one.isPrivate === false)
        for (const { uuid } of open) everShown.add(uuid)
        expect(keeper.shown().toSorted()).toEqual(
          open.map(({ uuid, text }) => [uuid, text]).toSorted(),
        )
        expect(keeper.all()).not.toContain('тайна')
      }
    }),
    { numRuns: 1000 },
  )
})

test('a look over all comments finds each that is not as it was', () => {
  const before = comment(1, { files: ['file$2', 'file$1'] })
  const print = fingerprintOf(before)
  const same = { modified: '1', textHash: null, listed: ['file$1', 'file$2'] }
  expect(looksChanged(print, same)).toBe(false)
  expect(looksChanged(print, { ...same, modified: '2' })).toBe(true)
  expect(looksChanged(print, { ...same, listed: ['file$1'] })).toBe(true)
  expect(looksChanged(print, { ...same, textHash: '#иначе' })).toBe(true)
  expect(looksChanged(print, { ...same, textHash: before.textHash })).toBe(false)
})
