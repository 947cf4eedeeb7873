'use client'

import { Picture, Video } from './pictures'
import type { Message } from './message'

// How many tiles stand in each row, as Telegram would lay them out.
const rowsFor: Record<number, number[]> = {
  2: [2],
  3: [1, 2],
  4: [2, 2],
  5: [2, 3],
  6: [3, 3],
  7: [2, 2, 3],
  8: [2, 3, 3],
  9: [3, 3, 3],
  10: [2, 2, 3, 3],
}

/** Photos and videos sent together, as one mosaic. */
export function Album({ group }: { group: Message[] }) {
  const rows = rowsFor[group.length] ?? [3, 3, 4]
  const starts = rows.map((_, index) => rows.slice(0, index).reduce((sum, size) => sum + size, 0))
  return (
    <div className="album">
      {rows.map((size, index) => (
        <div className={`album__row album__row--${size}`} key={index}>
          {group.slice(starts[index], (starts[index] ?? 0) + size).map((message) => (
            <div className="album__tile" key={message.id}>
              {message.photo && <Picture file={message.photo} fills />}
              {message.video && <Video file={message.video} fills />}
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}
