import type { CategoryNode } from '../../database/category-tree'
import { forestOf, type TreeNode } from '../tree/tree-rules'

/** Requests of a node with all below it, by id. */
export function summedUses(
  nodes: TreeNode[],
  uses: Record<string, number>,
): Record<string, number> {
  const forest = forestOf(nodes)
  const sums: Record<string, number> = {}
  const sum = (id: string): number =>
    (sums[id] ??=
      (uses[id] ?? 0) + forest.childrenOf(id).reduce((all, child) => all + sum(child.id), 0))
  for (const { id } of nodes) sum(id)
  return sums
}

/** What the heading counts: topics in use, and what is not at one with Naumen. */
export function figuresOf(nodes: CategoryNode[]) {
  const parents = new Set(nodes.map(({ parent }) => parent))
  const count = (fits: (node: CategoryNode) => boolean) => nodes.filter(fits).length
  return {
    topics: count(({ id, active, parent }) => active && parent !== null && !parents.has(id)),
    waiting: count(({ state }) => state === 'waiting'),
    failed: count(({ state }) => state === 'failed'),
    conflict: count(({ state }) => state === 'conflict'),
  }
}

/** Without what is archived, and without what stands below it. */
export function inUse(nodes: CategoryNode[]): CategoryNode[] {
  const forest = forestOf(nodes)
  // What a person has to decide on is never hidden
  const needed = (node: CategoryNode) => node.state === 'failed' || node.state === 'conflict'
  const kept = new Set(
    nodes
      .filter((node) => needed(node) || forest.lineOf(node.id).every(({ active }) => active))
      .flatMap(({ id }) => forest.lineOf(id).map((node) => node.id)),
  )
  return nodes.filter(({ id }) => kept.has(id))
}
