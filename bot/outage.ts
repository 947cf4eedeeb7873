import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { inTransaction } from '../src/database/transaction'
import { type Chat, redraw } from './chat'
import { readTexts } from './content'
import { bindPresses } from './dialog'
import { type SignInDraft, signInSteps } from './sign-in'

/**
 * Naumen is away while somebody waits for a code: says so on their screen, the same for every
 * address. May be called at every try; a chat that has moved on is left alone.
 */
export async function tellOutage(payload: Payload, challenge: string): Promise<void> {
  const say = await readTexts(payload)
  await inTransaction(payload, async (tx) => {
    const [chat] = await tx.rows<Chat>(sql`
      SELECT c.chat_id::float8 AS id, c.consent_version AS "consentVersion", c.dialog,
        c.saved_draft AS "savedDraft", c.turn::float8 AS turn, c.place, c.screen,
        c.message_id::float8 AS message
      FROM sign_in_challenges s JOIN bot_chats c USING (chat_id) WHERE s.id = ${challenge}
      FOR UPDATE OF c`)
    const draft = chat?.dialog?.draft as SignInDraft | undefined
    if (!chat || draft?.challenge !== challenge || chat.dialog?.step !== 'code') return
    const facts = { say, consent: { required: false, version: '' } }
    const question = signInSteps.code?.ask(draft, facts)
    if (!question || chat.screen?.text.startsWith(say('checkDelayed'))) return
    const text = `${say('checkDelayed')}\n\n${question.text}`
    const screen = bindPresses({ ...question, text }, chat.turn)
    await redraw(tx, chat.id, screen)
  })
}
