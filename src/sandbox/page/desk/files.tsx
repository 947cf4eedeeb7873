'use client'

import { useState } from 'react'
import { controlUrl } from '../control'
import { sizeInWords } from '../file-size'
import { Icon, icons } from '../phone/icons'
import { Lightbox } from '../phone/lightbox'
import type { DeskFile } from './ticket'

/** Pictures to look at, everything else (and pictures too) to download. */
export function Files({ files }: { files: DeskFile[] }) {
  const [shown, setShown] = useState<DeskFile | null>(null)
  return (
    <ul className="files">
      {files.map((file) => (
        <li key={file.uuid} data-testid="ticket-file" data-title={file.title}>
          {isPicture(file) && (
            <button
              type="button"
              className="files__picture"
              aria-label={`Открыть ${file.title}`}
              onClick={() => setShown(file)}
            >
              <img src={controlUrl('naumen', file.url)} alt={file.title} />
            </button>
          )}
          <a
            className="files__name"
            href={controlUrl('naumen', file.url)}
            download={file.title}
            aria-label={`Скачать ${file.title}`}
          >
            <Icon path={icons.file} size={16} />
            <span>{file.title}</span>
            <small>{sizeInWords(file.size)}</small>
          </a>
        </li>
      ))}
      {shown && (
        <Lightbox
          url={controlUrl('naumen', shown.url)}
          name={shown.title}
          close={() => setShown(null)}
        />
      )}
    </ul>
  )
}

const isPicture = ({ mime, title }: DeskFile) =>
  mime ? /^image\/(png|jpeg|gif|webp)/.test(mime) : /\.(png|jpe?g|gif|webp)$/i.test(title)
