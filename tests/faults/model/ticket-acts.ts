import fc from 'fast-check'
import { textOf } from '../../world/phone'
import { type Command, employeeDoes, isThere, type Who } from './command'
import { type Employee, nextMark, replies, types, wrote } from './employee'
import { afterAnswer, afterLink, nothingToExpect } from './expect'
import { glance } from './look'

/** Answers a message that speaks of a request, be it a comment, a status or a receipt. */
const answers = (one: Who, at: number): Command =>
  employeeDoes('answers a message of the bot', one, isThere, async (employee) => {
    const told = (await employee.stage.world.phone(employee.person.id).fromBot()).filter((bubble) =>
      /^(💬|\S+ Б-\d+)/.test(textOf(bubble)),
    )
    const bubble = told[at % told.length]
    if (!bubble) return null
    const mark = nextMark(employee)
    await replies(employee, `Ответ ${mark}.`, mark, bubble.id)
    return one.hasty ? nothingToExpect : afterAnswer(`Ответ ${mark}.`)
  })

/** A link to a request: their own, or one that somebody sent them. */
const opens = (one: Who, at: number): Command =>
  employeeDoes('opens a link to a request', one, isThere, async (employee) => {
    const all = await ticketsOf(employee)
    const ticket = all[at % all.length]
    if (!ticket) return null
    await types(employee, `/start t-${ticket.id}`)
    return one.hasty ? nothingToExpect : afterLink(ticket)
  })

/** Where the bot asks for a number; elsewhere it would be words like any others. */
const looksUp = (one: Who, at: number): Command =>
  employeeDoes('looks a request up', { ...one, hasty: false }, isThere, async (employee) => {
    const { kinds } = await glance(employee)
    const own = (await ticketsOf(employee)).filter((ticket) => ticket.own)
    const ticket = own[at % own.length]
    if (!ticket || kinds[0] !== 'find') return null
    const { updateId } = await employee.stage.world.phone(employee.person.id).types(ticket.number)
    wrote(employee, [updateId])
    return afterLink(ticket)
  })

export type Linked = { id: string; number: string; own: boolean }

/** Of everybody, the newest first. */
const ticketsOf = ({ stage, person }: Employee) =>
  stage.world.rows<Linked>(
    `SELECT tickets.id, number, coalesce(users.chat_id = $1, false) AS own
    FROM tickets JOIN users ON users.id = user_id ORDER BY tickets.created_at DESC LIMIT 6`,
    [person.id],
  )

const someone = fc.record({ who: fc.nat(2), hasty: fc.nat(9).map((chance) => chance < 3) })
const somewhere = fc.nat(200)

export const ticketActs: fc.Arbitrary<Command>[] = [
  ...Array.from({ length: 3 }, () =>
    fc.tuple(someone, somewhere).map(([one, at]) => answers(one, at)),
  ),
  ...Array.from({ length: 2 }, () =>
    fc.tuple(someone, somewhere).map(([one, at]) => opens(one, at)),
  ),
  fc.tuple(someone, somewhere).map(([one, at]) => looksUp(one, at)),
]
