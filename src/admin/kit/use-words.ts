'use client'
import { useTranslation } from '@payloadcms/ui'
import { type Words, wordsIn } from './words'

export function useWords<Name extends string>(words: Words<Name>): Record<Name, string> {
  const { i18n } = useTranslation()
  return wordsIn(i18n.language, words)
}
