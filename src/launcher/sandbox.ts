import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config'
import { freePort } from '../database/ports'
import { startSandbox } from '../sandbox/main'
import type { Secrets } from './secrets'

const parts = ['telegram', 'naumen', 'mailbox', 'smtp'] as const
type Ports = Record<(typeof parts)[number], number>

const attempts = 5

/** The servers that stand in for what is not configured, and how our processes reach them. */
export async function startMissing(config: Config, secrets: Secrets) {
  const dataDir = join(config.DATA_DIR, 'sandbox')
  mkdirSync(dataDir, { recursive: true })
  const sandbox = await startOnKeptPorts(config, (ports) =>
    startSandbox({
      dataDir,
      telegram: { port: ports.telegram, token: secrets.botToken },
      naumen: {
        port: ports.naumen,
        accessKey: secrets.accessKey,
        timeZone: config.NAUMEN_TIME_ZONE,
        hook: hookFor(config, secrets),
      },
      mailbox: { port: ports.mailbox, smtpPort: ports.smtp },
    }),
  )
  const environment = {
    SANDBOX: 'true',
    ...(config.missing.telegram && telegramOf(sandbox, secrets, config)),
    ...(config.missing.naumen && naumenOf(sandbox, secrets, config)),
    ...(config.missing.mail && mailOf(sandbox)),
  }
  return { environment, stop: sandbox.stop }
}

type Sandbox = Awaited<ReturnType<typeof startSandbox>>

function telegramOf({ telegram }: Sandbox, secrets: Secrets, config: Config) {
  return {
    TELEGRAM_BOT_TOKEN: secrets.botToken,
    TELEGRAM_API_ROOT: telegram.url,
    TELEGRAM_PROXY: '',
    TELEGRAM_WEBHOOK_SECRET: config.TELEGRAM_WEBHOOK_SECRET ?? secrets.webhookSecret,
    SANDBOX_TELEGRAM_URL: telegram.controlUrl,
  }
}

// As the script does that docs/naumen-setup.md gives the administrator of a real Naumen.
const hookFor = ({ missing, PORT, NAUMEN_EVENT_SECRET }: Config, { eventSecret }: Secrets) =>
  missing.naumen
    ? {
        url: `http://127.0.0.1:${PORT}/api/naumen/events`,
        secret: NAUMEN_EVENT_SECRET ?? eventSecret,
      }
    : null

// The agreement and the service that the sandbox's Naumen is seeded with.
function naumenOf({ naumen }: Sandbox, secrets: Secrets, config: Config) {
  return {
    NAUMEN_URL: naumen.url,
    NAUMEN_ACCESS_KEY: secrets.accessKey,
    NAUMEN_EVENT_SECRET: config.NAUMEN_EVENT_SECRET ?? secrets.eventSecret,
    NAUMEN_AGREEMENT: config.NAUMEN_AGREEMENT ?? 'agreement$605301',
    NAUMEN_SERVICE: config.NAUMEN_SERVICE ?? 'slmService$605005',
    NAUMEN_RATINGS: JSON.stringify({ ...ratings, ...config.NAUMEN_RATINGS }),
    SANDBOX_NAUMEN_URL: naumen.controlUrl,
  }
}

// Its catalogue of ratings, from one star to five
const ratings = Object.fromEntries([1, 2, 3, 4, 5].map((mark) => [mark, `catalogs$${5000 + mark}`]))

function mailOf({ mailbox }: Sandbox) {
  return {
    SMTP_URL: mailbox.smtpUrl,
    MAIL_FROM: 'Служба поддержки <support@blago.example>',
    SANDBOX_MAILBOX_URL: mailbox.controlUrl,
  }
}

/**
 * On the same ports as last time where they are still free: what was stored with them keeps working.
 * A port found free may be taken before its server listens; then all are looked for again.
 */
export async function startOnKeptPorts<T>(
  { DATA_DIR, PORT }: Pick<Config, 'DATA_DIR' | 'PORT'>,
  start: (ports: Ports) => Promise<T>,
): Promise<T> {
  const file = join(DATA_DIR, 'ports.json')
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Ports>) : {}
  for (let attempt = 1; ; attempt++) {
    const ports = await findPorts(kept, PORT)
    try {
      const started = await start(ports)
      writeFileSync(file, JSON.stringify(ports))
      return started
    } catch (error) {
      if (attempt === attempts || (error as { code?: string }).code !== 'EADDRINUSE') throw error
    }
  }
}

/** Our own page's port is free until its server starts, which it does last. */
async function findPorts(kept: Partial<Ports>, pagePort: number): Promise<Ports> {
  const given = new Set([pagePort])
  const ports = {} as Ports
  for (const part of parts) {
    ports[part] = await freePort(kept[part], { except: given })
    given.add(ports[part])
  }
  return ports
}
