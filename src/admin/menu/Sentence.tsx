'use client'
import type { Flaw } from '../../domain/menu-flaws'
import { useWords } from '../kit/use-words'
import { flawWords } from './words'

/** A flaw as a sentence. */
export function Sentence({ flaw }: { flaw: Flaw }) {
  const words = useWords(flawWords)
  const look = `menu-sentence${flaw.grave ? ' menu-sentence--grave' : ''}`
  return <p className={look}>{filled(words[flaw.name], flaw)}</p>
}

/** React escapes what is put in, so this is not `fill`. */
export const filled = (sentence: string, { values }: Flaw) =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
