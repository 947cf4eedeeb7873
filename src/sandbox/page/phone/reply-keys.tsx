'use client'

import { control } from '../control'
import type { ReplyKey } from './message'

type Props = {
  rows: ReplyKey[][]
  path: string
  attempt(action: () => Promise<unknown>): Promise<boolean>
}

/** The keyboard a bot may put in place of the phone's own. */
export function ReplyKeys({ rows, path, attempt }: Props) {
  return (
    <div className="reply-keys">
      {rows.map((row, index) => (
        <div className="keyboard__row" key={index}>
          {row.map((key, column) => (
            <button
              key={column}
              type="button"
              className="reply-key"
              data-testid="reply-key"
              onClick={() => void attempt(() => pressed(path, key))}
            >
              {typeof key === 'string' ? key : key.text}
            </button>
          ))}
        </div>
      ))}
    </div>
  )
}

function pressed(path: string, key: ReplyKey) {
  if (typeof key !== 'string' && key.request_contact) {
    return control.post('telegram', `${path}/contact`, { phone: '+79001234567' })
  }
  if (typeof key !== 'string' && key.request_location) {
    const plant = { latitude: 53.3474, longitude: 83.7783 }
    return control.post('telegram', `${path}/location`, plant)
  }
  const text = typeof key === 'string' ? key : key.text
  return control.post('telegram', `${path}/text`, { text })
}
