import type { Employee } from './employee'

/** Each unlike any other text, so that it is known wherever it turns up. */
export const oddities: Record<string, (mark: string) => string> = {
  'an address of nobody': (mark) => `${latin(mark)}@nowhere.example`,
  'half an address': (mark) => `${latin(mark)}@`,
  'eight digits': (mark) => latin(mark).replace(/\D/g, '').padStart(8, '9').slice(-8),
  HTML: (mark) => `<b>${mark}</b> & "кавычки"`,
  'two lines': (mark) => `Первая ${mark}\nвторая ${mark}`,
  'a word to search for': (mark) => `принтер ${mark}`,
  'a sign': (mark) => `🙈 ${mark}`,
  'what a button says': (mark) => `📨 Отправить ${mark}`,
}
const latin = (mark: string) => mark.replace('д', 'd').replace(/-$/, '')

/** A code may be typed with a space, a dash or nothing: each text is typed once, to be known again. */
export function notYetTyped({ pieces }: Employee, code: string): string | undefined {
  const typed = new Set(pieces.flatMap(({ wordings }) => wordings.map(({ text }) => text)))
  return [code, code.replace(' ', ''), code.replace(' ', '-')].find((text) => !typed.has(text))
}
