'use client'

import { useRef, useState } from 'react'
import { sizeInWords } from '../file-size'
import { Icon, icons } from '../phone/icons'

export type Words = { text: string; isHtml: boolean; isPrivate: boolean; files: File[] }
export const noWords: Words = { text: '', isHtml: false, isPrivate: false, files: [] }

type Props = {
  initial?: Words
  /** What the button says. */
  act: string
  /** True when it has gone: a new comment begins with an empty page. */
  send(words: Words): Promise<boolean>
  cancel?(): void
  testid: string
}

/** Where an engineer writes: words or HTML, files beside them and pictures inside. */
export function CommentEditor({ initial = noWords, act, send, cancel, testid }: Props) {
  const [words, setWords] = useState(initial)
  const [isSending, setSending] = useState(false)
  const change = (some: Partial<Words>) => setWords((old) => ({ ...old, ...some }))
  const field = useRef<HTMLTextAreaElement>(null)
  const { text, isHtml, isPrivate, files } = words
  const isEmpty = !text.trim() && files.length === 0
  const submit = async () => {
    if (isEmpty || isSending) return
    setSending(true)
    const isGone = await send(words)
    setSending(false)
    if (isGone) setWords(initial)
  }
  const paste = ([picture]: File[]) => {
    if (!picture) return
    const at = field.current?.selectionStart ?? text.length
    const before = isHtml ? text.slice(0, at) : asHtml(text.slice(0, at))
    const after = isHtml ? text.slice(at) : asHtml(text.slice(at))
    const html = `${before}<img src="cid:${picture.name}">${after}`
    change({ text: html, isHtml: true, files: [...files, picture] })
  }
  return (
    <div className={isPrivate ? 'new-comment new-comment--private' : 'new-comment'}>
      <textarea
        ref={field}
        data-testid={`${testid}-text`}
        aria-label={isPrivate ? 'Заметка для инженеров' : 'Ответ сотруднику'}
        placeholder={isPrivate ? 'Заметка для инженеров…' : 'Ответ сотруднику…'}
        rows={2}
        value={text}
        onChange={(event) => change({ text: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit()
        }}
      />
      {files.length > 0 && (
        <p className="new-comment__files">
          {files.map(({ name, size }) => `${name} (${sizeInWords(size)})`).join(', ')}
          <button type="button" className="text-button" onClick={() => change({ files: [] })}>
            убрать
          </button>
        </p>
      )}
      <div className="new-comment__foot">
        <label className="check">
          <input
            type="checkbox"
            data-testid={`${testid}-private`}
            checked={isPrivate}
            onChange={(event) => change({ isPrivate: event.target.checked })}
          />
          Только для инженеров
        </label>
        <label className="check check--last">
          <input
            type="checkbox"
            data-testid={`${testid}-html`}
            checked={isHtml}
            onChange={({ target: { checked } }) =>
              change({ isHtml: checked, text: checked ? asHtml(text) : (asPlain(text) ?? text) })
            }
          />
          HTML
        </label>
        <div className="new-comment__acts">
          <FileButton
            testid={`${testid}-picture`}
            name="Вставить картинку в текст"
            icon={icons.photo}
            accept="image/*"
            picked={paste}
          />
          <FileButton
            testid={`${testid}-file`}
            name="Прикрепить файлы"
            icon={icons.attach}
            picked={(more) => change({ files: [...files, ...more] })}
          />
          {cancel && (
            <button type="button" className="button button--quiet" onClick={cancel}>
              Отмена
            </button>
          )}
          <button
            type="button"
            className="button"
            data-testid={`${testid}-send`}
            disabled={isEmpty || isSending}
            onClick={() => void submit()}
          >
            {act}
          </button>
        </div>
      </div>
    </div>
  )
}

type FileButtonProps = {
  testid: string
  name: string
  icon: string
  accept?: string
  picked(files: File[]): void
}

function FileButton({ testid, name, icon, accept, picked }: FileButtonProps) {
  const picker = useRef<HTMLInputElement>(null)
  return (
    <>
      <button
        type="button"
        className="round-button round-button--tool"
        aria-label={name}
        title={name}
        onClick={() => picker.current?.click()}
      >
        <Icon path={icon} size={20} />
      </button>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept={accept}
        data-testid={testid}
        aria-label={name}
        onChange={(event) => {
          picked([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </>
  )
}

/** A comment as it goes to Naumen, which keeps comments as HTML. */
export function formOf({ text, isHtml, isPrivate, files }: Words): FormData {
  const form = new FormData()
  if (text.trim()) form.set('text', isHtml ? text.trim() : asHtml(text.trim()))
  form.set('private', String(isPrivate))
  for (const file of files) form.append('file', file, file.name)
  return form
}

/** To change a comment, as words where that says all of it. */
export function wordsOf(html: string, isPrivate: boolean): Words {
  const plain = asPlain(html)
  return { text: plain ?? html, isHtml: plain === null, isPrivate, files: [] }
}

function asHtml(text: string): string {
  const box = document.createElement('div')
  box.textContent = text
  return box.innerHTML.split('\n').join('<br>')
}

/** Null when the HTML says more than words and line breaks can. */
function asPlain(html: string): string | null {
  const { body } = new DOMParser().parseFromString(html.replaceAll('\n', ' '), 'text/html')
  if ([...body.querySelectorAll('*')].some(({ localName }) => localName !== 'br')) return null
  return [...body.childNodes].map((node) => node.nodeValue ?? '\n').join('')
}
