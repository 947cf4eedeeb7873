type Topic = { id: string; text: string }

/**
 * Finds topics by what people type, best first: word forms, typos and «впн» for «VPN» are forgiven.
 * A rare word counts for more than «работает»; one that no topic has, for little.
 */
export function searchIn(topics: Topic[]): (query: string, most: number) => string[] {
  const vocabulary = vocabularyOf(topics)
  return (query, most) => {
    const asked = [...new Set(wordsOf(query))].map((word) => hitsOf(word, vocabulary))
    const whole = asked.reduce((sum, hits) => sum + weightOf(hits), 0)
    const scores = new Map<string, number>()
    for (const hits of asked)
      for (const [id, likeness] of hits)
        scores.set(id, (scores.get(id) ?? 0) + (likeness * weightOf(hits)) / whole)
    return [...scores]
      .filter(([, score]) => score >= 0.5)
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, most)
      .map(([id]) => id)
  }
}

type Vocabulary = Map<string, string[]>
type Hits = Map<string, number>

/** Every word once, with the topics it stands in: a word is compared once, not once a topic. */
function vocabularyOf(topics: Topic[]): Vocabulary {
  const vocabulary: Vocabulary = new Map()
  for (const { id, text } of topics)
    for (const word of new Set(wordsOf(text)))
      vocabulary.set(word, [...(vocabulary.get(word) ?? []), id])
  return vocabulary
}

function hitsOf(word: string, vocabulary: Vocabulary): Hits {
  const hits: Hits = new Map()
  for (const [other, ids] of vocabulary) {
    const likeness = likenessOf(word, other)
    if (likeness) for (const id of ids) hits.set(id, Math.max(likeness, hits.get(id) ?? 0))
  }
  return hits
}

const weightOf = (hits: Hits) => (hits.size ? 1 / Math.sqrt(hits.size) : 0.1)

/** Words that tell nothing of the topic. */
const fillers = new Set(
  'без бы вас ваш вот все всё где для до его ее если есть же за из или их как когда ко кто ли меня мне мой мы на над нас наш не нет но ну об он она они от по под при про со так там то тут уже чем что чтобы это этот'.split(
    ' ',
  ),
)

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !fillers.has(word))
    .map(inOneAlphabet)

const [from, to] = ['абвгдеёзийклмнопрстуфc', 'abvgdeeziiklmnoprstufs']

/** «впн» and VPN, «1С» and 1C: the letters that stand for one another are made the same. */
const inOneAlphabet = (word: string) =>
  Array.from(word, (letter) => to[from.indexOf(letter)] ?? letter).join('')

/** 1 the same, 0 nothing in common. Endings differ in Russian, so the stem counts most. */
function likenessOf(asked: string, word: string): number {
  if (asked === word) return 1
  const shorter = Math.min(asked.length, word.length)
  const stem = stemOf(asked, word)
  if (stem === asked.length && stem >= 3) return 0.9
  if (stem >= 4 ? stem >= shorter * 0.6 : stem === 3 && shorter <= 4 && asked.length <= 5)
    return 0.8
  const shared = sharedPairs(asked, word)
  return shared >= 0.55 ? shared * 0.95 : 0
}

function stemOf(a: string, b: string): number {
  let stem = 0
  while (stem < a.length && a[stem] === b[stem]) stem++
  return stem
}

/** Dice's coefficient over pairs of neighbouring letters. */
function sharedPairs(a: string, b: string): number {
  const [left, right] = [pairsOf(a), pairsOf(b)]
  const common = left.filter((pair) => right.includes(pair)).length
  return (2 * common) / (left.length + right.length)
}

const pairsOf = (word: string) =>
  Array.from({ length: word.length + 1 }, (_, at) => ` ${word} `.slice(at, at + 2))
