import type { ReactNode } from 'react'
import { keptWords } from '../kit/kept-words'
import type { AttachedFile } from './read-ticket'
import type { TicketWords } from './words'

type Props = {
  api: string
  files: AttachedFile[]
  fromEngineer?: boolean
  say: TicketWords
  language: string
}

const shown = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif'])

/** Pictures to look at, sound to hear, the rest to save; of what we do not keep, where it is. */
export function Attachments({ files, ...rest }: Props) {
  if (!files.length) return null
  return (
    <ul className="tickets-files">
      {files.map((file, at) => (
        <li key={at}>
          <Attachment file={file} {...rest} />
        </li>
      ))}
    </ul>
  )
}

type OneProps = Omit<Props, 'files'> & { file: AttachedFile }

function Attachment({ api, file: kept, fromEngineer, say, language }: OneProps) {
  const file = { ...kept, reason: keptWords(kept.reason, language) }
  const name = file.name || say.file
  if (!file.key)
    return (
      <Named name={name} size={file.size} say={say}>
        <span className="tickets-files__where">{whereIs(file, say, fromEngineer)}</span>
      </Named>
    )
  const url = `${api}/files/file/${file.key}`
  if (shown.has(file.mime))
    return (
      <a className="tickets-files__picture" href={url} target="_blank" rel="noopener" title={name}>
        <img src={url} alt={name} loading="lazy" />
      </a>
    )
  return (
    <>
      <Player file={file} url={url} name={name} />
      <Named name={name} size={file.size} say={say}>
        <a href={url} download={name}>
          {say.download}
        </a>
        {file.state === 'failed' && !fromEngineer && (
          <span className="tickets-files__where">
            {say.refusedFile}
            {file.reason && `: ${file.reason}`}
          </span>
        )}
      </Named>
    </>
  )
}

type NamedProps = { name: string; size: number; say: TicketWords; children: ReactNode }

function Named({ name, size, say, children }: NamedProps) {
  return (
    <span className="tickets-files__named">
      <span aria-hidden="true">📎</span> <b>{name}</b>
      {size > 0 && <span className="own-quiet">{sizeIn(size, say)}</span>}
      {children}
    </span>
  )
}

function Player({ file, url, name }: { file: AttachedFile; url: string; name: string }) {
  const { kind, mime } = file
  if (kind === 'video' || kind === 'videoNote' || mime.startsWith('video/'))
    return <video controls preload="metadata" src={url} aria-label={name} />
  if (kind === 'voice' || kind === 'audio' || mime.startsWith('audio/'))
    return <audio controls preload="metadata" src={url} aria-label={name} />
  return null
}

function whereIs({ state, reason }: AttachedFile, say: TicketWords, fromEngineer?: boolean) {
  if (state === 'failed') return reason ? `${say.refusedFile}: ${reason}` : say.refusedFile
  if (fromEngineer) return say.atNaumenOnly
  return state === 'handedOver' ? say.atNaumen : say.atTelegram
}

const sizeIn = (bytes: number, say: TicketWords) => {
  const kilobytes = Number(bytes) / 1024
  return kilobytes < 1000
    ? `${Math.max(1, Math.round(kilobytes))} ${say.kilobytes}`
    : `${(kilobytes / 1024).toFixed(1)} ${say.megabytes}`
}
