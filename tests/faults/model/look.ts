import { type Bubble, textOf } from '../../world/phone'
import { until } from '../../world/until'
import { readFacts } from '../checker/facts'
import type { Claim, Employee } from './employee'
import { type Key, keysOf, type Kind, kindOf, screensOf, toldOf } from './screen'

export type Access = 'in' | 'out' | 'unverified'

/** What an employee sees when all they did so far is answered. */
export type Look = {
  access: Access
  screens: Bubble[]
  kinds: Kind[]
  keys: Key[]
  /** Buttons under what was told by itself. */
  toldKeys: Key[]
  /** What was said in requests of this chat. */
  turns: { number: string; text: string }[]
  /** Requests of this chat, and the newest one's number. */
  filed: number
  newest: string | null
}

const secrets = /Б-\d+|д\d+-(?=\d)|model\d+@/g

const patience = 90_000

/** Waits until all updates are answered and the newest screen is drawn. */
export async function look(employee: Employee): Promise<Look> {
  const { person } = employee
  await until(`${person.name} to be answered`, () => isAnswered(employee), patience, 40)
  return { ...(await glance(employee)), ...(await stateOf(employee)) }
}

/** What stands there now, finished or not. */
export async function glance({ stage, person, seen, heard }: Employee) {
  const bubbles = await stage.world.phone(person.id).fromBot()
  for (const key of bubbles.flatMap(keysOf)) seen.set(key.data, key)
  const words = [...bubbles.map(textOf), ...bubbles.flatMap(keysOf).map(({ label }) => label)]
  for (const one of words.join('\n').match(secrets) ?? []) heard.add(one)
  const screens = screensOf(bubbles)
  const told = toldOf(bubbles)
  const keys = keysOf(bubbles.findLast((one) => keysOf(one).length && !told.includes(one)))
  return { screens, kinds: screens.map(kindOf), keys, toldKeys: told.flatMap(keysOf) }
}

async function isAnswered(employee: Employee): Promise<boolean> {
  const { world, history } = employee.stage
  if (!(await isDrawn(employee))) return false
  const { unanswered } = await readFacts(world, { ...history, people: [employee.person] })
  // Answered meanwhile, and not drawn yet
  return !unanswered.length && isDrawn(employee)
}

/** A drawing that waits for its next try tries soon: how long it waits is no matter here. */
async function isDrawn({ stage: { world }, person }: Employee): Promise<boolean> {
  const behind = await world.rows(
    `UPDATE bot_chats SET draw_after = least(draw_after, now() + interval '3 seconds')
    WHERE chat_id = $1 AND drawn_revision < screen_revision RETURNING chat_id`,
    [person.id],
  )
  return behind.length === 0
}

type State = Pick<Look, 'access' | 'filed' | 'newest' | 'turns'>

async function stateOf({ stage: { world }, person }: Employee): Promise<State> {
  const [row] = await world.rows<State>(
    `SELECT coalesce((SELECT CASE WHEN state <> 'active' OR session_expires_at < now() THEN 'out'
        WHEN checked_at < now() - interval '24 hours' THEN 'unverified' ELSE 'in' END
      FROM users WHERE telegram_id = $1), 'out') AS access,
      (SELECT count(*)::int FROM tickets WHERE receipt_chat = $1) AS filed,
      (SELECT number FROM tickets WHERE receipt_chat = $1 ORDER BY created_at DESC LIMIT 1)
        AS newest,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('number', number,
          'text', concat_ws(' ', messages.text, messages.attachments::text))), '[]')
        FROM messages JOIN tickets ON tickets.id = ticket_id
        WHERE receipt_chat = $1 AND direction = 'fromEmployee') AS turns`,
    [person.id],
  )
  if (!row) throw new Error('PostgreSQL told nothing')
  return row
}

/** What of theirs stands on a screen; null when it is cut short and need not show all. */
export function visibleOn(employee: Employee, bubble: Bubble | undefined): Claim | null {
  const words = bubble ? textOf(bubble) : ''
  if (words.includes('…')) return null
  const texts = employee.pieces
    .toSorted((a, b) => a.message - b.message)
    .flatMap(({ wordings }) => wordings.map(({ text }) => text))
    .filter((text) => words.includes(text))
  const files = employee.files.filter(({ name, unnamed }) => !unnamed && words.includes(name))
  return { texts: [...new Set(texts)], files, unnamed: words.split('🎤').length - 1 }
}
