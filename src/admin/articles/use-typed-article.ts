'use client'
import { useAllFormFields, useDocumentInfo } from '@payloadcms/ui'
import { reduceFieldsToValues } from 'payload/shared'
import { useDeferredValue, useMemo } from 'react'
import type { Article } from '../../domain/article'
import { richTextToHtml } from '../../domain/text'

type Typed = Partial<Record<'title' | 'text' | 'picture' | 'section' | 'topic' | 'files', unknown>>

/** The article of this form as it is being written. */
export function useTypedArticle(): Article {
  const { id = 'new' } = useDocumentInfo()
  const [fields] = useAllFormFields()
  const typed = useDeferredValue(fields)
  return useMemo(() => {
    const values = reduceFieldsToValues(typed, true) as Typed
    return {
      id: String(id),
      title: typeof values.title === 'string' ? values.title : '',
      html: values.text ? richTextToHtml(values.text) : '',
      picture: reference(values.picture),
      section: reference(values.section),
      topic: reference(values.topic),
      files: Array.isArray(values.files) ? values.files.length : 0,
    }
  }, [id, typed])
}

function reference(value: unknown): string | null {
  const id = typeof value === 'object' && value && 'id' in value ? value.id : value
  return typeof id === 'string' && id ? id : null
}
