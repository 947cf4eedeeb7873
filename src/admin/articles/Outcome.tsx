import type { UIFieldServerProps } from 'payload'
import { wordsIn } from '../kit/words'
import { figuresOf } from './article-figures'
import './articles.css'

const words = {
  ru: {
    label: 'Что из неё вышло',
    views: 'Открывали',
    helped: 'Помогло',
    notHelped: 'Не помогло',
    solved: 'Заявок не понадобилось',
  },
  en: {
    label: 'What came of it',
    views: 'Opened',
    helped: 'Helped',
    notHelped: 'Did not help',
    solved: 'Requests saved',
  },
}

/** The figures of one article beside its form; a new one has none. */
export async function Outcome({ id, payload, i18n }: UIFieldServerProps) {
  if (!id) return null
  const say = wordsIn(i18n.language, words)
  const figures = await figuresOf(payload, String(id))
  return (
    <section className="article-outcome" aria-label={say.label}>
      <h3>{say.label}</h3>
      <dl>
        {(['views', 'helped', 'notHelped', 'solved'] as const).map((name) => (
          <div key={name}>
            <dt>{say[name]}</dt>
            <dd>{new Intl.NumberFormat(i18n.language).format(figures[name])}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
