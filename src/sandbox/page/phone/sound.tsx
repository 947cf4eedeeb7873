'use client'

import { useRef, useState, type MouseEvent } from 'react'
import { controlUrl } from '../control'
import { sizeInWords } from '../file-size'
import { Icon, icons } from './icons'
import type { Attachment } from './message'

const BARS = 34

/** A voice message or a tune: a button, a wave, the time. */
export function Sound({ file, title }: { file: Attachment; title?: string }) {
  const audio = useRef<HTMLAudioElement>(null)
  const [isPlaying, setPlaying] = useState(false)
  const [at, setAt] = useState(0)
  const [length, setLength] = useState(file.duration ?? 0)
  const toggle = () => {
    if (isPlaying) audio.current?.pause()
    else void audio.current?.play().catch(() => setPlaying(false))
  }
  const seek = (event: MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    if (audio.current && length > 0) {
      audio.current.currentTime = ((event.clientX - box.left) / box.width) * length
    }
  }
  return (
    <div className="sound" data-testid={title ? 'audio' : 'voice'}>
      <button
        type="button"
        className="card__disc"
        onClick={toggle}
        aria-label={isPlaying ? 'Пауза' : 'Слушать'}
      >
        <Icon path={isPlaying ? icons.pause : icons.play} />
      </button>
      <div className="sound__body">
        {title && <b className="sound__title">{title}</b>}
        <div className="wave" role="presentation" onClick={seek} data-control>
          {heights(file.fileId).map((height, index) => (
            <i
              key={index}
              style={{ height }}
              className={length > 0 && index / BARS < at / length ? 'wave--heard' : undefined}
            />
          ))}
        </div>
        <small>
          {clock(isPlaying || at > 0 ? at : length)}
          {file.size ? ` · ${sizeInWords(file.size)}` : ''}
        </small>
      </div>
      <audio
        ref={audio}
        src={controlUrl('telegram', file.url)}
        preload="metadata"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setAt(0)}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
        onLoadedMetadata={(event) => {
          if (Number.isFinite(event.currentTarget.duration)) setLength(event.currentTarget.duration)
        }}
      />
    </div>
  )
}

const clock = (seconds: number) =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`

// Not the real loudness, only a shape of its own for every file.
function heights(seed: string): number[] {
  let state = [...seed].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) >>> 0, 7)
  return Array.from({ length: BARS }, (_, index) => {
    state = (state * 1664525 + 1013904223) >>> 0
    const swell = 0.55 + 0.45 * Math.sin((index / BARS) * Math.PI * 3)
    return 3 + Math.round((state / 2 ** 32) * 15 * swell)
  })
}
