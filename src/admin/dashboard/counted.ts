type Noun = { ru: [one: string, few: string, many: string]; en: [one: string, many: string] }

export const nouns = {
  /** «по 5 заявкам» */
  tickets: { ru: ['заявке', 'заявкам', 'заявкам'], en: ['ticket', 'tickets'] },
  /** «по 5 оценкам» */
  rated: { ru: ['оценке', 'оценкам', 'оценкам'], en: ['rating', 'ratings'] },
} satisfies Record<string, Noun>

/** «1 234»: as the reader writes numbers. */
export const numberIn = (language: string, value: number, digits = 0) =>
  new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'ru', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value)

/** «5 заявкам»: the number with its noun. */
export function counted(language: string, count: number, noun: Noun): string {
  const form = new Intl.PluralRules(language === 'en' ? 'en' : 'ru').select(count)
  const [one, few, many] = noun.ru
  const russian = form === 'one' ? one : form === 'few' ? few : many
  const word = language === 'en' ? noun.en[form === 'one' ? 0 : 1] : russian
  return `${numberIn(language, count)} ${word}`
}

const units = { ru: ['с', 'мин', 'ч', 'дн.'], en: ['s', 'min', 'h', 'd'] } as const

/** «45 с», «12 мин», «3 ч 20 мин», «2 дн. 4 ч»: two units at most. */
export function durationIn(language: string, seconds: number): string {
  const [s, min, h, d] = units[language === 'en' ? 'en' : 'ru']
  if (seconds < 60) return `${Math.round(seconds)} ${s}`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} ${min}`
  const two = (big: number, unit: string, small: number, lesser: string) =>
    small ? `${big} ${unit} ${small} ${lesser}` : `${big} ${unit}`
  if (minutes < 24 * 60) return two(Math.floor(minutes / 60), h, minutes % 60, min)
  const hours = Math.round(minutes / 60)
  return two(Math.floor(hours / 24), d, hours % 24, h)
}
