'use client'

import { useState } from 'react'
import { control, controlUrl } from '../control'
import { momentOf, whenOf } from '../moments'
import { Icon, icons } from '../phone/icons'
import { RichText } from '../rich-text'
import { useDesk } from './at-desk'
import { CommentEditor, formOf, wordsOf, type Words } from './comment-editor'
import { Files } from './files'
import type { Comment, Ticket } from './ticket'

export function Comments({ ticket }: { ticket: Ticket }) {
  return (
    <section aria-label="Комментарии">
      <h4>Комментарии{ticket.comments.length > 0 && ` · ${ticket.comments.length}`}</h4>
      <ul className="comments">
        {ticket.comments.map((comment) => (
          <Said
            key={comment.uuid}
            comment={comment}
            isClients={comment.author !== null && comment.author.uuid === ticket.client?.uuid}
          />
        ))}
      </ul>
    </section>
  )
}

export function NewComment({ ticket }: { ticket: Ticket }) {
  const { me, attempt } = useDesk()
  const send = (words: Words) => {
    const form = formOf(words)
    form.set('author', me)
    return attempt(() => control.upload('naumen', `/tickets/${ticket.uuid}/comment`, form))
  }
  return (
    <div className="comments__new">
      <CommentEditor act="Отправить" send={send} testid="desk-comment" />
    </div>
  )
}

function Said({ comment, isClients }: { comment: Comment; isClients: boolean }) {
  const { me, attempt } = useDesk()
  const [isEditing, setEditing] = useState(false)
  const save = async (words: Words) => {
    const form = formOf(words)
    form.set('by', me)
    const path = `/comments/${comment.uuid}/edit`
    const isSaved = await attempt(() => control.upload('naumen', path, form))
    if (isSaved) setEditing(false)
    return isSaved
  }
  const look = comment.private ? ' comment--private' : isClients ? ' comment--client' : ''
  return (
    <li
      className={`comment${look}`}
      data-testid="desk-comment"
      data-uuid={comment.uuid}
      data-private={comment.private}
      data-from={isClients ? 'employee' : 'engineer'}
    >
      <Head comment={comment} isClients={isClients} edit={() => setEditing(!isEditing)} />
      {isEditing ? (
        <CommentEditor
          act="Сохранить"
          initial={wordsOf(comment.text ?? '', comment.private)}
          send={save}
          cancel={() => setEditing(false)}
          testid="desk-edit"
        />
      ) : (
        <div className="prose">
          <RichText html={comment.text ?? ''} picture={pictureUrl} />
        </div>
      )}
      {comment.files.length > 0 && <Files files={comment.files} />}
    </li>
  )
}

type HeadProps = { comment: Comment; isClients: boolean; edit(): void }

function Head({ comment, isClients, edit }: HeadProps) {
  const { attempt } = useDesk()
  const { uuid, author, creationDate, editedDate } = comment
  const remove = () => void attempt(() => control.remove('naumen', `/comments/${uuid}`))
  const act = (name: string, icon: string, run: () => void, testid: string) => (
    <button
      type="button"
      className="round-button round-button--small"
      aria-label={name}
      title={name}
      data-testid={testid}
      onClick={run}
    >
      <Icon path={icon} size={15} />
    </button>
  )
  return (
    <p className="comment__head">
      <b>{author?.title ?? 'Без автора'}</b>
      {isClients && <span className="state state--registered">сотрудник</span>}
      {comment.private && <span className="state state--deferred">только для инженеров</span>}
      <span className="comment__acts">
        <time>
          {whenOf(momentOf(creationDate), new Date())}
          {editedDate && ` · изменён ${whenOf(momentOf(editedDate), new Date())}`}
        </time>
        {act('Изменить комментарий', icons.edit, edit, 'desk-comment-edit')}
        {act('Удалить комментарий', icons.bin, remove, 'desk-comment-delete')}
      </span>
    </p>
  )
}

// Inside a text Naumen names its own files so.
const pictureUrl = (src: string) => {
  const [, uuid] = /^\.\/download\?uuid=(file\$\d+)$/.exec(src) ?? []
  return uuid && controlUrl('naumen', `/files/${uuid}`)
}
