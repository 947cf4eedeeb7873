'use client'
import { useRowLabel } from '@payloadcms/ui'
import { useWords } from '../kit/use-words'

type Row = {
  icon?: string
  title?: string
  naumenStates?: string[]
  needsEmployee?: 'any' | 'yes' | 'no'
  notify?: 'loud' | 'silent' | 'off'
}

const words = {
  ru: {
    new: 'Новый статус',
    yes: 'сотрудник назначен',
    no: 'сотрудник не назначен',
    loud: '🔔',
    silent: '🔕',
    off: 'без уведомления',
  },
  en: {
    new: 'New status',
    yes: 'employee set',
    no: 'no employee',
    loud: '🔔',
    silent: '🔕',
    off: 'not told',
  },
}

/** 🔧 В работе — inprogress · сотрудник назначен · 🔕 */
export function StatusRowLabel() {
  const say = useWords(words)
  const { data, rowNumber } = useRowLabel<Row>()
  const { icon, title, naumenStates = [], needsEmployee, notify } = data ?? {}
  const rest = [
    needsEmployee && needsEmployee !== 'any' && say[needsEmployee],
    notify && say[notify],
  ].filter(Boolean)
  return (
    <span className="settings-row">
      {(rowNumber ?? 0) + 1}.{' '}
      <b translate={title ? 'no' : undefined}>
        {[icon, title].filter(Boolean).join(' ') || say.new}
      </b>
      {naumenStates.length > 0 && (
        <span className="settings-row__rest" translate="no">
          {' — '}
          {naumenStates.join(', ')}
        </span>
      )}
      {rest.length > 0 && <span className="settings-row__rest"> · {rest.join(' · ')}</span>}
    </span>
  )
}
