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

export function treeOf(categories: Category[]): CategoryTree {
  const byId = new Map(categories.map((category) => [category.id, category]))
  const children = Map.groupBy(
    categories.toSorted((a, b) => a.order - b.order || a.title.localeCompare(b.title, 'ru')),
    (category) => category.parent,
  )
  const childrenOf = (id: string | null) => children.get(id) ?? []
  const isTopic = (id: string) => byId.has(id) && !childrenOf(id).length
  const line = (id: string): Category[] => {
    const chain: Category[] = []
    for (let at = byId.get(id); at && !chain.includes(at); at = byId.get(at.parent ?? ''))
      chain.unshift(at)
    return chain
  }
  const pathOf = (id: string) =>
    line(id)
      .map((category) => category.title)
      .join(' → ')
  const words = new Map<string, string[]>()
  const wordsFor = (id: string) => {
    const known = words.get(id)
    if (known) return known
    const found = wordsOf(
      line(id)
        .map((node) => `${node.title} ${node.keywords}`)
        .join(' '),
    )
    words.set(id, found)
    return found
  }

  return {
    childrenOf,
    get: (id) => byId.get(id),
    isTopic,
    pathOf,
    search(query, most = 8) {
      const asked = wordsOf(query)
      if (!asked.length) return []
      return categories
        .filter((category) => isTopic(category.id) && category.parent)
        .map((category) => ({ category, score: scoreOf(asked, wordsFor(category.id)) }))
        .filter(({ score }) => score >= 0.5)
        .toSorted((a, b) => b.score - a.score)
        .slice(0, most)
        .map(({ category }) => category)
    },
  }
}

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1)

function scoreOf(asked: string[], words: string[]): number {
  const best = asked.map((word) => Math.max(0, ...words.map((other) => likeness(word, other))))
  return best.reduce((sum, score) => sum + score, 0) / asked.length
}

/** 1 the same, 0 nothing in common. Endings differ in Russian, so the stem counts most. */
function likeness(a: string, b: string): number {
  if (a === b) return 1
  const shorter = Math.min(a.length, b.length)
  if (shorter >= 3 && (b.startsWith(a) || a.startsWith(b))) return 0.9
  let stem = 0
  while (stem < shorter && a[stem] === b[stem]) stem++
  if (stem >= 4 && stem >= shorter * 0.6) return 0.8
  const shared = dice(a, b)
  return shared >= 0.5 ? shared * 0.9 : 0
}

function dice(a: string, b: string): number {
  const [left, right] = [pairs(a), pairs(b)]
  const common = left.filter((pair) => right.includes(pair)).length
  return (2 * common) / (left.length + right.length || 1)
}

const pairs = (word: string) =>
  Array.from(` ${word} `, (_, at) => ` ${word} `.slice(at, at + 2)).filter(
    (pair) => pair.length === 2,
  )
