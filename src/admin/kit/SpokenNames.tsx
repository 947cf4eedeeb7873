'use client'
import { useTranslation } from '@payloadcms/ui'
import { type ReactNode, useEffect } from 'react'

/** What Payload and its libraries name in English whatever the language is, and how a Russian hears it. */
const spoken: Record<string, string> = {
  'Close toast': 'Закрыть',
  'Notifications alt+T': 'Уведомления',
  'text dropdown': 'Вид текста',
  'align dropdown': 'Выравнивание',
  'Drag to move': 'Перетащить',
  'Add block': 'Добавить блок',
  'Edit link': 'Изменить ссылку',
  'Remove link': 'Убрать ссылку',
  'Insert Paragraph': 'Добавить абзац',
}

/** What Payload names badly; nothing of its own can change it. */
export function SpokenNames({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation()
  useEffect(() => {
    const mend = () => {
      nameDialogs()
      withoutBrackets()
      if (i18n.language !== 'ru') return
      rename()
      dateOfLock()
    }
    mend()
    const watching = new MutationObserver(mend)
    watching.observe(document.body, { childList: true, subtree: true, characterData: true })
    return () => watching.disconnect()
  }, [i18n.language])
  return children
}

const foreign = Object.keys(spoken)
  .map((name) => `[aria-label="${name}"]`)
  .join(', ')

/** Payload calls a dialog by its id: a screen reader would spell out a UUID. */
function nameDialogs() {
  for (const dialog of document.querySelectorAll('dialog[aria-label]:has(h1)')) {
    const heading = dialog.querySelector('h1')?.textContent
    if (heading && dialog.getAttribute('aria-label') !== heading)
      dialog.setAttribute('aria-label', heading)
  }
}

/** The heading of what has no title yet: «[Новая запись]». */
function withoutBrackets() {
  const words = document.querySelector('h1.render-title')?.firstChild
  const inside = /^\[(.+)\]$/.exec(words?.nodeValue ?? '')?.[1]
  if (words && inside) words.nodeValue = inside
}

/** Since when somebody else has a document open: Payload writes it as Americans do. */
function dateOfLock() {
  const format = { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' } as const
  for (const { firstChild } of document.querySelectorAll('.document-locked p strong')) {
    const words = firstChild?.nodeValue ?? ''
    const at = /^[A-Z][a-z]{2} \d+, \d{4}/.test(words) && Date.parse(words)
    if (firstChild && at) firstChild.nodeValue = new Intl.DateTimeFormat('ru', format).format(at)
  }
}

function rename() {
  for (const element of document.querySelectorAll(foreign)) {
    const name = spoken[element.getAttribute('aria-label') ?? '']
    if (name) element.setAttribute('aria-label', name)
  }
}
