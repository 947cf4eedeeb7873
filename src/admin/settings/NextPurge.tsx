import { sql } from '@payloadcms/db-postgres'
import type { UIFieldServerProps } from 'payload'
import { rows } from '../../database/transaction'
import { wordsIn } from '../kit/words'
import './settings.css'

const words = {
  ru: {
    title: 'Ближайшая очистка (раз в сутки) удалит по сохранённым срокам:',
    nothing: 'Ближайшая очистка (раз в сутки) по сохранённым срокам ничего не удалит.',
    conversations: 'переписок закрытых заявок',
    drafts: 'черновиков',
    signIns: 'записей о попытках входа',
    over: 'больше',
  },
  en: {
    title: 'The next clean-up (once a day) deletes, by the periods as saved:',
    nothing: 'The next clean-up (once a day) deletes nothing, by the periods as saved.',
    conversations: 'conversations of closed requests',
    drafts: 'drafts',
    signIns: 'records of sign-in attempts',
    over: 'more than',
  },
}
/** Counted no further than this: it is the size that matters. */
const MOST = 1000

/** How much goes next time: so that nobody learns of it afterwards. */
export async function NextPurge({ i18n, payload }: UIFieldServerProps) {
  const say = wordsIn(i18n.language, words)
  const days = await payload.findGlobal({ slug: 'retention', overrideAccess: true, depth: 0 })
  const older = (column: ReturnType<typeof sql>, count: number) =>
    sql`${column} < now() - make_interval(days => ${count})`
  const counted = async (from: ReturnType<typeof sql>) => {
    const [row] = await rows<{ count: string }>(
      payload,
      sql`SELECT count(*) FROM (SELECT ${from} LIMIT ${MOST + 1}) AS found`,
    )
    return Number(row?.count ?? 0)
  }
  const [conversations, drafts, signIns] = await Promise.all([
    counted(sql`FROM tickets WHERE ${older(sql`closed_at`, days.conversationDays)}
      AND text IS NOT NULL`),
    counted(sql`FROM bot_chats WHERE saved_draft IS NOT NULL
      AND ${older(sql`updated_at`, days.draftDays)}`),
    counted(sql`FROM sign_in_events WHERE ${older(sql`at`, days.signInDays)}`),
  ])
  const lines = Object.entries({ conversations, drafts, signIns }).filter(([, count]) => count)
  if (!lines.length) return <p className="settings-note">{say.nothing}</p>
  return (
    <div className="settings-note">
      {say.title}
      <ul>
        {lines.map(([name, count]) => (
          <li key={name}>
            {count > MOST ? `${say.over} ${MOST}` : count} {say[name as keyof typeof say]}
          </li>
        ))}
      </ul>
    </div>
  )
}
