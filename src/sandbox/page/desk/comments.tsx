'use client'

import { useRef, useState } from 'react'
import { control } from '../control'
import { sizeInWords } from '../file-size'
import { momentOf, whenOf } from '../moments'
import { Icon, icons } from '../phone/icons'
import { RichText } from '../rich-text'
import type { Attempt } from './desk'
import { Files } from './files'
import type { Comment, Ticket } from './ticket'

type Props = { ticket: Ticket; attempt: Attempt }

export function Comments({ ticket, attempt }: Props) {
  const remove = (uuid: string) => void attempt(() => control.remove('naumen', `/comments/${uuid}`))
  return (
    <section aria-label="Комментарии">
      <h4>Комментарии{ticket.comments.length > 0 && ` · ${ticket.comments.length}`}</h4>
      <ul className="comments">
        {ticket.comments.map((comment) => (
          <Said key={comment.uuid} comment={comment} remove={() => remove(comment.uuid)} />
        ))}
      </ul>
      <NewComment ticket={ticket} attempt={attempt} />
    </section>
  )
}

function Said({ comment, remove }: { comment: Comment; remove(): void }) {
  return (
    <li
      className={comment.private ? 'comment comment--private' : 'comment'}
      data-testid="desk-comment"
      data-private={comment.private}
    >
      <p className="comment__head">
        <b>{comment.author?.title ?? 'Без автора'}</b>
        {comment.private && <span className="state">только для инженеров</span>}
        <time>{whenOf(momentOf(comment.creationDate), new Date())}</time>
        <button
          type="button"
          className="round-button round-button--small"
          aria-label="Удалить комментарий"
          onClick={remove}
        >
          <Icon path={icons.bin} size={15} />
        </button>
      </p>
      <div className="prose">
        <RichText html={comment.text ?? ''} />
      </div>
      {comment.files.length > 0 && <Files files={comment.files} />}
    </li>
  )
}

function NewComment({ ticket, attempt }: Props) {
  const [text, setText] = useState('')
  const [isPrivate, setPrivate] = useState(false)
  const [files, setFiles] = useState<File[]>([])
  const picker = useRef<HTMLInputElement>(null)
  const send = async () => {
    const form = new FormData()
    if (text.trim()) form.set('text', asHtml(text.trim()))
    form.set('private', String(isPrivate))
    for (const file of files) form.append('file', file, file.name)
    const path = `/tickets/${ticket.uuid}/comment`
    if (!(await attempt(() => control.upload('naumen', path, form)))) return
    setText('')
    setFiles([])
  }
  return (
    <div className={isPrivate ? 'new-comment new-comment--private' : 'new-comment'}>
      <textarea
        data-testid="desk-comment-text"
        aria-label="Новый комментарий"
        placeholder={isPrivate ? 'Заметка для инженеров…' : 'Ответ сотруднику…'}
        rows={3}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
        }}
      />
      {files.length > 0 && (
        <p className="new-comment__files">
          {files.map(({ name, size }) => `${name} (${sizeInWords(size)})`).join(', ')}
          <button type="button" className="text-button" onClick={() => setFiles([])}>
            убрать
          </button>
        </p>
      )}
      <div className="new-comment__foot">
        <label className="check">
          <input
            type="checkbox"
            data-testid="desk-comment-private"
            checked={isPrivate}
            onChange={(event) => setPrivate(event.target.checked)}
          />
          Только для инженеров
        </label>
        <button
          type="button"
          className="round-button"
          aria-label="Прикрепить файл к комментарию"
          onClick={() => picker.current?.click()}
        >
          <Icon path={icons.attach} size={20} />
        </button>
        <input
          ref={picker}
          type="file"
          hidden
          multiple
          data-testid="desk-comment-file"
          aria-label="Файл к комментарию"
          onChange={(event) => {
            setFiles([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
        <button
          type="button"
          className="button"
          data-testid="desk-comment-send"
          disabled={!text.trim() && files.length === 0}
          onClick={() => void send()}
        >
          Отправить
        </button>
      </div>
    </div>
  )
}

// Naumen keeps comments as HTML.
function asHtml(text: string): string {
  const box = document.createElement('div')
  box.textContent = text
  return box.innerHTML.split('\n').join('<br>')
}
