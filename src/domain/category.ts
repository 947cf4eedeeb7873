import { searchIn } from './category-search'

/** A category, subcategory or topic (a node without children), as the bot shows it. */
export type Category = {
  id: string
  title: string
  parent: string | null
  order: number
  keywords: string
}

export type CategoryTree = {
  childrenOf(id: string | null): Category[]
  get(id: string): Category | undefined
  isTopic(id: string): boolean
  /** «Категория → Подкатегория → Тема» */
  pathOf(id: string): string
  /** Topics that fit what was typed, best first: word forms and typos forgiven. */
  search(query: string, most?: number): Category[]
}

/** Only what hangs on a root counts: below an archived category, or in a circle, nothing is shown. */
export function treeOf(all: Category[]): CategoryTree {
  const known = new Map(all.map((category) => [category.id, category]))
  const categories = all.filter((category) => lineOf(known, category.id)[0]?.parent === null)
  const byId = new Map(categories.map((category) => [category.id, category]))
  const children = Map.groupBy(
    categories.toSorted((a, b) => a.order - b.order || a.title.localeCompare(b.title, 'ru')),
    (category) => category.parent,
  )
  const childrenOf = (id: string | null) => children.get(id) ?? []
  const isTopic = (id: string) => byId.has(id) && !childrenOf(id).length
  const line = (id: string) => lineOf(byId, id)
  const pathOf = (id: string) =>
    line(id)
      .map((category) => category.title)
      .join(' → ')
  const topics = () => categories.filter(({ id, parent }) => parent && isTopic(id))
  const textOf = (id: string) =>
    line(id)
      .map((node) => `${node.title} ${node.keywords}`)
      .join(' ')
  let find: ReturnType<typeof searchIn> | undefined

  return {
    childrenOf,
    get: (id) => byId.get(id),
    isTopic,
    pathOf,
    search(query, most = 8) {
      find ??= searchIn(topics().map(({ id }) => ({ id, text: textOf(id) })))
      return find(query, most).flatMap((id) => byId.get(id) ?? [])
    },
  }
}

/** From the root, or from as far up as it goes, down to the node. */
function lineOf(byId: Map<string, Category>, id: string): Category[] {
  const chain: Category[] = []
  for (let at = byId.get(id); at && !chain.includes(at); at = byId.get(at.parent ?? ''))
    chain.unshift(at)
  return chain
}
