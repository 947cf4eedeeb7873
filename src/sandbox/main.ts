import { join } from 'node:path'
import { startMailboxSandbox } from './mailbox/server'
import { startNaumenSandbox, type NaumenSandboxOptions } from './naumen/server'
import { startTelegramSandbox } from './telegram/server'

export type SandboxOptions = {
  /** The folder in which the servers keep their state. */
  dataDir: string
  telegram: { port: number; token: string }
  naumen: Pick<NaumenSandboxOptions, 'port' | 'accessKey' | 'timeZone' | 'hook'>
  mailbox: { port: number; smtpPort: number }
}

/** Starts the outside world in a box; when one server can't start, none stays. */
export async function startSandbox({ dataDir, telegram, naumen, mailbox }: SandboxOptions) {
  const stateOf = (name: string) => ({ stateFile: join(dataDir, `${name}.json`) })
  const started = await Promise.allSettled([
    startTelegramSandbox({ ...telegram, ...stateOf('telegram') }),
    startNaumenSandbox({ ...naumen, ...stateOf('naumen') }),
    startMailboxSandbox({ ...mailbox, ...stateOf('mailbox') }),
  ])
  const stop = async () => {
    const running = started.filter((result) => result.status === 'fulfilled')
    await Promise.all(running.map(({ value }) => value.stop()))
  }
  const [bot, desk, mails] = started
  if (bot.status === 'fulfilled' && desk.status === 'fulfilled' && mails.status === 'fulfilled') {
    return { telegram: bot.value, naumen: desk.value, mailbox: mails.value, stop }
  }
  await stop()
  throw started.find((result) => result.status === 'rejected')?.reason
}
