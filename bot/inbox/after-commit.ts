import { sql } from '@payloadcms/db-postgres'
import { rows } from '../../src/database/transaction'
import { react, replaceButtons } from '../../src/telegram/deliver'
import { readTexts } from '../content'
import type { InboxDeps, Later } from '../world'

/** Gives the signs that a committed answer has left; nobody waits for them. */
export function signLater(deps: InboxDeps, chat: number, later: Later[]): void {
  for (const one of later)
    sign(deps, chat, one).catch((error: unknown) =>
      deps.log.info({ err: error }, 'A sign could not be given'),
    )
}

async function sign(deps: InboxDeps, chat: number, later: Later): Promise<void> {
  if (later.kind === 'rated') return takeStars(deps, chat, later)
  if (later.message !== undefined) await markSaved(deps, chat, later.message, later.turn)
}

/**
 * 👀, unless it is with the engineer already. The hand-over gives 👌 after it is done: whoever finds it
 * done after giving 👀 gives 👌 as well, so that 👌 stands in the end, whoever was first.
 */
async function markSaved(deps: InboxDeps, chat: number, message: number, turn: string) {
  const { api } = deps.telegram
  if (!(await isHandedOver(deps, turn))) await react(api, chat, message, '👀')
  if (await isHandedOver(deps, turn)) await react(api, chat, message, '👌')
}

async function isHandedOver({ payload }: InboxDeps, turn: string): Promise<boolean> {
  const [row] = await rows<{ done: boolean }>(
    payload,
    sql`SELECT hand_over_state = 'done' AS done FROM messages WHERE id = ${turn}`,
  )
  return row?.done ?? false
}

async function takeStars(
  { payload, telegram }: InboxDeps,
  chat: number,
  { message, ticket }: { message: number; ticket: string },
) {
  const say = await readTexts(payload)
  const rows = [[{ label: say('openTicketButton'), press: `/ticket:${ticket}` }]]
  await replaceButtons(telegram.api, { chat, message, rows })
}
