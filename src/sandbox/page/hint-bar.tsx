'use client'

import { useEffect, useState } from 'react'

const SEEN = 'sandbox-hint-seen'

/** The first steps, until they are put away. Keeps its place until the browser has said whether it was. */
export function HintBar() {
  const [isShown, setShown] = useState<boolean>()
  useEffect(() => setShown(localStorage.getItem(SEEN) === null), [])
  if (isShown === false) return null
  return (
    <aside className="hint-bar" data-testid="hint-bar" aria-label="С чего начать">
      <b>Песочница</b>
      <ol>
        <li>Выберите сотрудника</li>
        <li>
          Нажмите «НАЧАТЬ» (<code>/start</code>) и назовите рабочую почту
        </li>
        <li>
          Код придёт в почту<span className="only-wide"> справа</span>
        </li>
        <li>Отправьте заявку и ответьте на неё в Naumen за инженера</li>
      </ol>
      <button
        type="button"
        className="text-button"
        data-testid="hint-close"
        onClick={() => {
          localStorage.setItem(SEEN, 'yes')
          setShown(false)
        }}
      >
        Понятно
      </button>
    </aside>
  )
}
