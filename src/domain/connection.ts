import { attributeWords, findingWords } from './connection-words'

/** What «Проверить подключение» has found out: its name in the table of words, and what to fill in. */
export type Finding = { name: FindingName; values?: Record<string, string | number> }
export type FindingName = keyof typeof findingWords
export type Level = 'ok' | 'warning' | 'error'

/** Who can put it right: Naumen's administrator, whoever runs the bot, or the reader on this page. */
export type Helper = 'naumen' | 'operator' | 'here'
export type FindingWords = {
  level: Level
  ask?: Helper
  /** What was found, and what to do about it. */
  ru: [found: string, advice?: string]
  en: [found: string, advice?: string]
}

export type SpokenFinding = { level: Level; found: string; advice?: string; ask?: Helper }

/** A finding in the language of whoever reads it. */
export function spoken({ name, values = {} }: Finding, language: 'ru' | 'en'): SpokenFinding {
  const words: FindingWords | undefined = findingWords[name]
  // A check kept from an older version may name what is not known any more
  if (!words) return { level: 'warning', found: name }
  const [field = '', effect = ''] = attributeWords[String(values.attribute)]?.[language] ?? []
  const known = { ...values, field, effect }
  const [found, advice] = words[language].map((text) => filled(text ?? '', known))
  return { level: words.level, found: found ?? '', advice, ask: words.ask }
}

/** The worst of them. */
export function verdictOf(findings: Finding[]): Level {
  const levels = findings.map((finding) => spoken(finding, 'ru').level)
  if (levels.includes('error')) return 'error'
  return levels.includes('warning') ? 'warning' : 'ok'
}

/** What an unreachable address has to say for itself, by the reason of NaumenUnreachable. */
export function whyUnreachable(reason: string): Finding {
  const [kind = '', status = ''] = reason.split(' ')
  const values = { reason, status }
  if (/^(ENOTFOUND|EAI_AGAIN)$/.test(kind)) return { name: 'addressUnknown', values }
  if (/CERT|SSL|TLS|EPROTO|ISSUER|SIGNATURE/.test(kind))
    return { name: 'addressCertificate', values }
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/.test(kind))
    return { name: 'addressRefused', values }
  if (/^(TIMEOUT|ETIMEDOUT)$/.test(kind)) return { name: 'addressSilent', values }
  if (kind === 'PAGE' && status === '404') return { name: 'addressElsewhere', values }
  if (kind === 'PAGE' || (kind === 'HTTP' && status.startsWith('3')))
    return { name: 'addressPage', values }
  if (kind === 'NOT_JSON') return { name: 'addressNotJson', values }
  if (kind === 'HTTP') return { name: 'addressError', values }
  return { name: 'addressBroken', values }
}

const filled = (text: string, values: Record<string, string | number>) =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
