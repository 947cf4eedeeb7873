export type Part = { text: string; changed: boolean }

/** Beyond this many pairs of words nothing is marked: both sides are shown as they are. */
const MOST = 4_000_000

/** Two texts word by word: what the other side does not have is marked. */
export function wordDiff(before: string, after: string): { before: Part[]; after: Part[] } {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  if (a.length * b.length > MOST) return { before: whole(before), after: whole(after) }
  const common = longestCommon(a, b)
  return { before: marked(a, common.a), after: marked(b, common.b) }
}

const wordsOf = (text: string) => text.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? []
const whole = (text: string): Part[] => (text ? [{ text, changed: true }] : [])

/** Which words of each side stand on the other, in order. */
function longestCommon(a: string[], b: string[]) {
  const width = b.length + 1
  const lengths = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        a[i] === b[j]
          ? lengths[(i + 1) * width + j + 1]! + weightOf(a[i]!)
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!)
  const kept = { a: new Set<number>(), b: new Set<number>() }
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      kept.a.add(i++)
      kept.b.add(j++)
    } else if (lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!) i++
    else j++
  }
  return kept
}

/** Blanks are everywhere: a word that stayed counts for more than they do. */
const weightOf = (word: string) => (word.trim() ? 4 : 1)

/** Neighbours of one kind in one part; a blank between two changed words is changed with them. */
function marked(words: string[], kept: Set<number>): Part[] {
  const parts: Part[] = []
  words.forEach((text, at) => {
    const isBridge = !text.trim() && !kept.has(at - 1) && !kept.has(at + 1) && at > 0
    const changed = !kept.has(at) || (isBridge && at + 1 < words.length)
    const last = parts.at(-1)
    if (last?.changed === changed) last.text += text
    else parts.push({ text, changed })
  })
  return parts
}
