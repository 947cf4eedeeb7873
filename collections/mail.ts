import { nodemailerAdapter } from '@payloadcms/email-nodemailer'
import type { EmailAdapter, SendEmailOptions } from 'payload'
import type { Config } from '../src/config'
import type { Jobs } from '../src/queue'
import { engineOf, queueOf } from './engine'

type Ready = Extract<Jobs['send-mail'], { kind: 'ready-made' }>['message']

/**
 * Mails leave from the worker alone, so that a mail server that is away never keeps anybody waiting:
 * elsewhere Payload's own mails (a forgotten password) become jobs.
 */
export function mailAdapter(config: Config): EmailAdapter {
  const from = senderOf(config.MAIL_FROM ?? 'Поддержка <support@localhost>')
  const transportOptions = {
    url: config.SMTP_URL,
    connectionTimeout: 15_000,
    socketTimeout: 30_000,
  }
  // skipVerify: a mail server that is down must not stop the start
  const server = nodemailerAdapter({ ...from, skipVerify: true, transportOptions })
  return ({ payload }) => ({
    ...from,
    name: 'queue',
    async sendEmail(message) {
      if (engineOf(payload).role === 'worker') return (await server)({ payload }).sendEmail(message)
      const queue = await queueOf(payload)
      return queue.send(null, 'send-mail', { kind: 'ready-made', message: readyMade(message) })
    },
  })
}

/** "Поддержка <support@company.ru>" or the bare address. */
export function senderOf(from: string): { defaultFromName: string; defaultFromAddress: string } {
  const [, name, address] = /^\s*"?([^"<]*?)"?\s*<([^<>]+)>\s*$/.exec(from) ?? []
  return { defaultFromName: name || 'Поддержка', defaultFromAddress: address ?? from.trim() }
}

function readyMade({ to, subject, html, text }: SendEmailOptions): Ready {
  if (typeof to !== 'string') throw new Error('A mail goes to one address')
  const body = (part: unknown) => (typeof part === 'string' ? part : undefined)
  return { to, subject: subject ?? '', html: body(html), text: body(text) }
}
