'use client'
import { useConfig } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { labelOf, mayHold } from '../../domain/menu'
import { menuDepth } from '../../domain/menu-place'
import { Empty } from '../kit/Empty'
import { useAct } from '../kit/use-act'
import { useWords } from '../kit/use-words'
import { Tree } from '../tree/Tree'
import { movedTo, type Place } from '../tree/tree-rules'
import { FlawList } from './FlawList'
import { Marks } from './Marks'
import { flawsIn } from './flaws'
import { MenuPhone } from './MenuPhone'
import './menu.css'
import { type MenuData, type Node, stateOf } from './menu-data'
import { Removal } from './Removal'
import { kindWords, menuWords } from './words'

/** The tree of sections and the phone beside it. Every act of the tree shows in the bot at once. */
export function MenuBoard({ data }: { data: MenuData }) {
  const say = useWords(menuWords)
  const kinds = useWords(kindWords)
  const { act } = useAct()
  const router = useRouter()
  const { config } = useConfig()
  const [moved, setMoved] = useState<Node[] | null>(null)
  const [query, setQuery] = useState('')
  const [place, setPlace] = useState('/home')
  const [removing, setRemoving] = useState<Node | null>(null)
  useEffect(() => setMoved(null), [data])

  const menu = useMemo(() => (moved ? { ...data, nodes: moved } : data), [data, moved])
  const flaws = useMemo(() => flawsIn(menu), [menu])
  const nodes = useMemo(
    () =>
      menu.nodes.map((node) => ({
        ...node,
        title: node.latest.title || say.untitled,
        icon: node.latest.emoji || undefined,
        words: kinds[node.latest.kind],
      })),
    [kinds, menu, say.untitled],
  )
  const marks = useCallback(
    (node: Node) => <Marks node={node} flaws={flaws.get(node.id) ?? []} />,
    [flaws],
  )
  const page = (id: string, view = '') =>
    `${config.routes.admin}/collections/menu-sections/${id}${view}`

  async function tell(id: string, what: string, body?: object, done?: string) {
    const answer = await act(`/menu-sections/${id}${what}`, { body, done })
    if (answer) router.refresh()
    else setMoved(null)
    return answer !== null
  }
  async function add(parent: string | null, title: string) {
    const added = await act<{ id: string }>('/menu-sections/add', {
      body: { parent, title },
      done: say.added,
    })
    if (added) router.push(page(added.id))
    return added !== null
  }
  function move(id: string, to: Place) {
    setMoved(movedTo(nodes, id, to))
    void tell(id, '/move', to)
  }
  const commandsOf = (node: Node) => [
    { label: say.open, onClick: () => router.push(page(node.id)) },
    { label: say.onPhone, onClick: () => setPlace(`/menu:${node.id}`) },
    ...(stateOf(node) === 'published'
      ? []
      : [
          {
            label: say.publish,
            onClick: () => void tell(node.id, '/publish', {}, say.publishedNow),
          },
        ]),
    {
      label: node.active ? say.hide : say.show,
      onClick: () =>
        void tell(
          node.id,
          '/show',
          { active: !node.active },
          node.active ? say.hiddenNow : say.shownNow,
        ),
    },
    { label: say.versions, onClick: () => router.push(page(node.id, '/versions')) },
    { label: say.remove, onClick: () => setRemoving(node) },
  ]
  const shown = /^\/menu:(.+)$/.exec(place)?.[1] ?? null

  return (
    <div className="menu-board">
      <div className="menu-board__tree">
        {menu.nodes.length > 0 && (
          <input
            type="search"
            className="menu-search"
            placeholder={say.search}
            aria-label={say.search}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        )}
        {!menu.nodes.length && <Empty title={say.emptyTitle}>{say.emptyText}</Empty>}
        <Tree
          name="menu-sections"
          label={say.tree}
          nodes={nodes}
          maxDepth={menuDepth}
          query={query}
          selected={shown}
          accepts={({ latest }) => mayHold(latest)}
          onSelect={({ id }) => router.push(page(id))}
          onMove={move}
          onRename={(id, title) => tell(id, '/rename', { title })}
          onAdd={add}
          addLabel={say.add}
          menuOf={commandsOf}
          render={marks}
        />
        <FlawList nodes={menu.nodes} flaws={flaws} onOpen={(id) => router.push(page(id))} />
      </div>
      <MenuPhone data={menu} place={place} onPlace={setPlace} editOf={page} />
      {removing && (
        <Removal
          title={labelOf(removing.latest)}
          onClose={() => setRemoving(null)}
          onRemove={async () => {
            setRemoving(null)
            const { id } = removing
            const request = { method: 'DELETE', done: say.removed } as const
            if (await act(`/menu-sections/${id}`, request)) router.refresh()
          }}
        />
      )}
    </div>
  )
}
