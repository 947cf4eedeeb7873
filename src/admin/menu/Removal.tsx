'use client'
import { Button } from '@payloadcms/ui'
import { useWords } from '../kit/use-words'
import { Dialog } from '../kit/Dialog'
import { menuWords } from './words'

/** The question before a section is deleted. */
export function Removal(props: { title: string; onClose(): void; onRemove(): void }) {
  const say = useWords(menuWords)
  const title = say.removeTitle.replace('{title}', () => props.title)
  return (
    <Dialog title={title} onClose={props.onClose}>
      <p>{say.removeText}</p>
      <div className="own-dialog__buttons">
        <Button buttonStyle="secondary" onClick={props.onClose}>
          {say.cancel}
        </Button>
        <Button buttonStyle="error" onClick={props.onRemove}>
          {say.removeNow}
        </Button>
      </div>
    </Dialog>
  )
}
