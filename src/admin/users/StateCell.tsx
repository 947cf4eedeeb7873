import { Pill } from '@payloadcms/ui'
import type { DefaultServerCellComponentProps } from 'payload'
import { type State, states } from './user-words'

/** Whether somebody may use the bot, as a word with a colour. */
export function StateCell({ cellData, i18n }: DefaultServerCellComponentProps) {
  const state = String(cellData)
  if (!(state in states)) return null
  return <StatePill state={state as State} language={i18n.language} />
}

export function StatePill({ state, language }: { state: State; language: string }) {
  const known = states[state]
  return (
    <Pill pillStyle={known.tone} size="small">
      {known[language === 'en' ? 'en' : 'ru']}
    </Pill>
  )
}
