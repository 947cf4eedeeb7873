/** The words of one of our own views, in both languages of the panel. */
export type Words<Name extends string> = Record<'ru' | 'en', Record<Name, string>>

/** @param language as the panel's reader has chosen it; Russian where it is unknown */
export function wordsIn<Name extends string>(language: string | undefined, words: Words<Name>) {
  return words[language === 'en' ? 'en' : 'ru']
}
