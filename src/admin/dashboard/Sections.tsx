import { getTranslation } from '@payloadcms/translations'
import { Link } from '@payloadcms/ui'
import type { PayloadRequest } from 'payload'
import { isAdministrator } from '../../../collections/access'
import { wordsIn } from '../kit/words'
import { sectionWords } from './section-words'

type Group = {
  label: string
  entities: { slug: string; type: 'collections' | 'globals'; label: unknown }[]
}
type Card = { slug: string; label: string; href: string }

const words = {
  ru: {
    sections: 'Разделы',
    pages: 'Работа',
    handOver: 'Очередь передачи',
    knowledge: 'Спрос на статьи',
  },
  en: {
    sections: 'Sections',
    pages: 'At work',
    handOver: 'Hand-over queue',
    knowledge: 'Demand for articles',
  },
}

/** Every section the reader may open, with a line on what it is for. */
export function Sections({ req, navGroups }: { req: PayloadRequest; navGroups: Group[] }) {
  const { i18n, payload } = req
  const say = wordsIn(i18n.language, words)
  const { admin } = payload.config.routes
  const pages: Card[] = [
    ...(isAdministrator(req)
      ? [{ slug: 'hand-over', label: say.handOver, href: `${admin}/hand-over` }]
      : []),
    { slug: 'knowledge', label: say.knowledge, href: `${admin}/knowledge` },
  ]
  const groups = navGroups.map(({ label, entities }) => ({
    label,
    cards: entities.map(({ slug, type, label: title }) => ({
      slug,
      label: getTranslation(title as string, i18n),
      href: `${admin}/${type}/${slug}`,
    })),
  }))
  return (
    <nav className="dashboard-sections" aria-labelledby="dashboard-sections">
      <h2 id="dashboard-sections">{say.sections}</h2>
      <CardGroup label={say.pages} cards={pages} language={i18n.language} />
      {groups.map((group) => (
        <CardGroup key={group.label} {...group} language={i18n.language} />
      ))}
    </nav>
  )
}

function CardGroup(group: { label: string; cards: Card[]; language: string }) {
  const { label, cards, language } = group
  return (
    <section className="dashboard-sections__group">
      <h3>{label}</h3>
      <ul>
        {cards.map(({ slug, label: title, href }) => (
          <li key={slug} className="dashboard-card">
            <Link className="dashboard-card__link" href={href} prefetch={false}>
              {title}
            </Link>
            {sectionWords[slug] && <p>{sectionWords[slug][language === 'en' ? 'en' : 'ru']}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}
