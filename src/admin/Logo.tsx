'use client'
import { useWords } from './kit/use-words'

const words = { ru: { about: 'Поддержка сотрудников' }, en: { about: 'Employee support' } }

/** Stands on the sign-in page in place of Payload's own. */
export function Logo() {
  const say = useWords(words)
  return (
    <div style={{ textAlign: 'center', lineHeight: 1.3 }}>
      <div style={{ fontSize: 30, fontWeight: 700, letterSpacing: 1 }} translate="no">
        БЛАГО
      </div>
      <div style={{ fontSize: 16, opacity: 0.7 }}>{say.about}</div>
    </div>
  )
}
