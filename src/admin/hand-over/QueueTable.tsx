'use client'
import { Button, Link } from '@payloadcms/ui'
import { useState } from 'react'
import { useWords } from '../kit/use-words'
import { Pill } from '../tickets/Pill'
import type { Line } from './lines'
import { SureDialog } from './SureDialog'
import { useQueueActs } from './use-queue-acts'
import { queueWords, type QueueWords } from './words'

type Tab = 'waiting' | 'failed' | 'set-aside'

/** The rows, to be retried or given up, one or many. */
export function QueueTable({ tab, lines }: { tab: Tab; lines: Line[] }) {
  const say = useWords(queueWords)
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [sure, setSure] = useState<Line[] | null>(null)
  const { perform, busy } = useQueueActs(say)
  const chosen = lines.filter(({ id }) => picked.has(id))
  const run = async (act: 'retry' | 'giveUp', which: Line[]) => {
    setSure(null)
    await perform(act, which)
    setPicked(new Set())
  }
  const toggle = (id: string) => {
    const next = new Set(picked)
    if (!next.delete(id)) next.add(id)
    setPicked(next)
  }
  const dropWords = tab === 'set-aside' ? say.drop : say.giveUp
  const look = { size: 'small', margin: false, disabled: busy } as const
  return (
    <>
      <div className="hand-over-bar" role="status">
        <span>
          {say.chosen} {chosen.length}
        </span>
        <Button
          {...look}
          disabled={busy || !chosen.length}
          onClick={() => void run('retry', chosen)}
        >
          {say.retry}
        </Button>
        <Button
          {...look}
          buttonStyle="secondary"
          disabled={busy || !chosen.length}
          onClick={() => setSure(chosen)}
        >
          {dropWords}
        </Button>
      </div>
      {sure && (
        <SureDialog
          say={say}
          lines={sure}
          drop={tab === 'set-aside'}
          onSure={() => void run('giveUp', sure)}
          onClose={() => setSure(null)}
        />
      )}
      <table className="hand-over-table">
        <thead>
          <tr>
            <th>
              <input
                type="checkbox"
                aria-label={say.all}
                checked={chosen.length === lines.length}
                onChange={({ target }) =>
                  setPicked(new Set(target.checked ? lines.map(({ id }) => id) : []))
                }
              />{' '}
              <span className="hand-over-all" aria-hidden="true">
                {say.all}
              </span>
            </th>
            <th>{tab === 'set-aside' ? say.job : say.what}</th>
            <th>{sinceWords(tab, say)}</th>
            {tab !== 'set-aside' && <th>{nextWords(tab, say)}</th>}
            <th>{say.why}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <td>
                <input
                  type="checkbox"
                  aria-label={`${say.choose}: ${line.title} ${line.link ?? ''}`}
                  checked={picked.has(line.id)}
                  onChange={() => toggle(line.id)}
                />
              </td>
              <td data-label={say.what}>
                <What line={line} />
              </td>
              <td data-label={sinceWords(tab, say)}>
                {line.ago}
                <div className="own-quiet">{line.since}</div>
              </td>
              {tab !== 'set-aside' && <td data-label={nextWords(tab, say)}>{line.next || '—'}</td>}
              <td data-label={say.why}>
                <Why line={line} say={say} />
              </td>
              <td>
                <div className="hand-over-acts">
                  <Button {...look} onClick={() => void run('retry', [line])}>
                    {say.retry}
                  </Button>
                  <Button {...look} buttonStyle="secondary" onClick={() => setSure([line])}>
                    {dropWords}
                  </Button>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

const sinceWords = (tab: Tab, say: QueueWords) =>
  ({ waiting: say.since, failed: say.failedAt, 'set-aside': say.when })[tab]

const nextWords = (tab: Tab, say: QueueWords) => (tab === 'failed' ? say.tries : say.next)

function What({ line }: { line: Line }) {
  return (
    <>
      <b>{line.title}</b> {line.href && <Link href={line.href}>{line.link}</Link>}{' '}
      {line.state && line.tone === 'warning' && <Pill tone={line.tone}>{line.state}</Pill>}
      {line.about && <div className="hand-over-about">{line.about}</div>}
    </>
  )
}

function Why({ line, say }: { line: Line; say: QueueWords }) {
  return (
    <>
      <b>{line.words}</b>
      {line.advice && <div className="hand-over-about">{line.advice}</div>}
      {line.raw && (
        <details className="tickets-more">
          <summary>{say.answer}</summary>
          <code>{line.raw}</code>
        </details>
      )}
    </>
  )
}
