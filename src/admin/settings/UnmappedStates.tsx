import { sql } from '@payloadcms/db-postgres'
import type { UIFieldServerProps } from 'payload'
import { rows } from '../../database/transaction'
import { wordsIn } from '../kit/words'
import './settings.css'

const words = {
  ru: {
    unmapped: 'В Naumen встречаются состояния, о которых здесь ничего не сказано: {states}.',
    advice: 'Такая заявка сохраняет прежний статус. Впишите код в подходящую строку.',
  },
  en: {
    unmapped: 'Naumen has states of which nothing is said here: {states}.',
    advice: 'Such a request keeps the status it had. Add the code to a row.',
  },
}

/** States that requests really have and no row names. */
export async function UnmappedStates({ i18n, payload }: UIFieldServerProps) {
  const say = wordsIn(i18n.language, words)
  const { statuses } = await payload.findGlobal({ slug: 'ticket-statuses', overrideAccess: true })
  const named = new Set((statuses ?? []).flatMap(({ naumenStates }) => naumenStates ?? []))
  const states = (await seenStates(payload)).filter((state) => !named.has(state))
  if (!states.length) return null
  return (
    <p className="settings-note settings-note--warning" role="status">
      <b>{say.unmapped.replace('{states}', states.join(', '))}</b> {say.advice}
    </p>
  )
}

/** One look into the index a state, however many requests there are. */
async function seenStates(payload: UIFieldServerProps['payload']): Promise<string[]> {
  const found = await rows<{ state: string }>(
    payload,
    sql`WITH RECURSIVE states AS (
          (SELECT naumen_state AS state FROM tickets WHERE naumen_state IS NOT NULL
           ORDER BY naumen_state LIMIT 1)
          UNION ALL
          SELECT (SELECT t.naumen_state FROM tickets t WHERE t.naumen_state > s.state
                  ORDER BY t.naumen_state LIMIT 1)
          FROM states s WHERE s.state IS NOT NULL
        ) SELECT state FROM states WHERE state <> '' LIMIT 50`,
  )
  return found.map(({ state }) => state)
}
