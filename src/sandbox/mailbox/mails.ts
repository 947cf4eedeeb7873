import { simpleParser, type ParsedMail } from 'mailparser'
import type { Readable } from 'node:stream'

export type Mail = {
  id: number
  to: string
  recipients: string[]
  from: string
  subject: string
  text: string
  html: string | null
  /** When it came in, ISO 8601. */
  date: string
}

export type Mails = ReturnType<typeof createMails>

const KEPT = 500

/** The mails that came in; `changed` is called after every change. */
export function createMails(loaded: Mail[], changed: (type: string, id?: number) => void) {
  let mails = loaded
  let lastId = Math.max(0, ...loaded.map(({ id }) => id))
  return {
    all: () => mails,
    /** Newest first; `since` is the id of a mail already seen, or a date. */
    list: (to: string | null, since: string | null) =>
      mails.filter((mail) => isFor(mail, to) && isAfter(mail, since)).reverse(),
    async keep(source: Readable, recipients: string[]) {
      const parsed = await simpleParser(source)
      const mail = mailFrom(parsed, recipients, ++lastId)
      mails = [...mails.slice(1 - KEPT), mail]
      changed('mail', mail.id)
    },
    clear() {
      mails = []
      changed('cleared')
    },
  }
}

function mailFrom(parsed: ParsedMail, recipients: string[], id: number): Mail {
  return {
    id,
    to: recipients.join(', '),
    recipients,
    from: parsed.from?.text ?? '',
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    html: parsed.html || null,
    date: new Date().toISOString(),
  }
}

function isFor({ recipients }: Mail, to: string | null) {
  return !to || recipients.some((address) => address.toLowerCase() === to.toLowerCase())
}

function isAfter({ id, date }: Mail, since: string | null) {
  if (!since) return true
  return /^\d+$/.test(since) ? id > Number(since) : Date.parse(date) > Date.parse(since)
}
