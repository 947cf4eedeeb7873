'use client'

import { Fragment, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { dayOf, momentOf } from '../moments'
import { Bubble } from './bubble'
import { Icon, icons } from './icons'
import { grouped, type Conversation, type Message } from './message'

type Props = { messages: Message[]; conversation?: Conversation; problem?: string }

const NEAR_BOTTOM = 60

/** The scrolling middle of the chat. It follows new messages only while the reader is at the end. */
export function History({ messages, conversation, problem }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const inside = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const seen = useRef(0)
  const [fresh, setFresh] = useState(0)
  const lastId = messages.at(-1)?.id ?? 0

  const toEnd = (behavior: ScrollBehavior = 'instant') =>
    box.current?.scrollTo({ top: box.current.scrollHeight, behavior })

  useLayoutEffect(() => {
    const isOwn = messages.at(-1)?.from === 'person' && lastId > seen.current
    if (atEnd.current || isOwn) {
      toEnd()
      seen.current = lastId
      setFresh(0)
    } else {
      setFresh(messages.filter(({ id }) => id > seen.current).length)
    }
  }, [messages, lastId])
  // Pictures that arrive late or a keyboard that grows must not push the end out of sight.
  useEffect(() => {
    const watcher = new ResizeObserver(() => atEnd.current && toEnd())
    if (inside.current) watcher.observe(inside.current)
    if (box.current) watcher.observe(box.current)
    return () => watcher.disconnect()
  }, [])
  const onScroll = () => {
    const { scrollTop, scrollHeight, clientHeight } = box.current ?? document.body
    atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM
    if (!atEnd.current) return
    seen.current = lastId
    setFresh(0)
  }

  return (
    <div className="history-place">
      <div
        className="history"
        ref={box}
        onScroll={onScroll}
        role="log"
        aria-label="Переписка с ботом"
        tabIndex={0}
      >
        <div className="history__inside" ref={inside}>
          {!conversation && problem && <p className="pill">{problem}</p>}
          {conversation && messages.length === 0 && <Welcome conversation={conversation} />}
          <Days groups={grouped(messages)} />
        </div>
      </div>
      {fresh > 0 && (
        <button
          type="button"
          className="to-end"
          data-testid="new-messages"
          onClick={() => toEnd('smooth')}
        >
          Новые сообщения <b>{fresh}</b>
          <Icon path={icons.down} size={16} />
        </button>
      )}
    </div>
  )
}

function Days({ groups }: { groups: Message[][] }) {
  const now = new Date()
  const dayAt = (index: number) => {
    const date = momentOf(groups[index]?.[0]?.date)
    return date && dayOf(date, now)
  }
  return groups.map((group, index) => (
    <Fragment key={group[0]?.id}>
      {dayAt(index) !== dayAt(index - 1) && <p className="pill">{dayAt(index)}</p>}
      <Bubble group={group} isLast={groups[index + 1]?.[0]?.from !== group[0]?.from} />
    </Fragment>
  ))
}

function Welcome({ conversation }: { conversation: Conversation }) {
  return (
    <div className="welcome">
      <b>Что может делать этот бот?</b>
      <p>{conversation.bot?.description || 'Принимает заявки в службу поддержки.'}</p>
    </div>
  )
}
