'use client'
import { useAllFormFields, useDocumentInfo } from '@payloadcms/ui'
import { reduceFieldsToValues } from 'payload/shared'
import { useDeferredValue, useMemo } from 'react'
import { richTextToHtml } from '../../domain/text'
import type { MenuData, Node, Words } from './menu-data'

type Fields = Partial<Record<keyof Words | 'text', unknown>>

/** The menu with the section of this form as it is being written, and that section. */
export function useDraft(data: MenuData): { data: MenuData; node: Node } {
  const { id = 'new' } = useDocumentInfo()
  const [fields] = useAllFormFields()
  const typed = useDeferredValue(fields)
  return useMemo(() => {
    const latest = wordsOf(reduceFieldsToValues(typed, true) as Fields)
    const saved = data.nodes.find((node) => node.id === id)
    const fresh = { id: String(id), parent: null, order: Infinity, active: true, now: null }
    const node: Node = { ...(saved ?? fresh), latest }
    const others = data.nodes.filter((one) => one !== saved)
    return { data: { ...data, nodes: [...others, node] }, node }
  }, [data, id, typed])
}

const wordsOf = ({ text, ...fields }: Fields): Words => ({
  title: string(fields.title) ?? '',
  emoji: string(fields.emoji) ?? '',
  kind: string(fields.kind) ?? 'page',
  visibility: string(fields.visibility) ?? 'everyone',
  url: string(fields.url),
  picture: reference(fields.picture),
  topic: reference(fields.topic),
  html: text ? richTextToHtml(text) : '',
})

const string = (value: unknown) => (typeof value === 'string' && value ? value : null)

const reference = (value: unknown) =>
  string(typeof value === 'object' && value && 'id' in value ? value.id : value)
