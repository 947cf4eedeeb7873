/** What a tree view needs of a node; whoever uses it may know more of it. */
export type TreeNode = {
  id: string
  parent: string | null
  title: string
  /** Place among its siblings: the smaller, the higher. */
  order: number
  /** A sign before the title. */
  icon?: string
  /** Further words by which it is found. */
  words?: string
}

/** Under whom, and after which sibling (null: the first of them). */
export type Place = { parent: string | null; after: string | null }

export type Part = 'before' | 'inside' | 'after'
export type Step = 'up' | 'down' | 'in' | 'out'

export type Row<N extends TreeNode> = {
  node: N
  /** From 1. */
  depth: number
  /** All children, shown or not. */
  children: number
  isOpen: boolean
  position: number
  siblings: number
}

export type Forest<N extends TreeNode> = {
  get(id: string): N | undefined
  childrenOf(id: string | null): N[]
  /** From the root down to the node itself. */
  lineOf(id: string): N[]
  /** Levels of the subtree: 1 where nothing is below. */
  heightOf(id: string): number
  all: N[]
}

/** Nodes whose parent is unknown, or that hang in a circle, stand at the top: nothing is ever hidden. */
export function forestOf<N extends TreeNode>(all: N[]): Forest<N> {
  const byId = new Map(all.map((node) => [node.id, node]))
  const rooted = new Set(all.filter((node) => reachesRoot(byId, node)).map(({ id }) => id))
  const parentOf = (node: N) => (rooted.has(node.id) ? node.parent : null)
  const children = Map.groupBy(
    all.toSorted((a, b) => a.order - b.order || a.title.localeCompare(b.title, 'ru')),
    parentOf,
  )
  const childrenOf = (id: string | null) => children.get(id) ?? []
  const lineOf = (id: string): N[] => {
    const node = byId.get(id)
    if (!node) return []
    const parent = parentOf(node)
    return parent ? [...lineOf(parent), node] : [node]
  }
  const heightOf = (id: string): number =>
    1 + Math.max(0, ...childrenOf(id).map((child) => heightOf(child.id)))
  return { all, get: (id) => byId.get(id), childrenOf, lineOf, heightOf }
}

function reachesRoot<N extends TreeNode>(byId: Map<string, N>, node: N): boolean {
  const seen = new Set<string>()
  for (let at: N | undefined = node; at; at = byId.get(at.parent ?? '')) {
    if (seen.has(at.id)) return false
    if (at.parent === null) return true
    seen.add(at.id)
  }
  return false
}

/** What is to be seen: below open nodes, or, while searching, what fits and all above it. */
export function rowsOf<N extends TreeNode>(
  forest: Forest<N>,
  open: ReadonlySet<string>,
  query: string,
  only?: ((node: N) => boolean) | null,
): Row<N>[] {
  const found = query.trim() || only ? fitting(forest, query, only) : null
  const walk = (parent: string | null, depth: number): Row<N>[] => {
    const siblings = forest.childrenOf(parent).filter(({ id }) => !found || found.has(id))
    return siblings.flatMap((node, at) => {
      const children = forest.childrenOf(node.id).length
      const below = forest.childrenOf(node.id).some(({ id }) => found?.has(id))
      const isOpen = found ? below : children > 0 && open.has(node.id)
      const row = { node, depth, children, isOpen, position: at + 1, siblings: siblings.length }
      return [row, ...(isOpen ? walk(node.id, depth + 1) : [])]
    })
  }
  return walk(null, 1)
}

function fitting<N extends TreeNode>(
  forest: Forest<N>,
  query: string,
  only?: ((node: N) => boolean) | null,
): Set<string> {
  const asked = plain(query).split(/\s+/).filter(Boolean)
  const fits = (node: N) => {
    const text = plain(`${node.title} ${node.words ?? ''}`)
    return asked.every((word) => text.includes(word)) && (!only || only(node))
  }
  return new Set(
    forest.all.filter(fits).flatMap(({ id }) => forest.lineOf(id).map((node) => node.id)),
  )
}

const plain = (text: string) => text.toLowerCase().replaceAll('ё', 'е')

type Limits<N> = { maxDepth: number; accepts?: (parent: N) => boolean }

/** Whether a node, with all below it, may stand under this parent. */
export function mayStandIn<N extends TreeNode>(
  forest: Forest<N>,
  id: string,
  parent: string | null,
  { maxDepth, accepts }: Limits<N>,
): boolean {
  const line = parent ? forest.lineOf(parent) : []
  if (parent && !line.length) return false
  if (line.some((node) => node.id === id)) return false
  if (line.length + forest.heightOf(id) > maxDepth) return false
  const isThere = (forest.lineOf(id).at(-2)?.id ?? null) === parent
  const above = line.at(-1)
  return isThere || !above || !accepts || accepts(above)
}

/** Where a node lands that is let go over a part of another one; null where it may not. */
export function placeAt<N extends TreeNode>(
  forest: Forest<N>,
  id: string,
  target: { over: string; part: Part },
  limits: Limits<N>,
): Place | null {
  if (target.over === id) return null
  const parent =
    target.part === 'inside' ? target.over : (forest.lineOf(target.over).at(-2)?.id ?? null)
  if (!mayStandIn(forest, id, parent, limits)) return null
  const others = forest.childrenOf(parent).filter((node) => node.id !== id)
  if (target.part === 'inside') return { parent, after: others.at(-1)?.id ?? null }
  if (target.part === 'after') return { parent, after: target.over }
  const at = others.findIndex((node) => node.id === target.over)
  return { parent, after: others[at - 1]?.id ?? null }
}

/** Where a key or a button of the menu leads; null where there is no way. */
export function placeAfterStep<N extends TreeNode>(
  forest: Forest<N>,
  id: string,
  step: Step,
  limits: Limits<N>,
): Place | null {
  const parent = forest.lineOf(id).at(-2)?.id ?? null
  const siblings = forest.childrenOf(parent)
  const at = siblings.findIndex((node) => node.id === id)
  const [before, after] = [siblings[at - 1], siblings[at + 1]]
  if (step === 'up') return before ? { parent, after: siblings[at - 2]?.id ?? null } : null
  if (step === 'down') return after ? { parent, after: after.id } : null
  if (step === 'in')
    return before ? placeAt(forest, id, { over: before.id, part: 'inside' }, limits) : null
  return parent ? placeAt(forest, id, { over: parent, part: 'after' }, limits) : null
}

/** The nodes as they are after a move, before the server has said so. */
export function movedTo<N extends TreeNode>(nodes: N[], id: string, place: Place): N[] {
  const others = forestOf(nodes)
    .childrenOf(place.parent)
    .filter((node) => node.id !== id)
  const at = place.after ? others.findIndex((node) => node.id === place.after) + 1 : 0
  const [before, after] = [others[at - 1]?.order, others[at]?.order]
  const order = orderBetween(before, after)
  return nodes.map((node) => (node.id === id ? { ...node, parent: place.parent, order } : node))
}

const orderBetween = (before = 0, after = before + 2) => (before + after) / 2

/** Which part of a row a pointer is over; nothing goes inside where the tree is deep enough. */
export function partAt(share: number, mayHoldMore: boolean): Part {
  if (!mayHoldMore) return share < 0.5 ? 'before' : 'after'
  if (share < 0.28) return 'before'
  return share > 0.72 ? 'after' : 'inside'
}
