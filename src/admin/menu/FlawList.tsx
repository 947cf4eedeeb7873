'use client'
import { labelOf } from '../../domain/menu'
import type { Flaw } from '../../domain/menu-flaws'
import { useWords } from '../kit/use-words'
import type { Node } from './menu-data'
import { Sentence } from './Sentence'
import { menuWords } from './words'

/** All that is wrong with the menu, in whole sentences. */
export function FlawList({
  nodes,
  flaws,
  onOpen,
}: {
  nodes: Node[]
  flaws: ReadonlyMap<string | null, Flaw[]>
  onOpen(id: string): void
}) {
  const say = useWords(menuWords)
  if (!nodes.length) return null
  const found = [...flaws].flatMap(([id, its]) => its.map((flaw) => ({ id, flaw })))
  if (!found.length) return <p className="menu-flaws menu-flaws--none">✓ {say.noFlaws}</p>
  const titleOf = (id: string) => {
    const node = nodes.find((one) => one.id === id)
    return (node && labelOf(node.latest)) || say.untitled
  }
  return (
    <section className="menu-flaws">
      <h2>{say.flaws}</h2>
      <ul>
        {found.map(({ id, flaw }) => (
          <li key={`${id}${flaw.name}`}>
            {id ? (
              <button type="button" onClick={() => onOpen(id)}>
                {titleOf(id)}
              </button>
            ) : (
              <b>{say.mainMenu}</b>
            )}
            <Sentence flaw={flaw} />
          </li>
        ))}
      </ul>
    </section>
  )
}
