'use client'

import { momentOf, whenOf } from '../moments'
import { Icon, icons } from '../phone/icons'
import { Words } from '../rich-text'
import { codeIn } from './code-in-mail'
import { MailFrame } from './mail-frame'

export type Mail = {
  id: number | string
  to: string
  from: string
  subject: string
  text: string
  html: string | null
  date: string
}

type Props = { mail: Mail; show(text: string): void }

export function OpenedMail({ mail, show }: Props) {
  const code = codeIn(mail)
  const copy = async () => {
    if (!code) return
    await copyText(code)
    show('Код скопирован')
  }
  return (
    <article className="mail" data-testid="mail-opened">
      <header className="mail__head">
        <h3>{mail.subject || 'Без темы'}</h3>
        <p>
          <span>{mail.from}</span> → <span>{mail.to}</span>
          <time>{whenOf(momentOf(mail.date), new Date())}</time>
        </p>
      </header>
      {code && (
        <div className="mail__code">
          <output data-testid="mail-code">{code}</output>
          <button
            type="button"
            className="button"
            data-testid="mail-copy"
            onClick={() => void copy()}
          >
            <Icon path={icons.copy} size={16} />
            Скопировать код
          </button>
        </div>
      )}
      {mail.html ? (
        <MailFrame html={mail.html} title={mail.subject} />
      ) : (
        <div className="mail__text">
          <Words text={mail.text} />
        </div>
      )}
    </article>
  )
}

// The clipboard of the browser is there only on secure addresses; localhost is one, a bare IP is not.
async function copyText(text: string) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const area = document.createElement('textarea')
  area.value = text
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}
