import { Link } from '@payloadcms/ui'
import { sql } from '@payloadcms/db-postgres'
import type { UIFieldServerProps } from 'payload'
import { rows } from '../../database/transaction'
import { keptWords } from '../kit/kept-words'
import { wordsIn } from '../kit/words'
import './categories.css'

const words = {
  ru: {
    top: 'Стоит на верхнем уровне.',
    inside: 'Стоит внутри: {path}.',
    tree: 'Место и порядок меняются в дереве категорий',
    failed: 'Не передано в Naumen: {reason} Повторить можно в дереве.',
    conflict: 'В Naumen изменили то же самое: сравните и выберите в дереве.',
  },
  en: {
    top: 'Stands at the top level.',
    inside: 'Stands inside: {path}.',
    tree: 'Its place and order are changed in the tree of categories',
    failed: 'Not handed over to Naumen: {reason} It can be tried again in the tree.',
    conflict: 'The same was changed in Naumen: compare and choose in the tree.',
  },
}

type State = { path: string | null; state: string | null; reason: string | null }

/** Above the form of a category: where it stands, and what is wrong between it and Naumen. */
export async function CategoryPlace({ data, i18n, payload }: UIFieldServerProps) {
  const say = wordsIn(i18n.language, words)
  const id: unknown = data?.id
  const [found] = typeof id === 'string' ? await rows<State>(payload, stateOf(id)) : []
  const place = found?.path ? say.inside.replace('{path}', () => found.path ?? '') : say.top
  const trouble = found?.state === 'failed' || found?.state === 'conflict' ? found.state : null
  return (
    <div className="category-place">
      <p>
        {place}{' '}
        <Link href={`${payload.config.routes.admin}/collections/categories`} prefetch={false}>
          {say.tree}
        </Link>
      </p>
      {trouble && (
        <p className={`category-place__${trouble}`} role="status">
          {say[trouble].replace('{reason}', () =>
            sentence(keptWords(found?.reason ?? null, i18n.language)),
          )}
        </p>
      )}
    </div>
  )
}

const sentence = (reason: string | null) =>
  reason ? reason.replace(/[.…]?$/, (end) => end || '.') : ''

const stateOf = (id: string) =>
  sql`SELECT concat_ws(' → ', above.title, parent.title) AS path, node.sync_state AS state,
        node.sync_error AS reason
      FROM categories node
      LEFT JOIN categories parent ON parent.id = node.parent_id
      LEFT JOIN categories above ON above.id = parent.parent_id
      WHERE node.id = ${id}`
