import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { rows } from '../../database/transaction'
import { Empty } from '../kit/Empty'
import type { Say } from './figure-words'

type Known = { isEmpty: boolean; bot: string | null }

/** Before the first ticket: where it will come from. */
export async function EmptyOverview({ payload, say }: { payload: Payload; say: Say }) {
  const [known] = await rows<Known>(
    payload,
    sql`SELECT NOT EXISTS (SELECT FROM tickets) AS "isEmpty",
      (SELECT value FROM installation WHERE key = ${'bot username'}) AS bot`,
  )
  if (!known?.isEmpty) return null
  return (
    <div className="dashboard-empty">
      <Empty title={say.emptyTitle}>{whatToDo(payload, say, known.bot)}</Empty>
    </div>
  )
}

function whatToDo({ config }: Payload, say: Say, bot: string | null) {
  const { engine } = config.custom as { engine: { config: { SANDBOX_TELEGRAM_URL?: string } } }
  if (engine.config.SANDBOX_TELEGRAM_URL)
    return (
      <>
        {say.emptySandbox} <a href="/sandbox">{say.openSandbox}</a>
      </>
    )
  if (!bot) return say.emptyNoBot
  const link = `https://t.me/${bot}`
  return (
    <>
      {say.emptyLink} <a href={link}>{link}</a>
    </>
  )
}
