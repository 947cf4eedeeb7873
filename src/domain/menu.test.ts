import { expect, test } from 'vitest'
import { homeOf, type Menu, pageOf, type Section, sectionOf } from './menu'
import { flawsOf, type FlawName, homeFlaws, isButtonAddress, type Planned } from './menu-flaws'
import { orderedAfter, problemOfPlace } from './menu-place'
import { defaultTexts, type Say } from './texts'

const say: Say = (name) => defaultTexts[name].text
const section = (id: string, more: Partial<Planned> = {}): Planned => ({
  id,
  title: id,
  emoji: '',
  kind: 'page',
  parent: null,
  order: 1,
  visibility: 'everyone',
  html: 'Текст',
  url: null,
  picture: null,
  topic: null,
  active: true,
  isPublished: true,
  ...more,
})
const menu = (sections: Section[], role = 'employee'): Menu => ({ sections, say, role })
const labels = (sections: Section[], role?: string) =>
  homeOf(menu(sections, role)).rows.flatMap((row) => row.map(({ label }) => label))

test('the main menu holds what stands on the first level, in its order', () => {
  const sections = [
    section('b', { order: 2 }),
    section('a', { order: 1 }),
    section('c', { parent: 'a' }),
  ]
  expect(labels(sections)).toEqual(['a', 'b'])
})

test('what is for managers is no button and no page of an employee, nor is what stands under it', () => {
  const sections = [
    section('office', { kind: 'submenu', visibility: 'manager' }),
    section('report', { parent: 'office' }),
  ]
  expect(labels(sections)).toEqual([])
  expect(sectionOf(menu(sections), 'report')).toBeUndefined()
  expect(labels(sections, 'manager')).toEqual(['office'])
  expect(sectionOf(menu(sections, 'manager'), 'report')?.id).toBe('report')
})

test('what hangs under a section that is hidden, gone or in a circle is not shown', () => {
  const circle = [section('a', { parent: 'b' }), section('b', { parent: 'a' })]
  expect(sectionOf(menu(circle), 'a')).toBeUndefined()
  expect(sectionOf(menu([section('a', { parent: 'gone' })]), 'a')).toBeUndefined()
})

test('a page without a word says so, but a picture is enough', () => {
  const empty = section('a', { html: '' })
  expect(pageOf(menu([empty]), empty).text).toContain(say('emptySection'))
  const pictured = section('a', { html: '', picture: 'p' })
  expect(pageOf(menu([pictured]), pictured)).toMatchObject({ text: '<b>a</b>', picture: 'p' })
})

test('a title cannot break the markup of its page', () => {
  const one = section('a', { title: '<b>&' })
  expect(pageOf(menu([one]), one).text).toBe('<b>&lt;b&gt;&amp;</b>\n\nТекст')
})

test('a button pressed before its section became a link or a request leads there', () => {
  const link = section('a', { kind: 'link', url: 'https://x.example', html: 'Старый текст' })
  expect(pageOf(menu([link]), link)).toMatchObject({
    text: '<b>a</b>',
    rows: [[{ label: 'a', url: 'https://x.example' }], [{ press: '/home' }]],
  })
  const request = section('b', { kind: 'create-request', topic: 't' })
  expect(pageOf(menu([request]), request).rows[0]).toEqual([{ label: 'b', press: '/new:t' }])
})

test('short buttons stand in pairs, except in the main menu', () => {
  const sections = [
    section('help', { kind: 'submenu' }),
    section('a', { parent: 'help' }),
    section('b', { parent: 'help' }),
  ]
  expect(pageOf(menu(sections), sections[0]!).rows.map((row) => row.length)).toEqual([2, 1])
  expect(homeOf(menu([section('a'), section('b')])).rows.map((row) => row.length)).toEqual([1, 1])
})

const facts = { topics: new Set(['printer']), pictures: new Map() }
const flaws = (one: Planned, others: Planned[] = [], more = facts) =>
  flawsOf(one, [one, ...others], more).map(({ name }) => name)

const submenu = (id: string, more: Partial<Planned> = {}) =>
  section(id, { kind: 'submenu', ...more })
const child = (more: Partial<Planned> = {}) => section('child', { parent: 'a', ...more })

test.for<[string, Planned, Planned[], FlawName[]]>([
  ['a page with a text is fine', section('a'), [], []],
  ['a page without anything', section('a', { html: '' }), [], ['emptyPage']],
  ['a picture is something', section('a', { html: '', picture: 'p' }), [], []],
  ['buttons are something', section('a', { html: '' }), [child()], []],
  [
    'a draft below is nothing',
    section('a', { html: '' }),
    [child({ isPublished: false })],
    ['emptyPage'],
  ],
  ['a submenu without sections', submenu('a'), [], ['noSections']],
  ['a submenu whose sections are hidden', submenu('a'), [child({ active: false })], ['noSections']],
  [
    'a submenu empty for employees',
    submenu('a'),
    [child({ visibility: 'manager' })],
    ['sectionsForManagers'],
  ],
  [
    'a submenu of managers',
    submenu('a', { visibility: 'manager' }),
    [child({ visibility: 'manager' })],
    [],
  ],
  ['a link without an address', section('a', { kind: 'link' }), [], ['noAddress']],
  ['a link with one', section('a', { kind: 'link', url: 'https://x.example' }), [], []],
  ['a request with its topic', section('a', { kind: 'create-request', topic: 'printer' }), [], []],
  [
    'a request whose topic is archived',
    section('a', { kind: 'create-request', topic: 'fax' }),
    [],
    ['topicGone'],
  ],
  ['a title of blanks', section('a', { title: ' ' }), [], ['noTitle']],
  ['a label longer than a line', section('a', { title: 'б'.repeat(33) }), [], ['labelTooLong']],
  ['a text of more than a message', section('a', { html: 'б'.repeat(4094) }), [], ['textTooLong']],
  ['the same without its last letter', section('a', { html: 'б'.repeat(4093) }), [], []],
  [
    'a caption too long',
    section('a', { html: 'б'.repeat(1022), picture: 'p' }),
    [],
    ['captionTooLong'],
  ],
  ['a caption that fits', section('a', { html: 'б'.repeat(1021), picture: 'p' }), [], []],
  [
    'what stands under a hidden section',
    child(),
    [submenu('a', { active: false })],
    ['parentHidden'],
  ],
  ['what stands under a draft', child(), [submenu('a', { isPublished: false })], ['parentDraft']],
  [
    'what stands under a link',
    child(),
    [section('a', { kind: 'link', url: 'https://x.example' })],
    ['parentHoldsNone'],
  ],
  [
    'what is for all under what is not',
    child(),
    [submenu('a', { visibility: 'manager' })],
    ['parentForManagers'],
  ],
  [
    'managers under managers',
    child({ visibility: 'manager' }),
    [submenu('a', { visibility: 'manager' })],
    [],
  ],
  ['a hidden section anywhere', child({ active: false }), [submenu('a', { active: false })], []],
  ['a profile that holds a section', section('a', { kind: 'profile' }), [child()], ['holdsHidden']],
])('an admin is told: %s', ([, one, others, expected]) => {
  expect(flaws(one, others)).toEqual(expected)
})

test('the grandparent that is hidden is named', () => {
  const all = [submenu('Отдел', { active: false }), submenu('a', { parent: 'Отдел' })]
  expect(flawsOf(child(), [child(), ...all], facts)).toEqual([
    { name: 'parentHidden', grave: true, values: { title: 'Отдел' } },
  ])
})

test('more buttons than a screen shows, and than Telegram takes, are told apart', () => {
  const many = (count: number, title: string) =>
    Array.from({ length: count }, (_, at) => section(`s${at}`, { parent: 'a', title }))
  expect(flaws(submenu('a'), many(10, 'б'.repeat(20)))).toEqual([])
  expect(flaws(submenu('a'), many(11, 'б'.repeat(20)))).toEqual(['manyButtons'])
  expect(flaws(submenu('a'), many(20, 'коротко'))).toEqual([])
  expect(flaws(submenu('a'), many(99, 'коротко'))).toEqual(['tooManyButtons'])
})

test('a picture Telegram would refuse is told of', () => {
  const judged = (picture: { width: number; height: number; filesize: number }) =>
    flaws(section('a', { picture: 'p' }), [], {
      ...facts,
      pictures: new Map([['p', picture]]) as never,
    })
  expect(judged({ width: 1280, height: 720, filesize: 300_000 })).toEqual([])
  expect(judged({ width: 1280, height: 60, filesize: 1000 })).toEqual(['pictureTooBig'])
  expect(judged({ width: 6000, height: 4001, filesize: 1000 })).toEqual(['pictureTooBig'])
  expect(judged({ width: 100, height: 100, filesize: 11_000_000 })).toEqual(['pictureTooBig'])
})

test('a main menu without a button for an employee is told of', () => {
  expect(homeFlaws([section('a')])).toEqual([])
  expect(homeFlaws([section('a', { visibility: 'manager' })])[0]?.name).toBe('noSections')
})

test('a button opens only what Telegram opens', () => {
  expect(isButtonAddress('https://portal.zavod.ru/help?x=1')).toBe(true)
  expect(isButtonAddress('tg://resolve?domain=support')).toBe(true)
  for (const wrong of ['portal.zavod.ru', 'javascript:alert(1)', 'https://портал', '', null])
    expect(isButtonAddress(wrong), String(wrong)).toBe(false)
})

const placed = (id: string, parent: string | null, kind = 'submenu') => ({ id, parent, kind })
const line = ['1', '2', '3', '4', '5'].map((id, at) => placed(id, at ? String(at) : null))

test('a section never stands inside itself or what is below it', () => {
  expect(problemOfPlace(line, '1', '1')).toBe('circle')
  expect(problemOfPlace(line, '1', '3')).toBe('circle')
  expect(problemOfPlace(line, '3', '1')).toBeNull()
  expect(problemOfPlace(line, '3', null)).toBeNull()
})

test('a branch counts with all its levels: five are enough', () => {
  expect(problemOfPlace(line, null, '4')).toBeNull()
  expect(problemOfPlace(line, null, '5')).toBe('tooDeep')
  const branch = [placed('b1', null), placed('b2', 'b1')]
  expect(problemOfPlace([...line, ...branch], 'b1', '3')).toBeNull()
  expect(problemOfPlace([...line, ...branch], 'b1', '4')).toBe('tooDeep')
})

test('a section stands only in a submenu or a page that is there', () => {
  expect(problemOfPlace([placed('a', null, 'profile')], null, 'a')).toBe('holdsNone')
  expect(problemOfPlace([], null, 'a')).toBe('gone')
})

test('a moved section stands after the one it was put behind', () => {
  expect(orderedAfter(['a', 'b', 'c'], 'c', null)).toEqual(['c', 'a', 'b'])
  expect(orderedAfter(['a', 'b', 'c'], 'a', 'b')).toEqual(['b', 'a', 'c'])
  expect(orderedAfter(['a', 'b'], 'new', 'b')).toEqual(['a', 'b', 'new'])
  expect(orderedAfter(['a', 'b'], 'new', 'gone')).toEqual(['a', 'b', 'new'])
})
