'use client'
import { Button, useTranslation } from '@payloadcms/ui'
import { useState } from 'react'
import type { CategoryNode } from '../../database/category-tree'
import { Dialog } from '../kit/Dialog'
import { type CategoryWords, draftsInWords } from './words'

type Props = { node: CategoryNode; say: CategoryWords; onClose: () => void }

const titled = (words: string, { title }: CategoryNode) => words.replace('{title}', () => title)

/** Before employees lose sight of a topic: who is just using it. */
export function ArchiveDialog({
  node,
  say,
  people,
  hasBelow,
  onArchive,
  onClose,
}: Props & { people: number; hasBelow: boolean; onArchive: () => void }) {
  const { i18n } = useTranslation()
  return (
    <Dialog title={titled(say.archiveTitle, node)} onClose={onClose}>
      {people > 0 && (
        <p className="category-drafts">
          <strong>{draftsInWords(i18n.language, people)}</strong> {say.draftsArchive}
        </p>
      )}
      <p>
        {say.archiveText} {hasBelow && say.archiveBelow}
      </p>
      <Buttons say={say} does={say.archive} onClose={onClose} onDo={onArchive} />
    </Dialog>
  )
}

/** Only where somebody is just using what is to be moved. */
export function MoveAnyway({
  node,
  say,
  people,
  onMove,
  onClose,
}: Props & { people: number; onMove: () => void }) {
  const { i18n } = useTranslation()
  return (
    <Dialog title={titled(say.moveTitle, node)} onClose={onClose}>
      <p className="category-drafts">
        <strong>{draftsInWords(i18n.language, people)}</strong> {say.draftsMove}
      </p>
      <Buttons say={say} does={say.move} onClose={onClose} onDo={onMove} />
    </Dialog>
  )
}

function Buttons({
  say,
  does,
  onClose,
  onDo,
}: {
  say: CategoryWords
  does: string
  onClose: () => void
  onDo: () => void
}) {
  return (
    <div className="own-dialog__buttons">
      <Button buttonStyle="secondary" onClick={onClose}>
        {say.cancel}
      </Button>
      <Button
        onClick={() => {
          onDo()
          onClose()
        }}
      >
        {does}
      </Button>
    </div>
  )
}

/** What both sides changed differently, side by side. */
export function ConflictDialog({
  node,
  say,
  place,
  onKeep,
  onClose,
}: Props & { place: string; onKeep: (keep: 'ours' | 'theirs') => void }) {
  const { theirs } = node
  const inWords = (archived: boolean) => (archived ? say.no : say.yes)
  const theirPlace = theirs?.parent ? (node.theirPlace ?? say.unknownPlace) : say.top
  const lines = [
    theirs?.title !== undefined && [say.name, node.title, theirs.title],
    theirs?.parent !== undefined && [say.place, place || say.top, theirPlace],
    theirs?.archived !== undefined && [say.use, inWords(!node.active), inWords(theirs.archived)],
  ].filter((line) => line !== false)
  const keep = (side: 'ours' | 'theirs') => () => {
    onKeep(side)
    onClose()
  }
  return (
    <Dialog title={titled(say.conflictTitle, node)} onClose={onClose} wide>
      <p>{say.conflictHint}</p>
      <table className="category-sides">
        <thead>
          <tr>
            <td />
            <th scope="col">{say.ours}</th>
            <th scope="col">{say.theirs}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(([name, ours, other]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{ours}</td>
              <td>{other}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {node.theirs?.parent !== undefined && <p className="category-reason">{node.reason}</p>}
      <div className="own-dialog__buttons">
        <Button buttonStyle="secondary" onClick={onClose}>
          {say.cancel}
        </Button>
        <Button buttonStyle="secondary" onClick={keep('theirs')}>
          {say.takeTheirs}
        </Button>
        <Button onClick={keep('ours')}>{say.keepOurs}</Button>
      </div>
    </Dialog>
  )
}

/** The words by which employees find a topic. */
export function WordsDialog({
  node,
  say,
  onSave,
  onClose,
}: Props & { onSave: (words: string) => void }) {
  const [words, setWords] = useState(node.words)
  return (
    <Dialog title={titled(say.wordsTitle, node)} onClose={onClose}>
      <textarea
        className="category-words"
        aria-label={say.words.replace('…', '')}
        rows={3}
        autoFocus
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <p className="category-reason">{say.wordsHint}</p>
      <Buttons say={say} does={say.save} onClose={onClose} onDo={() => onSave(words.trim())} />
    </Dialog>
  )
}
