'use client'
import { FieldLabel, useField } from '@payloadcms/ui'
import type { JSONFieldClientProps } from 'payload'

/** Payload's own editor of JSON is fetched from a public host, which this panel must not ask. */
export function ReadOnlyJson({ field, path }: JSONFieldClientProps) {
  const { value } = useField<unknown>({ path })
  const isEmpty = value === null || value === undefined || (Array.isArray(value) && !value.length)
  const frame = { border: '1px solid var(--theme-elevation-150)', borderRadius: 4, padding: 12 }
  return (
    <div className="field-type">
      <FieldLabel label={field.label} path={path} />
      <pre style={{ ...frame, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', margin: 0 }}>
        {isEmpty ? '—' : JSON.stringify(value, null, 2)}
      </pre>
    </div>
  )
}
