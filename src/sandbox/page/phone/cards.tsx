'use client'

import { controlUrl } from '../control'
import { sizeInWords } from '../file-size'
import { Icon, icons } from './icons'
import type { Attachment, Message } from './message'

export function DocumentRow({ file }: { file: Attachment }) {
  const name = file.name ?? 'Файл'
  return (
    <a
      className="card"
      href={controlUrl('telegram', file.url)}
      download={name}
      aria-label={`Скачать файл ${name}`}
      data-testid="document"
    >
      <span className="card__disc">
        <Icon path={icons.file} />
      </span>
      <span className="card__words">
        <b>{name}</b>
        <small>{sizeInWords(file.size)}</small>
      </span>
    </a>
  )
}

export function Place({ place }: { place: { latitude: number; longitude: number } }) {
  return (
    <div className="place">
      <div className="place__map" aria-hidden>
        <Icon path={icons.place} size={34} />
      </div>
      <small>
        Геопозиция: {place.latitude.toFixed(5)}, {place.longitude.toFixed(5)}
      </small>
    </div>
  )
}

export function ContactCard({ contact }: { contact: NonNullable<Message['contact']> }) {
  const name = [contact.first_name, contact.last_name].filter(Boolean).join(' ')
  return (
    <div className="card">
      <span className="card__disc">
        <Icon path={icons.contact} />
      </span>
      <span className="card__words">
        <b>{name || 'Контакт'}</b>
        <small>{contact.phone_number}</small>
      </span>
    </div>
  )
}
