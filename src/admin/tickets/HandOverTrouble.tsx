import { reasonOf } from '../hand-over/reasons'
import { keptWords } from '../kit/kept-words'
import { handOverWords, toneOf } from './hand-over-words'
import { Pill } from './Pill'
import type { Telling } from './Turn'

type Props = {
  of: 'tickets' | 'messages'
  state: string
  error: string | null
  telling: Pick<Telling, 'language' | 'say'>
}

/** Where the hand-over stands, why, and what to do; the answer itself folded away. */
export function HandOverTrouble({ of, state, error, telling }: Props) {
  const { language, say } = telling
  const reason = error ? reasonOf(error, language) : null
  return (
    <div className="tickets-trouble">
      <Pill tone={toneOf(state)}>{handOverWords(state, language, of)}</Pill>
      {reason && state !== 'done' && (
        <>
          <p className="tickets-trouble__words">{reason.words}.</p>
          <p className="tickets-trouble__advice">{reason.advice}</p>
          <details className="tickets-more">
            <summary>{say.answer}</summary>
            <code>{keptWords(error, language)}</code>
          </details>
        </>
      )}
    </div>
  )
}
