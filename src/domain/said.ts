/** What the panel says at run time, in both of its languages. */
export type Said = { ru: string; en: string }

/** @param language as the panel's reader has chosen it; Russian where it is unknown */
export const saidIn = (language: string | undefined, said: Said): string =>
  said[language === 'en' ? 'en' : 'ru']
