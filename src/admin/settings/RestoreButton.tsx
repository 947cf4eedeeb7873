'use client'
import { useField } from '@payloadcms/ui'
import { useWords } from '../kit/use-words'
import './settings.css'

const words = {
  ru: { restore: 'Вернуть исходное', nothing: 'пусто' },
  en: { restore: 'Restore the original', nothing: 'empty' },
}

export function RestoreButton({ path, first }: { path: string; first: string }) {
  const say = useWords(words)
  const { value, setValue, disabled } = useField<string | null>({ path })
  if (disabled || (value ?? '') === first) return null
  return (
    <div className="settings-code__foot">
      <button className="settings-link" onClick={() => setValue(first)} type="button">
        {say.restore}: {first || say.nothing}
      </button>
    </div>
  )
}
