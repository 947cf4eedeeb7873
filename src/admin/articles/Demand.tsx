import { Button } from '@payloadcms/ui'
import type { AdminViewServerProps } from 'payload'
import { isAdmin } from '../../../collections/access'
import '../dashboard/dashboard.css'
import { calendarDay, periodOf } from '../dashboard/period'
import { PeriodPicker } from '../dashboard/PeriodPicker'
import { companyZone } from '../kit/company-time'
import { Page } from '../kit/Page'
import { wordsIn } from '../kit/words'
import './demand.css'
import { best, type Demand as Figures, helpedBy, readDemand, worst } from './demand-figures'
import { DemandTable } from './DemandTable'
import { demandWords, type DemandWords } from './demand-words'

/** What employees read, search and miss: what to write next. */
export async function Demand(view: AdminViewServerProps) {
  const { req } = view.initPageResult
  const { language } = req.i18n
  const say = wordsIn(language, demandWords)
  const { admin } = req.payload.config.routes
  const timeZone = companyZone(req.payload)
  const today = calendarDay(new Date(), timeZone)
  const period = periodOf({ period: 'month', ...view.searchParams }, today)
  // The page turns others away by itself; nothing is read for them either
  const figures = isAdmin(req) ? await readDemand(req.payload, { ...period, timeZone }) : null
  const articles = `${admin}/collections/articles`
  return (
    <Page
      view={view}
      for="contentManagers"
      title={say.title}
      description={say.description}
      actions={
        <>
          <Button el="link" to={articles} buttonStyle="secondary" size="small">
            {say.allArticles}
          </Button>
          <Button el="link" to={`${articles}/create`} size="small">
            {say.newArticle}
          </Button>
        </>
      }
    >
      <PeriodPicker {...{ period, today, language }} admin={`${admin}/knowledge`} />
      {figures && <Shown {...{ figures, say, language, articles }} />}
    </Page>
  )
}

type Props = { figures: Figures; say: DemandWords; language: string; articles: string }

function Shown({ figures, say, language, articles }: Props) {
  const write = (title: string, topic?: string) =>
    `${articles}/create?${new URLSearchParams({ title, ...(topic ? { topic } : {}) })}`
  const begun = (title: string) => title.charAt(0).toUpperCase() + title.slice(1, 120)
  const judged = (title: string, empty: [string, string], list: Figures['articles']) => (
    <DemandTable
      title={title}
      empty={empty}
      head={[say.article, say.views, say.yes, say.no]}
      language={language}
      rows={list.map((one) => ({
        key: one.id,
        label: one.title,
        href: `${articles}/${one.id}`,
        counts: [one.views, helpedBy(one), one.notHelped],
      }))}
    />
  )
  return (
    <>
      <Totals {...{ figures, say, language }} />
      <div className="demand-tables">
        <DemandTable
          title={say.missing}
          empty={[say.missingNone, say.missingNoneHint]}
          head={[say.words, say.times]}
          language={language}
          rows={figures.missing.map(({ words, count }) => ({
            key: words,
            label: words,
            counts: [count],
            act: write(begun(words)),
            ...acting(say, words),
          }))}
        />
        <DemandTable
          title={say.bare}
          empty={[say.bareNone, say.bareNoneHint]}
          head={[say.topic, say.tickets]}
          language={language}
          rows={figures.bareTopics.map(({ id, title, path, count }) => ({
            key: id,
            label: title,
            hint: path ?? undefined,
            counts: [count],
            act: write(title, id),
            ...acting(say, title),
          }))}
        />
        {judged(say.best, [say.bestNone, say.bestNoneHint], best(figures.articles))}
        {judged(say.worst, [say.worstNone, say.worstNoneHint], worst(figures.articles))}
      </div>
    </>
  )
}

const acting = (say: DemandWords, words: string) => ({
  actLabel: say.write,
  actName: say.writeAbout.replace('{words}', words),
})

function Totals({ figures, say, language }: Omit<Props, 'articles'>) {
  const number = (value: number) => new Intl.NumberFormat(language).format(value)
  const said = helpedBy(figures) + figures.notHelped
  const share = said ? `${Math.round((helpedBy(figures) / said) * 100)} %` : '—'
  const tiles = [
    [say.views, number(figures.views), ''],
    [say.helped, share, said ? say.helpedHint.replace('{said}', number(said)) : say.helpedNone],
    [say.solved, number(figures.solved), say.solvedHint],
    [
      say.inVain,
      number(figures.inVain),
      say.inVainHint.replace('{searches}', number(figures.searches)),
    ],
  ]
  return (
    <dl className="demand-totals">
      {tiles.map(([title, value, hint]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>
            <b>{value}</b>
            <small>{hint}</small>
          </dd>
        </div>
      ))}
    </dl>
  )
}
