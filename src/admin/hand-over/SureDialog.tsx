'use client'
import { Button } from '@payloadcms/ui'
import { Dialog } from '../kit/Dialog'
import type { Line } from './lines'
import type { QueueWords } from './words'

const shown = 5

type Props = {
  say: QueueWords
  lines: Line[]
  /** Jobs that were set aside are deleted; everything else is given up. */
  drop: boolean
  onSure: () => void
  onClose: () => void
}

/** The last question before something is given up: about what, and what comes of it. */
export function SureDialog({ say, lines, drop, onSure, onClose }: Props) {
  const left = lines.length - shown
  return (
    <Dialog title={drop ? say.sureDrop : say.sure} onClose={onClose}>
      <ul className="hand-over-sure">
        {lines.slice(0, shown).map(({ id, title, link }) => (
          <li key={id}>
            {title} {link}
          </li>
        ))}
        {left > 0 && (
          <li>
            {say.andMore} {left}
          </li>
        )}
      </ul>
      <p>{drop ? say.sureDropText : say.sureText}</p>
      <div className="own-dialog__buttons">
        <Button buttonStyle="secondary" onClick={onClose}>
          {say.cancel}
        </Button>
        <Button buttonStyle="error" onClick={onSure}>
          {drop ? say.drop : say.giveUp}
        </Button>
      </div>
    </Dialog>
  )
}
