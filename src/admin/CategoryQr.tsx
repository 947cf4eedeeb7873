'use client'
import { FieldLabel, useDocumentInfo, useTranslation } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { type QrPicture, qrPicture, qrWords } from './category-qr'

type State = { kind: 'loading' | 'unknown' } | { kind: 'shown'; link: string; qr: QrPicture }

/** Printed and stuck to a printer, it begins a request in this category. */
export const CategoryQr = () => <DocumentQr collection="categories" />

type Props = {
  /** Whose documents answer at `/:id/link`. */
  collection: 'articles' | 'categories'
  /** What it is good for, if not for a topic. */
  hints?: Record<'ru' | 'en', string>
}

export function DocumentQr({ collection, hints }: Props) {
  const { id } = useDocumentInfo()
  const { i18n } = useTranslation()
  const common = qrWords(i18n.language)
  const words = { ...common, hint: hints ? wordsFor(i18n.language, hints) : common.hint }
  const state = useQr(collection, id)
  return (
    <div className="field-type">
      <FieldLabel label={words.label} path="qr" />
      {id === undefined ? (
        <p>{words.saveFirst}</p>
      ) : state.kind === 'shown' ? (
        <Shown {...state} words={words} name={String(id)} />
      ) : (
        <p>{state.kind === 'unknown' ? words.unknown : words.loading}</p>
      )}
    </div>
  )
}

type ShownProps = { link: string; qr: QrPicture; words: ReturnType<typeof qrWords>; name: string }

function Shown({ link, qr, words, name }: ShownProps) {
  return (
    <>
      <p>{words.hint}</p>
      <img src={qr.png} alt={link} width={220} height={220} style={{ background: '#fff' }} />
      <p>
        <a href={link}>{link}</a>
      </p>
      <p>
        <a download={`qr-${name}.png`} href={qr.png}>
          {words.png}
        </a>
        {' · '}
        <a download={`qr-${name}.svg`} href={qr.svg}>
          {words.svg}
        </a>
      </p>
    </>
  )
}

const wordsFor = (language: string, hints: Record<'ru' | 'en', string>) =>
  hints[language === 'en' ? 'en' : 'ru']

function useQr(collection: string, id: number | string | undefined): State {
  const [state, setState] = useState<State>({ kind: 'loading' })
  useEffect(() => {
    if (id === undefined) return
    let left = false
    const load = async () => {
      const answer = await fetch(`/api/${collection}/${id}/link`, { credentials: 'include' })
      const { link } = (await answer.json()) as { link: string | null }
      const next: State = link
        ? { kind: 'shown', link, qr: await qrPicture(link) }
        : { kind: 'unknown' }
      if (!left) setState(next)
    }
    load().catch(() => !left && setState({ kind: 'unknown' }))
    return () => {
      left = true
    }
  }, [collection, id])
  return state
}
