'use client'

import { useEffect, useState } from 'react'
import { sizeInWords } from '../file-size'
import { Icon, icons } from './icons'

/** Files on their way: how they go (as Telegram's kinds) and whether as one album. */
export type Load = {
  files: File[]
  kind: string
  album: boolean
  virtualSize?: number
  duration?: number
}

export const asLoad = (files: File[], kind: string, album = files.length > 1): Load => ({
  files,
  kind,
  album,
})

/** What will be sent, with a last chance to leave something out. */
export function Tray({ load, setLoad }: { load: Load; setLoad(load: Load | null): void }) {
  const without = (file: File) => {
    const files = load.files.filter((one) => one !== file)
    setLoad(files.length > 0 ? { ...load, files } : null)
  }
  return (
    <div className="tray" data-testid="tray">
      <div className="tray__files">
        {load.files.map((file, index) => (
          <div className="tray__file" key={`${index}${file.name}`}>
            <Thumb file={file} />
            <span>
              <b>{file.name}</b>
              <small>{sizeInWords(load.virtualSize ?? file.size)}</small>
            </span>
            <button
              type="button"
              className="round-button round-button--small"
              aria-label={`Убрать ${file.name}`}
              onClick={() => without(file)}
            >
              <Icon path={icons.close} size={16} />
            </button>
          </div>
        ))}
      </div>
      {load.files.length > 1 && (
        <label className="check">
          <input
            type="checkbox"
            data-testid="tray-album"
            checked={load.album}
            onChange={(event) => setLoad({ ...load, album: event.target.checked })}
          />
          Одним альбомом
        </label>
      )}
    </div>
  )
}

function Thumb({ file }: { file: File }) {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    if (!file.type.startsWith('image/')) return
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return (
    <span className="tray__thumb">
      {url ? <img src={url} alt="" /> : <Icon path={icons.file} size={20} />}
    </span>
  )
}
