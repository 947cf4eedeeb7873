import { sql } from '@payloadcms/db-postgres'
import type { InTransaction } from '../../src/database/transaction'
import type { Membership } from '../../src/domain/screen'
import { deliver, leaveChat } from '../../src/telegram/deliver'
import { readTexts } from '../content'
import type { InboxDeps } from '../world'

/** The person has shut the bot out, or let it in again. */
export const noteMembership = (tx: InTransaction, { person, blocked }: Membership) =>
  tx.rows(sql`UPDATE users SET bot_blocked = ${blocked} WHERE telegram_id = ${person.id}`)

/** Private chats only: whatever is said in a group, others would read. */
export async function leaveGroup(deps: InboxDeps, chat: number): Promise<void> {
  const say = await readTexts(deps.payload)
  try {
    await deliver(deps.telegram.api, { chat, html: say('privateOnly'), rows: [] })
    await leaveChat(deps.telegram.api, chat)
  } catch (error) {
    deps.log.info({ err: error }, 'A group could not be left')
  }
}
