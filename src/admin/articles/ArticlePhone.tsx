import type { UIFieldServerProps } from 'payload'
import { sql } from '@payloadcms/db-postgres'
import { rows } from '../../database/transaction'
import { defaultTexts, type TextName } from '../../domain/texts'
import { LivePhone } from './LivePhone'

/** Beside the form of an article: the phone that follows every keystroke. */
export async function ArticlePhone({ payload }: UIFieldServerProps) {
  const global = await payload.findGlobal({ slug: 'bot-texts', overrideAccess: true, depth: 0 })
  const written = global as Partial<Record<TextName, string | null>>
  const hidden = await rows<{ id: string }>(
    payload,
    sql`SELECT id FROM article_sections WHERE active IS NOT TRUE`,
  )
  const texts = Object.fromEntries(
    said.map((name) => [name, written[name] || defaultTexts[name].text]),
  )
  return <LivePhone texts={texts} hiddenSections={hidden.map(({ id }) => id)} />
}

/** Only what an article says: the rest needs not travel to the browser. */
const said: TextName[] = [
  ...(['articlePart', 'articleEarlier', 'articleFurther', 'articleFiles'] as const),
  ...(['articleHelped', 'articleNotHelped', 'newTicketButton', 'back', 'home'] as const),
]
