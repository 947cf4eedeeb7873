import { escapeHtml } from './markup'
import { typedAddress } from './sign-in'

/** A mail before it has an address. */
export type MailText = { subject: string; html: string; text: string }

/** Parts of a page, top to bottom. Texts are plain; nothing in them can become markup. */
export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'button'; label: string; url: string }
  | { kind: 'small'; text: string }

export type Requester = { id: number; firstName?: string; lastName?: string; username?: string }

/** One plain mailbox: no list, no name before it, no line break that would begin a header. */
export const isOneAddress = (to: string) => to === to.trim() && typedAddress(to) !== null

/** «22 ноября, 14:05» */
export function momentInWords(at: Date, timeZone: string): string {
  const day = new Intl.DateTimeFormat('ru', { timeZone, day: 'numeric', month: 'long' }).format(at)
  return `${day}, ${timeInWords(at, timeZone)}`
}

/** The code stands in the body only: subjects show on locked screens and in lists. */
export function signInMail(mail: {
  code: string
  bot: string
  requester: Requester
  until: Date
  timeZone: string
}): MailText {
  const until = timeInWords(mail.until, mail.timeZone)
  return mailPage(`Код для входа в «${mail.bot}»`, [
    { kind: 'text', text: `Введите этот код в чате с ботом «${mail.bot}» в Telegram:` },
    { kind: 'code', text: `${mail.code.slice(0, 4)}\u00a0${mail.code.slice(4)}` },
    { kind: 'text', text: `Код действует 10 минут, до ${until}, и подходит один раз.` },
    { kind: 'text', text: `Его запросили из аккаунта Telegram: ${nameOf(mail.requester)}.` },
    {
      kind: 'small',
      text: 'Если это были не вы, ничего не делайте и никому не сообщайте код: без него войти нельзя. Сотрудники поддержки никогда его не спрашивают.',
    },
  ])
}

export function bindingMovedMail(mail: { bot: string; at: Date; timeZone: string }): MailText {
  const at = momentInWords(mail.at, mail.timeZone)
  return mailPage(`Вход в «${mail.bot}» из другого аккаунта Telegram`, [
    {
      kind: 'text',
      text: `В боте «${mail.bot}» под вашей учётной записью вошли из другого аккаунта Telegram: ${at}.`,
    },
    { kind: 'text', text: 'В прежнем чате доступ завершён. Ваши заявки сохранены.' },
    {
      kind: 'small',
      text: 'Если это были вы, делать ничего не нужно. Если не вы, смените пароль рабочей почты и сразу сообщите в поддержку.',
    },
  ])
}

export const addressChangedMail = (mail: { bot: string; address: string }): MailText =>
  mailPage(`Вход в «${mail.bot}»: изменён рабочий адрес`, [
    {
      kind: 'text',
      text: `В системе заявок ваш рабочий e-mail теперь ${mail.address}. Доступ к боту «${mail.bot}» сохранён; в следующий раз входите с этим адресом.`,
    },
    { kind: 'small', text: 'Если вы этого не ожидали, сообщите в поддержку.' },
  ])

/** For whoever runs the system. */
export const alertMail = (subject: string, text: string): MailText =>
  mailPage(subject, [{ kind: 'text', text }])

/** The one look of all our mails, and the same as plain text. */
export function mailPage(title: string, blocks: Block[]): MailText {
  const subject = title.replace(/\s+/g, ' ').trim()
  return { subject, html: page(subject, blocks), text: `${subject}\n\n${plainText(blocks)}\n` }
}

const plainText = (blocks: Block[]) =>
  blocks
    .map((block) => (block.kind === 'button' ? `${block.label}: ${block.url}` : block.text))
    .join('\n\n')
    .replaceAll('\u00a0', ' ')

const font = "font-family:-apple-system,'Segoe UI',Roboto,Arial,sans-serif"

// Tables and inline styles: mail programs know little else
const page = (title: string, blocks: Block[]) => `<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escapeHtml(title)}</title>
</head>
<body style="margin:0;padding:0;background:#f2f4f7">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f2f4f7">
<tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:520px;background:#ffffff;border-radius:12px">
<tr><td style="padding:32px 32px 8px;${font};font-size:20px;line-height:28px;font-weight:600;color:#1b2430">${escapeHtml(title)}</td></tr>
${blocks.map((block) => `<tr><td style="padding:8px 32px">${drawn(block)}</td></tr>`).join('\n')}
<tr><td style="padding:0 32px 24px"></td></tr>
</table>
</td></tr>
</table>
</body>
</html>`

function drawn(block: Block): string {
  const text = escapeHtml('text' in block ? block.text : block.label).replaceAll('\n', '<br>')
  if (block.kind === 'code')
    return `<p style="margin:8px 0;padding:16px;background:#f2f4f7;border-radius:8px;text-align:center;font-family:Consolas,Menlo,monospace;font-size:32px;line-height:40px;font-weight:700;letter-spacing:4px;color:#1b2430">${text}</p>`
  if (block.kind === 'button')
    return `<a href="${escapeHtml(block.url)}" style="display:inline-block;padding:12px 24px;background:#1f6feb;border-radius:8px;${font};font-size:16px;line-height:24px;font-weight:600;color:#ffffff;text-decoration:none">${text}</a>`
  const look =
    block.kind === 'small'
      ? '14px;line-height:20px;color:#667085'
      : '16px;line-height:24px;color:#344054'
  return `<p style="margin:0;${font};font-size:${look}">${text}</p>`
}

const timeInWords = (at: Date, timeZone: string) =>
  new Intl.DateTimeFormat('ru', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at)

/** Anybody may call himself anything, so a name that is more than a name (a link, a demand) is left out. */
function nameOf({ id, firstName = '', lastName = '', username }: Requester): string {
  const name = [firstName, lastName].join(' ').trim()
  const honest = /^[\p{L}\p{M}'’ -]{1,64}$/u.test(name) ? name : ''
  const handle = username && /^\w{1,32}$/.test(username) ? `@${username}` : `номер ${id}`
  return honest ? `${honest} (${handle})` : handle
}
