import fc from 'fast-check'
import { type Act, type Command, employeeDoes, isThere, type Who } from './command'
import {
  codesOf,
  edits,
  type Employee,
  nextMark,
  presses,
  sends,
  shutsOut,
  types,
} from './employee'
import {
  afterCommand,
  afterPress,
  afterRepeat,
  afterStalePress,
  afterWords,
  afterWrongCode,
  nothingToExpect,
} from './expect'
import { glance } from './look'
import type { Key } from './screen'
import { walksOn } from './walker'
import { notYetTyped, oddities } from './words'

const index = fc.nat(200)

const typed = (name: string, one: Who, words: (employee: Employee) => [string, string?]) =>
  employeeDoes(`types ${name}`, one, isThere, async (employee) => {
    const [text, mark] = words(employee)
    await types(employee, text, mark)
    return text.startsWith('/') ? afterCommand(text) : afterWords(text)
  })

const odd = (kind: string, one: Who) =>
  typed(kind, one, (employee) => {
    const mark = nextMark(employee)
    const text = oddities[kind]?.(mark) ?? mark
    return [text, text.includes(mark) ? mark : text]
  })

const pressing = (name: string, one: Who, at: number, times: 1 | 2, only = /./): Command =>
  employeeDoes(name, one, isThere, async (employee) => {
    const seen = await glance(employee)
    const there = at % 3 === 0 ? [...seen.keys, ...seen.toldKeys] : seen.keys
    const keys = there.filter(({ label }) => only.test(label))
    const key = keys[at % keys.length]
    if (!key) return null
    const press = (force: boolean) => reached(() => presses(employee, key, force))
    await Promise.all(times === 1 ? [press(false)] : [press(false), press(true)])
    return one.hasty ? nothingToExpect : afterPress(employee, key)
  })

/** A screen may have moved between the look and the finger. */
const reached = (press: () => Promise<unknown>) => press().catch(() => undefined)

const pressStale = (one: Who, at: number): Command =>
  employeeDoes(`a stale button ${at}`, one, isThere, async (employee) => {
    const { keys, toldKeys } = await glance(employee)
    const standing = new Set([...keys, ...toldKeys].map(({ data }) => data))
    const stale = [...employee.seen.values()].filter(({ data }) => !standing.has(data))
    const key = stale[at % stale.length]
    if (!key) return null
    await onWhatIsLeft(employee, key, keys)
    return afterStalePress(employee, key)
  })

/** Of a message that is gone, the press arrives as one on what stands there now. */
async function onWhatIsLeft(employee: Employee, key: Key, keys: Key[]) {
  const at = keys[0]?.message ?? key.message
  await presses(employee, key, true).catch(() =>
    reached(() => presses(employee, { ...key, message: at }, true)),
  )
}

const sent =
  (kind: 'document' | 'voice', count: number, captioned: boolean): Act =>
  async (employee) => {
    const captionMark = captioned ? nextMark(employee) : ''
    const caption = captioned ? { mark: captionMark, text: `Подпись ${captionMark}.` } : null
    const files = Array.from({ length: count }, () => {
      const mark = nextMark(employee)
      return { name: `файл ${mark}.log`, bytes: Buffer.from(`содержимое ${mark}`) }
    })
    const voice = files.map((file) => ({ ...file, mime: 'audio/ogg' }))
    await sends(employee, kind, kind === 'voice' ? voice : files, caption)
    return kind === 'voice' ? nothingToExpect : afterWords(files.at(-1)?.name ?? '')
  }

const editing = (one: Who, at: number): Command =>
  employeeDoes('edits a message', one, isThere, async (employee) => {
    const piece = employee.pieces[at % employee.pieces.length]
    if (!piece) return null
    const mark = nextMark(employee)
    await edits(employee, piece, { mark, text: `Исправлено ${mark}.` })
    return nothingToExpect
  })

const typesCode = (one: Who): Command =>
  employeeDoes(
    'types the newest code',
    one,
    isThere,
    async (employee) => {
      const [code = ''] = await codesOf(employee)
      const typed = notYetTyped(employee, code)
      if (!code || !typed) return null
      employee.usedCodes.add(code)
      await types(employee, typed)
      return nothingToExpect
    },
    { mayEnter: true },
  )

const wrongCode = (one: Who): Command =>
  employeeDoes('types a wrong code', one, isThere, async (employee) => {
    await types(employee, String(80_000_000 + employee.person.id * 100 + ++employee.marks))
    return afterWrongCode
  })

const repeats = (one: Who, at: number): Command =>
  employeeDoes(
    'sends an earlier update again',
    { ...one, hasty: one.hasty && at % 2 === 0 },
    ({ person }) => person.updates.length > 0,
    async ({ person, stage }) => {
      const update = person.updates[at % person.updates.length]
      await reached(() => stage.world.telegram.post(`/updates/${update}/repeat`))
      return afterRepeat
    },
    { unheard: true },
  )

/** By what stands on the phone: signing in, choosing, describing, sending. */
const walks = (one: Who, steps: number): Command =>
  employeeDoes(
    `goes ${steps} steps on`,
    { ...one, hasty: false },
    (employee) => isThere(employee) && employee.standing === 'live' && !employee.uncertain,
    async (employee) => {
      await walksOn(employee, steps)
      return nothingToExpect
    },
    { mayEnter: true },
  )

const blocks = (one: Who, blocked: boolean, starts: boolean): Command =>
  employeeDoes(
    blocked ? 'shuts the bot out' : 'lets the bot in',
    { ...one, hasty: true },
    (employee) => employee.blocked !== blocked,
    async (employee) => {
      await shutsOut(employee, blocked)
      if (starts && !blocked) await types(employee, '/start')
      return nothingToExpect
    },
  )

/** One of three; three times in ten in haste. */
const someone = fc.record({ who: fc.nat(2), hasty: fc.nat(9).map((chance) => chance < 3) })

/** All that an employee can do, each as likely as it stands here often. */
export const employeeActs: fc.Arbitrary<Command>[] = [
  fc
    .tuple(someone, fc.constantFrom('/start', '/new', '/new', '/my', '/help', '/logout'))
    .map(([one, name]) => typed(name, one, () => [name])),
  ...Array.from({ length: 2 }, () =>
    someone.map((one) =>
      typed('words', one, (employee) => {
        const mark = nextMark(employee)
        return [`Строка ${mark}.`, mark]
      }),
    ),
  ),
  fc.tuple(someone, fc.constantFrom(...Object.keys(oddities))).map(([one, kind]) => odd(kind, one)),
  ...Array.from({ length: 5 }, () =>
    fc.tuple(someone, index).map(([one, at]) => pressing(`presses button ${at}`, one, at, 1)),
  ),
  fc.tuple(someone, index).map(([one, at]) => pressing(`presses ${at} twice`, one, at, 2)),
  someone.map((one) => pressing('sends twice', one, 0, 2, /📨|Далее/)),
  someone.map((one) => pressing('cancels', one, 0, 1, /Отменить/)),
  ...Array.from({ length: 2 }, () =>
    fc.tuple(someone, index).map(([one, at]) => pressStale(one, at)),
  ),
  fc
    .tuple(someone, fc.constantFrom(1, 1, 3), fc.boolean())
    .map(([one, count, captioned]) =>
      employeeDoes(`sends ${count} file(s)`, one, isThere, sent('document', count, captioned)),
    ),
  someone.map((one) => employeeDoes('sends a voice', one, isThere, sent('voice', 1, false))),
  fc.tuple(someone, index).map(([one, at]) => editing(one, at)),
  someone.map(typesCode),
  someone.map(wrongCode),
  someone.map((one) => pressing('asks for a code again', one, 0, 1, /ещё раз|Другой адрес/)),
  fc.tuple(someone, index).map(([one, at]) => repeats(one, at)),
  ...Array.from({ length: 5 }, () =>
    fc.tuple(someone, fc.integer({ min: 1, max: 8 })).map(([one, steps]) => walks(one, steps)),
  ),
  someone.map((one) => blocks(one, true, false)),
  fc.tuple(someone, fc.boolean()).map(([one, starts]) => blocks(one, false, starts)),
]
