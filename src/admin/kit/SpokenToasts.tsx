'use client'
import { useTranslation } from '@payloadcms/ui'
import { type ReactNode, useEffect } from 'react'

const named = 'section[aria-label^="Notifications"]'

/** The place of the toasts is named in English by its library, and nothing of Payload's can rename it. */
export function SpokenToasts({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation()
  useEffect(() => {
    if (i18n.language === 'ru')
      document.querySelector(named)?.setAttribute('aria-label', 'Уведомления')
  }, [i18n.language])
  return children
}
