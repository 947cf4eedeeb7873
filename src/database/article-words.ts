/** A word as it was asked, and words of the articles that may be meant: 1 the same, less the less alike. */
export type Meant = { asked: number; word: string; likeness: number }

const mostWords = 16
/** Of one word: past these it is no slip but a family of words. */
const mostAlike = 8

/** The words of a question that tell something, each once; ё is е. */
export const askedWords = (question: string): string[] =>
  [
    ...new Set(
      question
        .slice(0, 2000)
        .toLowerCase()
        .replaceAll('ё', 'е')
        .split(/[^\p{L}\p{N}]+/u)
        .filter((word) => word.length > 1 && word.length <= 30 && !fillers.has(word)),
    ),
  ].slice(0, mostWords)

/** What is said around a question: greetings, and words that stand in every second one. */
const fillers = new Set(
  `без бы был была было быть вас ваш все всем где для до его ее ей если есть еще же за зачем из или им их
  как какая какие какой когда ко которая который кто куда ли меня мне мной можно мой моя моем моей мы на над
  нам нас наш не нет ни но ну об он она они оно от очень по под помогите помочь после почему при про прошу
  просто раз раза сам свой себе со так там то того тоже тут ты уж уже хочу хотел чем через что чтобы чтото
  эта это этом этот надо нужен нужна нужно нужны требуется пожалуйста спасибо здравствуйте здрасте привет
  добрый доброе доброго день дня утро вечер сегодня вчера сейчас опять снова работает работают работал
  работать сделать делать могу может выдает`.split(/\s+/),
)

const [latin, cyrillic] = ["qwertyuiop[]asdfghjkl;'zxcvbnm,.`", 'йцукенгшщзхъфывапролджэячсмитьбюе']
const [heard, written] = ['абвгдеийклмнопрстуфыц', 'abvgdeijklmnoprstufyc']

/** The word itself, as another keyboard layout would have it, and «впн» as vpn. */
export const spellingsOf = (word: string): string[] => {
  const other = /[a-z]/.test(word) ? turned(word, latin, cyrillic) : turned(word, cyrillic, latin)
  const latinLetters = turned(word, heard, written)
  const cyrillicLetters = turned(word, written, heard)
  return [...new Set([word, other, latinLetters, cyrillicLetters])].filter((one) => one.length > 1)
}

const turned = (word: string, from: string, to: string) =>
  Array.from(word, (letter) => to[from.indexOf(letter)] ?? letter).join('')

/** What of `known` may be meant by the words asked. Endings are left to the full-text search. */
export function meantBy(asked: string[], known: string[]): Meant[] {
  return asked.flatMap((word, index) => {
    const spellings = spellingsOf(word)
    const itself = spellings.map((one, at) => ({
      asked: index,
      word: one,
      likeness: at === 0 ? 1 : 0.9,
    }))
    const alike = known
      .map((other) => ({ asked: index, word: other, likeness: likenessOf(spellings, other) }))
      .filter(({ word, likeness }) => likeness && !spellings.includes(word))
      .toSorted((a, b) => b.likeness - a.likeness)
      .slice(0, mostAlike)
    return [...itself, ...alike]
  })
}

function likenessOf(spellings: string[], known: string): number {
  // «305» and «306» are two rooms
  if (/\d/.test(known)) return 0
  return Math.max(...spellings.map((word) => Math.max(slipOf(word, known), kinshipOf(word, known))))
}

/** A slip of the finger: one letter in a short word, two in a long one; never the first. */
function slipOf(asked: string, known: string): number {
  const shorter = Math.min(asked.length, known.length)
  if (shorter < 4 || asked[0] !== known[0]) return 0
  const most = shorter < 7 ? 1 : 2
  if (Math.abs(asked.length - known.length) > most) return 0
  const slips = distance(asked, known)
  return slips === 1 ? 0.8 : slips <= most ? 0.65 : 0
}

/** «настроить» and «настройка»: of one root, where the stems of the search differ. */
function kinshipOf(asked: string, known: string): number {
  const shorter = Math.min(asked.length, known.length)
  let stem = 0
  while (stem < shorter && asked[stem] === known[stem]) stem++
  const ending = shorter - stem
  return stem >= 5 && ending <= (stem > 5 ? 3 : 2) && known.length - stem <= 4 ? 0.7 : 0
}

/** Letters changed, added, left out or swapped with their neighbour (Damerau and Levenshtein). */
export function distance(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2]! + 1 : changed
      row.push(Math.min(changed, swapped, last[j]! + 1, row[j - 1]! + 1))
    }
    ;[before, last] = [last, row]
  }
  return last[b.length]!
}
