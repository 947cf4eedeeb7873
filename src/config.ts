import { z } from 'zod'
import { wordsOf } from './config-words'
import { categoryFailpoints, failpoints } from './failpoint'

/**
 * The environment, read once. Names are fixed (operators, docs and tests use them); what an
 * admin may change is a collection or a global, not a variable.
 */
const seconds = (fallback: number) => z.coerce.number().int().positive().default(fallback)
const text = z.string().trim().min(1)
const httpUrl = z
  .url({ protocol: /^https?$/, hostname: /.+/ })
  .transform((url) => url.replace(/\/+$/, ''))
const timeZone = text.refine(isTimeZone, 'должно быть часовым поясом IANA, например Europe/Moscow')
const secret = z.string().min(32)
const json = z.string().transform((value, context): Record<string, string> => {
  const parsed = z.record(z.string(), z.string()).safeParse(parseJson(value))
  if (parsed.success) return parsed.data
  context.addIssue('должно быть объектом JSON, значения в нём — строки')
  return z.NEVER
})

const Environment = z.object({
  NODE_ENV: z.string().optional(),
  // Which of the two the operator meant, in processes whose NODE_ENV belongs to Next
  APP_ENV: z.enum(['production', 'development']).optional(),
  SANDBOX: z.enum(['true', 'false']).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_DIR: text.default('.data'),
  PAYLOAD_SECRET: secret.optional(),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  PUBLIC_URL: httpUrl.optional(),
  ADMIN_EMAIL: z.email().optional(),
  ADMIN_PASSWORD: z.string().min(12).optional(),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{20,}$/, 'должно быть токеном бота от @BotFather')
    .optional(),
  TELEGRAM_API_ROOT: httpUrl.default('https://api.telegram.org'),
  TELEGRAM_MODE: z.enum(['polling', 'webhook']).default('polling'),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{32,256}$/, 'должно состоять из 32–256 знаков A-Z, a-z, 0-9, _ и -')
    .optional(),
  TELEGRAM_RATE: z.coerce.number().positive().max(1000).default(25),
  TELEGRAM_PROXY: z.url({ protocol: /^(https?|socks[45]?h?)$/ }).optional(),
  NAUMEN_URL: httpUrl.optional(),
  NAUMEN_ACCESS_KEY: text.optional(),
  NAUMEN_TIME_ZONE: timeZone.default('Europe/Moscow'),
  NAUMEN_CA_FILE: text.optional(),
  NAUMEN_HEADERS: json.default({}),
  NAUMEN_EVENT_SECRET: secret.optional(),
  NAUMEN_POLL_SECONDS: seconds(60),
  NAUMEN_SETTLE_SECONDS: seconds(60),
  NAUMEN_LOGIN_RULE: z.enum(['match', 'email', 'localPart', 'any']).default('match'),
  NAUMEN_TICKET_TYPE: text.default('serviceCall$serviceCall'),
  NAUMEN_AGREEMENT: text.optional(),
  NAUMEN_SERVICE: text.optional(),
  NAUMEN_CATEGORY_CLASS: text.default('catalogs$category'),
  NAUMEN_ATTRIBUTES: json.default({}),
  NAUMEN_RATINGS: json.default({}),
  EMPLOYEE_RECHECK_MINUTES: z.coerce.number().positive().default(15),
  EMPLOYEE_GRACE_HOURS: z.coerce.number().positive().default(24),
  SESSION_DAYS: z.coerce.number().positive().default(90),
  TIME_ZONE: timeZone.default('Europe/Moscow'),
  METRICS_TOKEN: secret.optional(),
  ALERT_EMAIL: z.email().optional(),
  ALERT_CHAT: z.coerce.number().int().optional(),
  TRUST_PROXY: z.enum(['true', 'false']).default('false'),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: text.optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  // For tests: where the process ends itself, e.g. inbox-locked:3 for the third time
  FAILPOINT: z.string().refine(isFailpoint, 'должно быть точкой из src/failpoint.ts').optional(),
  // Set by the launcher for its children: where the sandbox that stands in is worked by hand
  SANDBOX_TELEGRAM_URL: httpUrl.optional(),
  SANDBOX_NAUMEN_URL: httpUrl.optional(),
  SANDBOX_MAILBOX_URL: httpUrl.optional(),
})

type Environment = z.infer<typeof Environment>

/** Which parts of the outside world the sandbox stands in for. */
export type Missing = { telegram: boolean; naumen: boolean; mail: boolean }

export type Config = Environment & {
  production: boolean
  publicUrl: string
  missing: Missing
  sandboxAllowed: boolean
}

/** A start that can't go on. Its message is for the operator: names, never values. */
export class ConfigError extends Error {}

/**
 * Reads every variable and names every wrong one at once.
 * @throws ConfigError with one line a variable
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const parsed = Environment.safeParse(withoutEmpty(environment))
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(wordsOf).join('\n'))
  const config = complete(parsed.data)
  const problems = contradictions(config)
  if (problems.length) throw new ConfigError(problems.join('\n'))
  return config
}

/** What the data belong to: another bot or another Naumen needs another database, or a decision. */
export function worldOf(config: Config): { bot: string; naumen: string } {
  const isSandbox = { bot: config.SANDBOX_TELEGRAM_URL, naumen: config.SANDBOX_NAUMEN_URL }
  const bot = config.TELEGRAM_BOT_TOKEN?.split(':')[0]
  const naumen = config.NAUMEN_URL?.replace(/\/sd$/, '')
  return {
    bot: isSandbox.bot || !bot ? 'sandbox' : bot,
    naumen: isSandbox.naumen || !naumen ? 'sandbox' : naumen,
  }
}

function complete(environment: Environment): Config {
  const production = (environment.APP_ENV ?? environment.NODE_ENV) === 'production'
  return {
    ...environment,
    production,
    publicUrl: environment.PUBLIC_URL ?? `http://localhost:${environment.PORT}`,
    sandboxAllowed: environment.SANDBOX ? environment.SANDBOX === 'true' : !production,
    missing: {
      telegram: !environment.TELEGRAM_BOT_TOKEN,
      naumen: !environment.NAUMEN_URL,
      mail: !environment.SMTP_URL,
    },
  }
}

function contradictions(config: Config): string[] {
  const wrong: string[] = []
  const needs = (isMissing: boolean, sentence: string) => isMissing && wrong.push(sentence)
  const alone = !config.sandboxAllowed
  const why = 'нужно задать: песочница здесь не заменяет ничего (SANDBOX=true разрешит)'
  needs(alone && config.missing.telegram, `TELEGRAM_BOT_TOKEN ${why}`)
  needs(alone && config.missing.naumen, `NAUMEN_URL ${why}`)
  needs(alone && config.missing.mail, `SMTP_URL ${why}`)
  needs(config.production && !config.PAYLOAD_SECRET, 'PAYLOAD_SECRET нужно задать в production')
  needs(config.production && !config.PUBLIC_URL, 'PUBLIC_URL нужно задать в production')
  needs(
    !!config.NAUMEN_URL && !config.NAUMEN_ACCESS_KEY,
    'NAUMEN_ACCESS_KEY нужно задать вместе с NAUMEN_URL',
  )
  needs(!!config.SMTP_URL && !config.MAIL_FROM, 'MAIL_FROM нужно задать вместе с SMTP_URL')
  needs(
    !!config.ADMIN_EMAIL !== !!config.ADMIN_PASSWORD,
    'ADMIN_EMAIL и ADMIN_PASSWORD задаются вместе',
  )
  // The sandbox's Telegram reaches us on this machine, with a secret the launcher makes
  const sandboxed = config.missing.telegram || !!config.SANDBOX_TELEGRAM_URL
  needs(config.production && !!config.FAILPOINT, 'FAILPOINT — для испытаний, не для production')
  const webhook = config.TELEGRAM_MODE === 'webhook' && !sandboxed
  needs(
    webhook && !config.TELEGRAM_WEBHOOK_SECRET,
    'TELEGRAM_WEBHOOK_SECRET нужно задать для TELEGRAM_MODE=webhook',
  )
  needs(webhook && !config.PUBLIC_URL, 'PUBLIC_URL нужно задать для TELEGRAM_MODE=webhook')
  return wrong
}

function withoutEmpty(environment: Record<string, string | undefined>) {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}

function isFailpoint(point: string): boolean {
  const [, name] = /^([a-z-]+)(?::[1-9]\d*)?$/.exec(point) ?? []
  return [...failpoints, ...categoryFailpoints].some((known) => known === name)
}

function isTimeZone(zone: string): boolean {
  try {
    return !!new Intl.DateTimeFormat('ru', { timeZone: zone })
  } catch {
    return false
  }
}
