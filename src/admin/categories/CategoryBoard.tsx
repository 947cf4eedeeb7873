'use client'
import { Link, useConfig, useTranslation } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import type { CategoryNode } from '../../database/category-tree'
import { Empty } from '../kit/Empty'
import { useAct } from '../kit/use-act'
import { wordsIn } from '../kit/words'
import { pathOf } from '../tree/MoveDialog'
import type { MenuEntry } from '../tree/RowMenu'
import { Tree } from '../tree/Tree'
import { forestOf, movedTo, type Place } from '../tree/tree-rules'
import { figuresOf, inUse, summedUses } from './category-figures'
import { CategoryTools } from './CategoryTools'
import { ArchiveDialog, ConflictDialog, MoveAnyway, WordsDialog } from './dialogs'
import { NodeMarks } from './NodeMarks'
import { read, useCategories, useSame, useUses } from './use-categories'
import { categoryWords, type Trouble } from './words'
import './categories.css'

type Asked =
  | { what: 'compare' | 'words'; id: string }
  | { what: 'archive'; id: string; people: number }
  | { what: 'move'; id: string; people: number; place: Place }

/** The tree of categories at work: every change is saved at once and finds its own way to Naumen. */
export function CategoryBoard({ first, readOnly }: { first: CategoryNode[]; readOnly: boolean }) {
  const { i18n } = useTranslation()
  const { config } = useConfig()
  const router = useRouter()
  const say = wordsIn(i18n.language, categoryWords)
  const { act } = useAct()
  const { nodes, change, refresh } = useCategories(first)
  const uses = useUses()
  const [query, setQuery] = useState('')
  const [withArchive, setWithArchive] = useState(false)
  const [lookedAt, setLookedAt] = useState<Trouble | null>(null)
  const [asked, setAsked] = useState<Asked | null>(null)
  const shownQuery = useDeferredValue(query)
  const forest = useMemo(() => forestOf(nodes), [nodes])
  const shown = useMemo(() => (withArchive ? nodes : inUse(nodes)), [nodes, withArchive])
  const figures = useMemo(() => figuresOf(nodes), [nodes])
  // The last of them is mended: then there is nothing left to look at alone
  const only = lookedAt && figures[lookedAt] ? lookedAt : null
  const isLookedAt = useMemo(() => only && ((one: CategoryNode) => one.state === only), [only])
  const sums = useSame(useMemo(() => uses && summedUses(nodes, uses), [nodes, uses]))
  const node = asked ? forest.get(asked.id) : undefined

  async function save(path: string, method: 'POST' | 'PATCH', body: object, done?: string) {
    const answer = await act(`/categories${path}`, { method, body, done })
    await refresh()
    return answer !== null
  }
  const edit = (id: string, body: object) => save(`/${id}`, 'PATCH', body)
  const moveNow = (id: string, place: Place) => {
    change((before) => movedTo(before, id, place))
    void save(`/${id}/place`, 'POST', place)
  }
  /** How many people are just using it, or something below it. */
  const draftsOf = async (id: string) =>
    (await read<{ people: number }>(`${config.routes.api}/categories/${id}/drafts`))?.people ?? 0
  async function move(id: string, place: Place) {
    // Another place among its siblings is none of the drafts' business
    const stays = (forest.get(id)?.parent ?? null) === place.parent
    const people = stays ? 0 : await draftsOf(id)
    if (people) setAsked({ what: 'move', id, people, place })
    else moveNow(id, place)
  }
  const askArchive = async (id: string) =>
    setAsked({ what: 'archive', id, people: await draftsOf(id) })
  const retry = useCallback(
    (one: CategoryNode) => void save(`/${one.id}/retry`, 'POST', {}, say.queued),
    [],
  )
  const marks = useCallback(
    (one: CategoryNode) => (
      <NodeMarks
        node={one}
        say={say}
        uses={sums?.[one.id] ?? null}
        readOnly={readOnly}
        onRetry={retry}
        onCompare={({ id }) => setAsked({ what: 'compare', id })}
      />
    ),
    [say, sums, readOnly, retry],
  )
  const menuOf = (one: CategoryNode): MenuEntry[] => [
    ...(readOnly
      ? []
      : [{ label: say.words, onClick: () => setAsked({ what: 'words', id: one.id }) }]),
    {
      label: say.open,
      onClick: () => router.push(`${config.routes.admin}/collections/categories/${one.id}`),
    },
    ...(readOnly
      ? []
      : one.active
        ? [{ label: say.archive, onClick: () => void askArchive(one.id) }]
        : [{ label: say.restore, onClick: () => void edit(one.id, { active: true }) }]),
  ]

  const close = () => setAsked(null)
  return (
    <div className="category-board">
      <CategoryTools
        say={say}
        figures={figures}
        query={query}
        onQuery={setQuery}
        withArchive={withArchive}
        onArchive={setWithArchive}
        only={only}
        onOnly={setLookedAt}
      />
      {!nodes.length && (
        <Empty title={say.emptyTitle}>
          {say.emptyText}{' '}
          <Link href={`${config.routes.admin}/globals/naumen-mapping`} prefetch={false}>
            →
          </Link>
        </Empty>
      )}
      <Tree
        name="categories"
        label={say.label}
        nodes={shown}
        maxDepth={3}
        query={shownQuery}
        only={isLookedAt}
        readOnly={readOnly}
        accepts={(parent) => parent.active}
        addLabel={say.add}
        onMove={(id, place) => void move(id, place)}
        onRename={(id, title) => edit(id, { title })}
        onAdd={(parent, title) => save('', 'POST', { title, parent, active: true })}
        menuOf={menuOf}
        render={marks}
      />
      {asked?.what === 'archive' && node && (
        <ArchiveDialog
          node={node}
          say={say}
          people={asked.people}
          hasBelow={forest.childrenOf(node.id).length > 0}
          onArchive={() => void edit(node.id, { active: false })}
          onClose={close}
        />
      )}
      {asked?.what === 'move' && node && (
        <MoveAnyway
          node={node}
          say={say}
          people={asked.people}
          onMove={() => moveNow(asked.id, asked.place)}
          onClose={close}
        />
      )}
      {asked?.what === 'compare' && node && (
        <ConflictDialog
          node={node}
          say={say}
          place={pathOf(forest, node.parent)}
          onKeep={(keep) => void save(`/${node.id}/resolve`, 'POST', { keep })}
          onClose={close}
        />
      )}
      {asked?.what === 'words' && node && (
        <WordsDialog
          node={node}
          say={say}
          onSave={(words) => void edit(node.id, { keywords: words })}
          onClose={close}
        />
      )}
    </div>
  )
}
