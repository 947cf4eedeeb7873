import fc from 'fast-check'

/** Letters that look like, or fold to, a Latin one. */
const lookAlikes: Record<string, string[]> = {
  a: ['а', 'ａ', 'ɑ', 'á', 'a\u0301'],
  b: ['ƅ', 'Ь'],
  c: ['с', 'ϲ'],
  e: ['е', 'ё', 'é', 'ｅ'],
  g: ['ɡ'],
  i: ['і', 'ı', 'İ', 'ì', 'l'],
  k: ['\u212a', 'к'],
  l: ['1', 'I', 'ӏ'],
  m: ['ｍ', 'rn'],
  n: ['ո'],
  o: ['о', '0', 'ο', 'ｏ'],
  p: ['р', 'ρ'],
  r: ['г'],
  s: ['ѕ', 'ſ', 'ß'],
  t: ['т'],
  v: ['ν', 'ѵ'],
  x: ['х', '×'],
  '.': ['。', '．', '‧', '..', ''],
  '@': ['＠', '@@', ' at ', '@\u200b', '%40'],
}

const strange = [
  ...[' ', '\t', '\n', '\r\n', '\r', '\0', '\u00a0', '\u200b', '\u200d', '\u202e', '\ufeff'],
  ...['\u2028', '\ud800', ',', ';', ':', '<', '>', '"', "'", '\\', '(', ')', '(c)', '[', ']'],
  ...['%0d%0a', '%00', '\\r\\n', '*', '%', '_', '$', '{', '}', '|', '+x', '👤', '=?utf-8?q?x?='],
]

const wrappings = [
  (one: string) => one,
  (one: string) => ` ${one} `,
  (one: string) => `\n${one}\n`,
  (one: string) => `<${one}>`,
  (one: string) => `"Иван" <${one}>`,
  (one: string) => `mailto:${one}`,
  (one: string) => `${one},thief@evil.example`,
  (one: string) => `thief@evil.example, ${one}`,
  (one: string) => `${one};thief@evil.example`,
  (one: string) => `${one} thief@evil.example`,
  (one: string) => `group: ${one}, thief@evil.example;`,
  (one: string) => `${one}\r\nBcc: thief@evil.example`,
  (one: string) => `${one}\nTo: thief@evil.example\n\nтекст`,
  (one: string) => `${one}%0aCc:thief@evil.example`,
  (one: string) => `thief@evil.example\0${one}`,
  (one: string) => `${one}.evil.example`,
  (one: string) => `${one}@evil.example`,
  (one: string) => `"${one}"@evil.example`,
  (one: string) => `@evil.example:${one}`,
  (one: string) => `${one}.`,
  (one: string) => `.${one}`,
  (one: string) => `${'x'.repeat(300)}${one}`,
  (one: string) => one.repeat(20),
  (one: string) => `${one}${'.example'.repeat(40)}`,
  (one: string) => one.replace('@', '%evil.example@'),
  (one: string) => one.replace('@', '!evil@'),
  (one: string) => one.replace(/@.*/, '@[127.0.0.1]'),
  (one: string) => one.replace(/@.*/, '@xn--blago-9ta.example'),
  (one: string) => one.replace(/@.*/, ''),
  (one: string) => one.normalize('NFD').replace(/e/g, 'e\u0301'),
]

const caseOf = (text: string, bits: number) =>
  [...text].map((one, n) => ((bits >> (n % 30)) & 1 ? one.toUpperCase() : one)).join('')

function spoilt(text: string, at: number, choice: number): string {
  const letters = [...text]
  const place = at % letters.length
  const instead = lookAlikes[letters[place] ?? ''] ?? []
  letters[place] = instead[choice % (instead.length || 1)] ?? letters[place] ?? ''
  return letters.join('')
}

function interrupted(text: string, at: number, choice: number): string {
  const place = at % (text.length + 1)
  return text.slice(0, place) + (strange[choice % strange.length] ?? '') + text.slice(place)
}

/**
 * Addresses somebody might type to have the code of one of these sent elsewhere, or to break
 * something. The same list for the same seed; some of them are simply right.
 */
export function oddAddresses(real: string[], count: number, seed = 20261122): string[] {
  const base = fc.constantFrom(...real)
  const n = fc.nat(0x3fffffff)
  const one = fc.oneof(
    fc.tuple(base, n).map(([address, bits]) => caseOf(address, bits)),
    fc.tuple(base, n, n).map(([address, at, choice]) => spoilt(address, at, choice)),
    fc
      .tuple(base, n, n, n)
      .map(([address, at, choice, bits]) => spoilt(caseOf(address, bits), at, choice)),
    fc.tuple(base, n, n).map(([address, at, choice]) => interrupted(address, at, choice)),
    fc.tuple(base, fc.constantFrom(...wrappings)).map(([address, wrap]) => wrap(address)),
    fc
      .tuple(base, fc.constantFrom(...wrappings), n, n)
      .map(([address, wrap, at, choice]) => interrupted(wrap(address), at, choice)),
    fc.tuple(base, base).map(([first, second]) => `${first}${second}`),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 400 }),
    fc.emailAddress(),
  )
  return fc.sample(one, { numRuns: count, seed })
}
