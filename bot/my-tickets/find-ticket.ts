import { sql } from '@payloadcms/db-postgres'
import type { Screen } from '../../src/domain/screen'
import type { Note } from '../dialog'
import { listed, type ListedTicket, order, ticketButton } from '../my-tickets'
import { openTicket } from './card'
import { lookingOf } from './words'
import type { Outcome, SignedIn } from '../world'

const most = 8
/** Longer than any number with its prefix: somebody tells something instead. */
const longest = 40

/** «Найти по номеру»: asks for it. */
export const startFind = (world: SignedIn, notes?: Note[]): Outcome => ({
  screen: { text: world.say('askTicketNumber'), rows: waysOut(world) },
  notes,
  dialog: { name: 'find-ticket', step: 'number', draft: null },
  place: '/find',
})

/**
 * Looks for what was typed among the person's own tickets.
 * @returns null when it can't be a number: then it is said as if nothing had been asked
 */
export async function continueFind(world: SignedIn): Promise<Outcome | null> {
  const { answer } = world.incoming
  if (answer.kind !== 'text' || !isNumber(answer.text)) return null
  const query = answer.text.trim()
  const found = await findOwn(world, query)
  const [first] = found
  if (!first) return startFind(world, [{ text: 'ticketNotFound', values: { query } }])
  if (found.length === 1)
    return {
      screen: await openTicket(world, first.id),
      dialog: null,
      place: `/ticket:${first.id}`,
    }
  return { ...startFind(world), screen: resultScreen(world, query, found) }
}

const resultScreen = (world: SignedIn, query: string, found: ListedTicket[]): Screen => ({
  text: world.say('ticketsFound', { query }),
  rows: [...found.map((ticket) => [ticketButton(lookingOf(world), ticket)]), ...waysOut(world)],
})

const waysOut = ({ say }: SignedIn) => [
  [
    { label: say('back'), press: '/my' },
    { label: say('home'), press: '/home' },
  ],
]

const isNumber = (text: string) =>
  /\d/.test(text) && text.trim().length <= longest && !text.trim().includes('\n')

/** Exactly, else by the end; where the letters before it are not ours, by the digits alone. */
async function findOwn(world: SignedIn, query: string): Promise<ListedTicket[]> {
  const typed = bare(query)
  const found = await endingIn(world, typed.replace(/\D/g, ''))
  const fit = (fits: (name: string) => boolean) =>
    found.filter(({ names }) => names.some((name) => fits(bare(name))))
  const exact = fit((name) => name === typed)
  const byEnd = exact.length ? exact : fit((name) => name.endsWith(typed))
  return (byEnd.length ? byEnd : found).slice(0, most)
}

/** «б – 1001» is «Б1001». */
const bare = (text: string) => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')

const endingIn = ({ tx, user }: SignedIn, digits: string) =>
  tx.rows<ListedTicket & { names: string[] }>(sql`
    SELECT ${listed}, names FROM tickets,
      LATERAL (SELECT array_remove(ARRAY[number, naumen_title, naumen_number::text], NULL) AS names) AS naming
    WHERE user_id = ${user.id} AND EXISTS (SELECT FROM unnest(names) AS name
      WHERE regexp_replace(name, '\\D', '', 'g') LIKE ${`%${digits}`})
    ORDER BY ${order} LIMIT 500`)
