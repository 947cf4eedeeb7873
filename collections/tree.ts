import type { PayloadRequest } from 'payload'

type Tree = 'categories' | 'menu-sections'
type Reference = string | { id: string } | null | undefined

export function idOf(reference: Reference): string | null {
  return (typeof reference === 'object' ? reference?.id : reference) ?? null
}

/** Ids from this node up to the root; ends where the tree bites its own tail. */
export async function pathToRoot(
  req: PayloadRequest,
  tree: Tree,
  from: string | null,
): Promise<string[]> {
  const path: string[] = []
  for (let id = from; id && !path.includes(id);) {
    path.push(id)
    const node = await req.payload.findByID({
      collection: tree,
      id,
      depth: 0,
      disableErrors: true,
      overrideAccess: true,
      req,
    })
    id = idOf(node?.parent)
  }
  return path
}

/** The place after the last sibling. Fractions in between are the tree view's way to move one node. */
export async function nextOrder(
  req: PayloadRequest,
  tree: Tree,
  parent: string | null,
): Promise<number> {
  const { docs } = await req.payload.find({
    collection: tree,
    where: parent ? { parent: { equals: parent } } : { parent: { exists: false } },
    sort: '-order',
    limit: 1,
    depth: 0,
    pagination: false,
    overrideAccess: true,
    req,
  })
  return Math.floor(docs[0]?.order ?? 0) + 1
}
