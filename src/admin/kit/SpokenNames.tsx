'use client'
import { useTranslation } from '@payloadcms/ui'
import { type ReactNode, useEffect } from 'react'

/** What Payload and its libraries name in English whatever the language is, and how a Russian hears it. */
const spoken: Record<string, string> = {
  'Notifications alt+T': 'Уведомления',
  'text dropdown': 'Вид текста',
  'align dropdown': 'Выравнивание',
  'Drag to move': 'Перетащить',
  'Add block': 'Добавить блок',
  'Edit link': 'Изменить ссылку',
  'Remove link': 'Убрать ссылку',
  'Insert Paragraph': 'Добавить абзац',
}

/** Screen readers read these names out; nothing of Payload's can change them. */
export function SpokenNames({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation()
  useEffect(() => {
    if (i18n.language !== 'ru') return undefined
    rename()
    const watching = new MutationObserver(rename)
    watching.observe(document.body, { childList: true, subtree: true })
    return () => watching.disconnect()
  }, [i18n.language])
  return children
}

const foreign = Object.keys(spoken)
  .map((name) => `[aria-label="${name}"]`)
  .join(', ')

function rename() {
  for (const element of document.querySelectorAll(foreign)) {
    const name = spoken[element.getAttribute('aria-label') ?? '']
    if (name) element.setAttribute('aria-label', name)
  }
}
