import { sql } from '@payloadcms/db-postgres'
import type { Shown } from '../chat'
import { cardButtons } from './card-buttons'
import { cardText } from './card-text'
import { timeInWords } from '../dates'
import { myTickets } from '../my-tickets'
import { readCard } from './read-card'
import { type Looking, lookingOf } from './words'
import type { SignedIn } from '../world'

/** Seconds within which a ticket read from Naumen is fresh enough for whoever presses again. */
const freshSeconds = 5

/** One of the user's own tickets; null for anybody else's, as if it were not there. */
export async function ticketCard(looking: Looking, id: string): Promise<Shown | null> {
  const card = await readCard(looking.tx, looking.user, id)
  if (!card) return null
  const text = cardText(looking, card)
  return { text, rows: cardButtons(looking.say, card), live: text }
}

/** Shows a card, and has Naumen asked what is new: the card is drawn again when there is something. */
export async function openTicket(world: SignedIn, id: string): Promise<Shown> {
  const card = await ticketCard(lookingOf(world), id)
  if (!card) return myTickets(world, 'open')
  await askNaumen(world, id)
  if (!isRefresh(world, id)) return card
  const time = timeInWords(new Date(), world.settings.timeZone)
  return { ...card, text: `${card.text}\n\n${world.say('cardRefreshed', { time })}` }
}

/** «Обновить» under the very card: it must be answered even where nothing has changed. */
function isRefresh({ chat, incoming: { answer } }: SignedIn, id: string): boolean {
  const press = `/ticket:${id}`
  const isPressed = answer.kind === 'press' && answer.press === press
  return isPressed && chat.place === press && chat.screen?.live !== undefined
}

async function askNaumen({ tx, queue }: SignedIn, id: string): Promise<void> {
  const [due] = await tx.rows<{ serviceCall: string }>(sql`
    SELECT naumen_uuid AS "serviceCall" FROM tickets WHERE id = ${id}::uuid
      AND naumen_uuid IS NOT NULL AND naumen_gone_at IS NULL
      AND coalesce(naumen_pulled_at < now() - make_interval(secs => ${freshSeconds}), true)
      AND NOT EXISTS (SELECT FROM pgboss.job WHERE name = 'pull-ticket'
        AND singleton_key = naumen_uuid AND state < 'active')`)
  if (!due) return
  const { serviceCall } = due
  await queue.send(tx.db, 'pull-ticket', { serviceCall }, { key: serviceCall })
}
