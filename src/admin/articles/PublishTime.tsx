'use client'
import { useFormFields, useTranslation } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { wordsIn } from '../kit/words'
import './articles.css'
import { ownMoment } from '../kit/Moment'

const words = {
  ru: {
    toCome:
      'Выйдет {at} (время вашего компьютера). До этого сотрудники видят прежнюю статью или ничего.',
    over: 'Это время уже прошло. Чтобы опубликовать сейчас, нажмите «Опубликовать».',
  },
  en: {
    toCome:
      'Published {at} (time of your computer). Until then employees see what is published now.',
    over: 'This time is over. Press “Publish” to publish now.',
  },
}

/** Says in words what the chosen time will do. */
export function PublishTime() {
  const { i18n } = useTranslation()
  const say = wordsIn(i18n.language, words)
  const at = useFormFields(([fields]) => fields.publishAt?.value)
  const now = useNow()
  if (typeof at !== 'string' || !at || !now) return null
  const toCome = Date.parse(at) > now
  return (
    <p className={`article-time${toCome ? '' : ' article-time--over'}`} role="status">
      {toCome ? say.toCome.replace('{at}', ownMoment(i18n.language, at)) : say.over}
    </p>
  )
}

/** Null on the server: its clock is not the reader's. */
function useNow(): number | null {
  const [now, setNow] = useState<number | null>(null)
  useEffect(() => {
    setNow(Date.now())
    const ticking = setInterval(() => setNow(Date.now()), 15_000)
    return () => clearInterval(ticking)
  }, [])
  return now
}
