'use client'

import type { Intent } from './chat'
import { Icon, icons } from './icons'
import { gist } from './message'

/** The strip over the input that says what is being answered or changed. */
export function IntentBar({ intent, drop }: { intent: NonNullable<Intent>; drop(): void }) {
  const isReply = intent.kind === 'reply'
  return (
    <div className="intent" data-testid={`intent-${intent.kind}`}>
      <Icon path={isReply ? icons.reply : icons.edit} />
      <span className="intent__words">
        <b>{isReply ? 'Ответ на сообщение' : 'Изменение сообщения'}</b>
        <span>{gist(intent.message)}</span>
      </span>
      <button type="button" className="round-button" aria-label="Отменить" onClick={drop}>
        <Icon path={icons.close} size={18} />
      </button>
    </div>
  )
}
