export type Part = 'telegram' | 'naumen' | 'mailbox'
export type Addresses = Partial<Record<Part, string>>

/** Where the control servers listen. The launcher hands these to the web process only while
 *  the sandbox is on, so an empty answer means "there is no sandbox here". */
export function sandboxAddresses(env: Record<string, string | undefined> = process.env): Addresses {
  const named: Record<Part, string | undefined> = {
    telegram: env.SANDBOX_TELEGRAM_URL,
    naumen: env.SANDBOX_NAUMEN_URL,
    mailbox: env.SANDBOX_MAILBOX_URL,
  }
  return Object.fromEntries(
    Object.entries(named)
      .filter(([, url]) => url)
      .map(([part, url]) => [part, url?.replace(/\/+$/, '')]),
  )
}

export const isPart = (word: string | undefined): word is Part =>
  word === 'telegram' || word === 'naumen' || word === 'mailbox'
