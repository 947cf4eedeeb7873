'use client'
import { useTranslation } from '@payloadcms/ui'
import type { CategoryNode } from '../../database/category-tree'
import { keptWords } from '../kit/kept-words'
import type { CategoryWords } from './words'

type Props = {
  node: CategoryNode
  say: CategoryWords
  uses: number | null
  readOnly: boolean
  onRetry: (node: CategoryNode) => void
  onCompare: (node: CategoryNode) => void
}

/** What stands behind a title: how it stands with Naumen, whether it is archived, how often it is used. */
export function NodeMarks({ node, say, uses, readOnly, onRetry, onCompare }: Props) {
  const { active, state, title } = node
  const { i18n } = useTranslation()
  const reason = keptWords(node.reason, i18n.language)
  return (
    <>
      {state === 'failed' && (
        <span className="category-trouble">
          <span className="category-mark category-mark--bad" title={reason ?? undefined}>
            {say.failed}
          </span>
          <span className="category-reason">{reason}</span>
          {!readOnly && (
            <button
              type="button"
              aria-label={`${say.retry}: ${title}`}
              onClick={() => onRetry(node)}
            >
              {say.retry}
            </button>
          )}
        </span>
      )}
      {state === 'conflict' && (
        <span className="category-trouble">
          <span className="category-mark category-mark--warn" title={reason ?? undefined}>
            {say.conflict}
          </span>
          {!readOnly && (
            <button
              type="button"
              aria-label={`${say.compare}: ${title}`}
              onClick={() => onCompare(node)}
            >
              {say.compare}
            </button>
          )}
        </span>
      )}
      {state === 'waiting' && (
        <span className="category-mark" title={reason ?? undefined}>
          {say.waiting}
        </span>
      )}
      {!active && <span className="category-mark">{say.archived}</span>}
      <span className="category-uses" title={say.usesLabel} aria-label={say.usesLabel}>
        {uses || ''}
      </span>
    </>
  )
}
