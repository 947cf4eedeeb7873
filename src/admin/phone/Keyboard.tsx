import type { InlineKeyboardButton } from 'grammy/types'
import { decodePress } from '../../telegram/callback-data'

type Props = {
  rows: InlineKeyboardButton[][]
  onPress?: (press: string) => void
  onLink(address: string): void
}

/** The buttons under a message; what can't be followed here is drawn all the same. */
export function Keyboard({ rows, onPress, onLink }: Props) {
  return (
    <div className="phone__keyboard">
      {rows.map((row, at) => (
        <div className="phone__row" key={at}>
          {row.map((button, column) => (
            <Key key={column} button={button} onPress={onPress} onLink={onLink} />
          ))}
        </div>
      ))}
    </div>
  )
}

function Key({ button, onPress, onLink }: Omit<Props, 'rows'> & { button: InlineKeyboardButton }) {
  const press = 'callback_data' in button ? decodePress(button.callback_data) : null
  const url = 'url' in button ? button.url : null
  const act = () => {
    if (url) onLink(url)
    else if (press !== null) onPress?.(press)
  }
  const style = 'style' in button && button.style ? ` phone__key--${button.style}` : ''
  return (
    <button
      type="button"
      className={`phone__key${style}`}
      title={url ?? button.text}
      aria-disabled={!url && !onPress ? true : undefined}
      onClick={act}
    >
      <span>{button.text}</span>
      {url && (
        <svg className="phone__mark" width="9" height="9" viewBox="0 0 9 9" aria-hidden>
          <path d="M1 8 8 1M2.5 1H8v5.5" fill="none" stroke="currentColor" strokeWidth="1.4" />
        </svg>
      )}
    </button>
  )
}
