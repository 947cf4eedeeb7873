'use client'

import { useRef, useState } from 'react'
import { control } from '../control'
import { Icon, icons } from './icons'
import { bigFile, sampleScreenshot } from './sample-files'
import { sampleVoice } from './sample-voice'
import { sendFiles } from './send-draft'
import { asLoad, type Load } from './tray'

type Props = {
  path: string
  attempt(action: () => Promise<unknown>): Promise<boolean>
  setLoad(load: Load): void
}

type Choice = { id: string; title: string; icon: string; accept: string; kind: string }

const pictures = 'image/jpeg,image/png,image/webp'
const choices: Choice[] = [
  { id: 'photo', title: 'Фото', icon: icons.photo, accept: pictures, kind: 'photo' },
  { id: 'file', title: 'Файл', icon: icons.file, accept: '', kind: 'document' },
  {
    id: 'album',
    title: 'Альбом',
    icon: icons.album,
    accept: `${pictures},video/mp4`,
    kind: 'auto',
  },
  { id: 'video', title: 'Видео', icon: icons.video, accept: 'video/*', kind: 'video' },
  { id: 'audio', title: 'Аудио', icon: icons.music, accept: 'audio/*', kind: 'audio' },
  { id: 'video-note', title: 'Кружок', icon: icons.round, accept: 'video/*', kind: 'video_note' },
]

const OVER_LIMIT = 25 * 1024 * 1024
const PLANT = { latitude: 53.3474, longitude: 83.7783 }

/** The paper clip: files of one's own, and samples for those who have none at hand. */
export function AttachMenu({ path, attempt, setLoad }: Props) {
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  const samples: [string, string, string, () => Promise<unknown>][] = [
    [
      'sample-photo',
      'Снимок экрана (образец)',
      icons.screen,
      async () => setLoad(asLoad([await sampleScreenshot()], 'photo')),
    ],
    [
      'voice',
      'Голосовое (образец)',
      icons.voice,
      async () => {
        const { file, duration } = await sampleVoice()
        await sendFiles(path, { ...asLoad([file], 'voice'), duration })
      },
    ],
    [
      'location',
      'Геопозиция',
      icons.place,
      () => control.post('telegram', `${path}/location`, PLANT),
    ],
    [
      'contact',
      'Контакт',
      icons.contact,
      () => control.post('telegram', `${path}/contact`, { phone: '+79001234567' }),
    ],
    [
      'big',
      'Большой файл, 25 МБ',
      icons.heavy,
      () => sendFiles(path, { ...asLoad([bigFile()], 'document'), virtualSize: OVER_LIMIT }),
    ],
  ]
  return (
    <div className="attach">
      <button
        type="button"
        className="round-button"
        data-testid="attach-button"
        aria-label="Прикрепить"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon path={icons.attach} />
      </button>
      {isOpen && <div className="veil" onClick={close} />}
      <div className="popup popup--attach" role="menu" hidden={!isOpen}>
        {choices.map((choice) => (
          <FileChoice
            key={choice.id}
            choice={choice}
            picked={(files) => {
              close()
              setLoad(asLoad(files, choice.kind))
            }}
          />
        ))}
        <hr />
        {samples.map(([id, title, icon, act]) => (
          <button
            key={id}
            type="button"
            role="menuitem"
            data-testid={`attach-${id}`}
            onClick={() => {
              close()
              void attempt(act)
            }}
          >
            <Icon path={icon} size={18} />
            {title}
          </button>
        ))}
      </div>
    </div>
  )
}

type FileChoiceProps = { choice: Choice; picked(files: File[]): void }

function FileChoice({ choice: { id, title, icon, accept }, picked }: FileChoiceProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button
        type="button"
        role="menuitem"
        data-testid={`attach-${id}`}
        onClick={() => input.current?.click()}
      >
        <Icon path={icon} size={18} />
        {title}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={accept}
        data-testid={`attach-${id}-input`}
        aria-label={title}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          event.target.value = ''
          if (files.length > 0) picked(files)
        }}
      />
    </>
  )
}
