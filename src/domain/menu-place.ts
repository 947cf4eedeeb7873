import { mayHold } from './menu'

export type Placed = { id: string; parent: string | null; kind: string }

/** Levels of buttons an employee can be expected to walk down. */
export const menuDepth = 5

export type PlaceProblem = 'gone' | 'circle' | 'holdsNone' | 'tooDeep'

/**
 * Why a section, with all below it, may not stand under a parent.
 * @param id null for a section that is yet to be made
 */
export function problemOfPlace(
  all: Placed[],
  id: string | null,
  parent: string | null,
): PlaceProblem | null {
  if (parent === null) return null
  const line = lineOf(all, parent)
  const above = all.find((one) => one.id === parent)
  if (!above) return 'gone'
  if (id && line.includes(id)) return 'circle'
  if (!mayHold(above)) return 'holdsNone'
  return line.length + (id ? heightOf(all, id) : 1) > menuDepth ? 'tooDeep' : null
}

/** Ids from a section up to the main menu; ends where the tree bites its own tail. */
function lineOf(all: Placed[], from: string): string[] {
  const parents = new Map(all.map(({ id, parent }) => [id, parent]))
  const line: string[] = []
  for (let id: string | null = from; id && !line.includes(id); id = parents.get(id) ?? null)
    line.push(id)
  return line
}

const heightOf = (all: Placed[], id: string, seen: string[] = []): number =>
  1 +
  Math.max(
    0,
    ...all
      .filter((one) => one.parent === id && !seen.includes(one.id))
      .map((one) => heightOf(all, one.id, [...seen, id])),
  )

/** The brothers of a section in their new order, it among them. */
export function orderedAfter(ids: string[], id: string, after: string | null): string[] {
  const others = ids.filter((one) => one !== id)
  const at = after === null ? 0 : others.indexOf(after) + 1 || others.length
  return others.toSpliced(at, 0, id)
}
