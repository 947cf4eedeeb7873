import type { Said } from '../src/domain/said'

const deepest = 3

export type PlaceProblem =
  | ('inItself' | 'tooDeep' | 'inArchive' | 'underArchive' | 'empty' | 'twin' | 'unknownSibling')
  | 'unknownParent'

/** Why an admin's change of the tree is refused. */
export const placeWords: Record<PlaceProblem, Said> = {
  inItself: {
    ru: 'Категорию нельзя вложить в саму себя.',
    en: 'A category cannot be put inside itself.',
  },
  tooDeep: {
    ru: 'Глубже темы вложить нельзя: уровней три.',
    en: 'Nothing goes below a topic: there are three levels.',
  },
  inArchive: {
    ru: 'Нельзя поместить внутрь того, что в архиве. Сначала верните его из архива.',
    en: 'It cannot be put inside what is archived. Bring that back first.',
  },
  underArchive: {
    ru: 'Сначала верните из архива то, внутри чего она стоит.',
    en: 'Bring back what it stands in first.',
  },
  empty: { ru: 'Название не может быть пустым.', en: 'The title must not be empty.' },
  twin: {
    ru: 'Здесь уже есть «{title}». Назовите иначе.',
    en: '“{title}” is already here. Choose another title.',
  },
  unknownSibling: {
    ru: 'Дерево успели изменить. Обновите страницу и попробуйте ещё раз.',
    en: 'The tree has been changed meanwhile. Reload the page and try again.',
  },
  unknownParent: {
    ru: 'Места, куда её перенесли в Naumen, здесь нет. Оставьте наше или верните то место из архива.',
    en: 'The place it was moved to in Naumen is not here. Keep ours, or bring that place back.',
  },
}

/** With a title in it. */
export const placeWordsOf = (problem: PlaceProblem, title: string): Said => ({
  ru: placeWords[problem].ru.replace('{title}', () => title),
  en: placeWords[problem].en.replace('{title}', () => title),
})

/**
 * @param above ids from the new parent up to the root
 * @param height levels of what is moved: 1 where nothing is below it
 */
export function problemOfPlace(
  above: string[],
  self?: string,
  height = 1,
): 'inItself' | 'tooDeep' | null {
  if (self && above.includes(self)) return 'inItself'
  return above.length + height > deepest ? 'tooDeep' : null
}

/** A title as it is kept: what nobody sees is no part of it. */
export const cleanTitle = (title: string) => title.replace(/\s+/g, ' ').trim()

/**
 * Whole numbers in the order of the list: where Naumen keeps the order, nothing fits between 1 and 2.
 * Changes as few as it can.
 * @param list orders as they stand, in the order they are to have; null: the one that was put there
 */
export function wholeOrders(list: (number | null)[]): number[] {
  const orders: number[] = []
  for (const order of list) {
    const last = orders.at(-1) ?? 0
    orders.push(order === null || order <= last ? last + 1 : Math.ceil(order))
  }
  return orders
}

/** Between two neighbours; null where there is no room left. */
export function orderBetween(before: number | undefined, after: number | undefined): number | null {
  if (before === undefined) return after === undefined ? 1 : after - 1
  if (after === undefined) return Math.floor(before) + 1
  return after - before > 1e-6 ? (before + after) / 2 : null
}
