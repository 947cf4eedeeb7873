import { type Flaw, flawsOf, homeFlaws } from '../../domain/menu-flaws'
import { type MenuData, plannedIn } from './menu-data'

/** By section, and those of the main menu by null. What is written counts, published or not. */
export function flawsIn(data: MenuData): Map<string | null, Flaw[]> {
  const all = plannedIn(data.nodes, 'latest')
  const facts = {
    topics: new Set(data.categories.map(({ id }) => id)),
    pictures: new Map(Object.entries(data.pictures)),
  }
  return new Map<string | null, Flaw[]>([
    [null, homeFlaws(all)],
    ...all.map((section) => [section.id, flawsOf(section, all, facts)] as const),
  ])
}
