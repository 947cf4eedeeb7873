/** What an admin may not write into a text of the bot, and what they may but should think about. */
type Language = 'ru' | 'en'

/** Telegram cuts at 4096; placeholders grow when they are filled in. */
export const longestText = 3500
const longestButton = 64
const tags = ['b', 'i', 'u', 's', 'code', 'a', 'pre', 'blockquote']

/** Telegram refuses a message with a broken tag, and a misspelt placeholder would be read by people. */
export function problemOfText(
  original: string,
  value: unknown,
  { language = 'ru', isButton = false }: { language?: Language; isButton?: boolean } = {},
): string | null {
  if (typeof value !== 'string' || !value.trim()) return null
  const say = words[language]
  const known = placeholdersOf(original)
  const unknown = placeholdersOf(value).filter((name) => !known.includes(name))
  if (unknown.length) return say.unknown(unknown.join(', '))
  const most = isButton ? longestButton : longestText
  if (value.length > most) return say.long(value.length, most)
  if (isButton && /<\/?[a-z]/i.test(value)) return say.button
  return problemOfTags(value, say)
}

/** Placeholders of our text that are gone from the admin's, and whose loss a person would feel. */
export function lostPlaceholders(original: string, value: string): string[] {
  if (!value.trim()) return []
  const kept = placeholdersOf(value)
  return placeholdersOf(original).filter((name) => !kept.includes(name) && !dispensable.has(name))
}

export const placeholdersOf = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])]

/** Ornaments: a text without them says the same. */
const dispensable = new Set(['{topic}', '{files}', '{icon}', '{part}', '{parts}', '{time}'])

function problemOfTags(value: string, say: Words): string | null {
  const open: string[] = []
  for (const [whole, slash, name = ''] of value.matchAll(/<(\/?)([a-z-]+\d?)[^<>]*>/gi)) {
    if (!tags.includes(name)) return say.tag(whole)
    if (!slash) open.push(name)
    else if (open.pop() !== name) return say.mixed(whole)
  }
  return open.length ? say.open(open.at(-1) ?? '') : null
}

const words = {
  ru: {
    unknown: (names: string) => `Бот не знает, что подставить вместо ${names}.`,
    long: (length: number, most: number) => `Слишком длинно: ${length} знаков, можно до ${most}.`,
    button: 'На кнопке Telegram показывает только текст, без оформления.',
    tag: (tag: string) => `Telegram не умеет ${tag}.`,
    mixed: (tag: string) => `Лишний или перепутанный ${tag}.`,
    open: (name: string) => `Не закрыт <${name}>.`,
  },
  en: {
    unknown: (names: string) => `The bot does not know what to put in the place of ${names}.`,
    long: (length: number, most: number) => `Too long: ${length} characters of ${most}.`,
    button: 'On a button Telegram shows plain text only.',
    tag: (tag: string) => `Telegram does not know ${tag}.`,
    mixed: (tag: string) => `Superfluous or crossed ${tag}.`,
    open: (name: string) => `<${name}> is not closed.`,
  },
}
type Words = (typeof words)[Language]
