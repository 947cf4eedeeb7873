'use client'
import type { Flaw } from '../../domain/menu-flaws'
import { useWords } from '../kit/use-words'
import { type Node, stateOf } from './menu-data'
import { filled } from './Sentence'
import { flawNames, flawWords, kindWords, menuWords } from './words'

/** What stands behind a section's title: its kind, its state, and what is wrong with it. */
export function Marks({ node, flaws }: { node: Node; flaws: Flaw[] }) {
  const say = useWords(menuWords)
  const kinds = useWords(kindWords)
  const names = useWords(flawNames)
  const sentences = useWords(flawWords)
  const state = stateOf(node)
  return (
    <>
      <span className="menu-mark menu-mark--kind">{kinds[node.latest.kind]}</span>
      {state !== 'published' && (
        <span className={`menu-mark menu-mark--${state}`}>{say[state]}</span>
      )}
      {!node.active && <span className="menu-mark menu-mark--hidden">{say.hidden}</span>}
      {node.latest.visibility === 'manager' && (
        <span className="menu-mark menu-mark--managers">{say.managers}</span>
      )}
      {flaws.map((flaw) => (
        <span
          key={flaw.name}
          className={`menu-mark menu-mark--${flaw.grave ? 'grave' : 'flaw'}`}
          title={filled(sentences[flaw.name], flaw)}
        >
          <span aria-hidden>⚠ </span>
          {names[flaw.name]}
        </span>
      ))}
    </>
  )
}
