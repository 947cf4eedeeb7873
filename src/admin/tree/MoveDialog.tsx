'use client'
import { Button } from '@payloadcms/ui'
import { useState } from 'react'
import { useWords } from '../kit/use-words'
import { Dialog } from '../kit/Dialog'
import { type Forest, mayStandIn, type Place, type TreeNode } from './tree-rules'
import { treeWords } from './tree-words'

const shown = 60

/** «Внутрь…»: every place the node may stand in, found by typing; for those who don't drag. */
export function MoveDialog<N extends TreeNode>({
  forest,
  node,
  limits,
  onMove,
  onClose,
}: {
  forest: Forest<N>
  node: N
  limits: { maxDepth: number; accepts?: (parent: N) => boolean }
  onMove: (place: Place) => void
  onClose: () => void
}) {
  const say = useWords(treeWords)
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<string | null | undefined>()
  const places = [
    ...(mayStandIn(forest, node.id, null, limits) ? [{ id: null, path: say.topLevel }] : []),
    ...forest.all
      .filter(({ id }) => id !== node.parent && mayStandIn(forest, node.id, id, limits))
      .map(({ id }) => ({ id, path: pathOf(forest, id) }))
      .toSorted((a, b) => a.path.localeCompare(b.path, 'ru')),
  ].filter(({ id, path }) => id !== node.parent && includes(path, query))
  const move = () => {
    if (chosen === undefined) return
    onMove({ parent: chosen, after: forest.childrenOf(chosen).at(-1)?.id ?? null })
    onClose()
  }
  const title = say.moveTitle.replace('{title}', () => node.title)
  return (
    <Dialog title={title} onClose={onClose}>
      <input
        className="tree-move__search"
        type="search"
        autoFocus
        placeholder={say.choose}
        aria-label={say.choose}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      <div className="tree-move__places" role="radiogroup" aria-label={title}>
        {places.slice(0, shown).map(({ id, path }) => (
          <label key={id ?? ''}>
            <input
              type="radio"
              name="place"
              checked={chosen === id}
              onChange={() => setChosen(id)}
            />
            {path}
          </label>
        ))}
        {!places.length && <p>{query.trim() ? say.nothing : say.nowhere}</p>}
      </div>
      <div className="own-dialog__buttons">
        <Button buttonStyle="secondary" onClick={onClose}>
          {say.cancel}
        </Button>
        <Button onClick={move} disabled={chosen === undefined}>
          {say.move}
        </Button>
      </div>
    </Dialog>
  )
}

export const pathOf = <N extends TreeNode>(forest: Forest<N>, id: string | null) =>
  id
    ? forest
        .lineOf(id)
        .map(({ title }) => title)
        .join(' → ')
    : ''

const includes = (path: string, query: string) =>
  path.toLowerCase().includes(query.trim().toLowerCase())
