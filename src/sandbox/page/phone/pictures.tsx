'use client'

import type { CSSProperties } from 'react'
import { controlUrl } from '../control'
import { useChatActions } from './chat-actions'
import type { Attachment } from './message'

const WIDEST = 320
const TALLEST = 340

// The place is taken before the picture has come, so that nothing below it jumps.
function placeFor({ width = 4, height = 3 }: Attachment): CSSProperties {
  const ratio = Math.min(Math.max(width / height, 0.5), 2.6)
  return { aspectRatio: ratio, width: Math.round(Math.min(WIDEST, TALLEST * ratio)) }
}

export function Picture({ file, fills }: { file: Attachment; fills?: boolean }) {
  const { open } = useChatActions()
  const url = controlUrl('telegram', file.url)
  return (
    <button
      type="button"
      className="picture"
      style={fills ? undefined : placeFor(file)}
      aria-label="Открыть фотографию"
      onClick={() => open({ url, name: file.name ?? 'Фотография' })}
    >
      <img src={url} alt="" draggable={false} />
    </button>
  )
}

export function Video({ file, fills }: { file: Attachment; fills?: boolean }) {
  return (
    <video
      className="picture"
      style={fills ? undefined : placeFor(file)}
      src={controlUrl('telegram', file.url)}
      controls
      preload="metadata"
      aria-label="Видео"
    />
  )
}

export function RoundVideo({ file }: { file: Attachment }) {
  return (
    <video
      className="round-video"
      src={controlUrl('telegram', file.url)}
      controls
      loop
      preload="metadata"
      aria-label="Видеосообщение"
    />
  )
}
