import { Link } from '@payloadcms/ui'
import type { AdminViewServerProps } from 'payload'
import { isAdministrator } from '../../../collections/access'
import { Empty } from '../kit/Empty'
import { Page } from '../kit/Page'
import { wordsIn } from '../kit/words'
import { installationOf } from '../tickets/installation'
import { momentsIn } from '../kit/moments'
import { HealthTiles } from './HealthTiles'
import { type Line, linesOfSetAside, linesOfStuck } from './lines'
import { QueueTable } from './QueueTable'
import { readHealth } from './read-health'
import { countQueue, pageSize, readSetAside, readStuck, type Tab } from './read-queue'
import { RefreshEvery } from './RefreshEvery'
import { queueWords } from './words'
import './hand-over.css'

const tabs: Tab[] = ['waiting', 'failed', 'set-aside']

/** What has not reached Naumen, why, and what can be done; above it how the parts are. */
export async function HandOverQueue(view: AdminViewServerProps) {
  const { req } = view.initPageResult
  const language = req.i18n.language
  const say = wordsIn(language, queueWords)
  return (
    <Page view={view} for="administrators" title={say.title} description={say.description}>
      {isAdministrator(req) && <Queue view={view} language={language} />}
    </Page>
  )
}

async function Queue({ view, language }: { view: AdminViewServerProps; language: string }) {
  const { payload, searchParams } = view
  const { admin } = payload.config.routes
  const say = wordsIn(language, queueWords)
  const counts = await countQueue(payload)
  const tab = chosenTab(searchParams?.tab, counts.tabs)
  const page = Math.min(1000, Math.max(1, Number(searchParams?.page) || 1))
  const at = momentsIn(installationOf(payload).timeZone, language)
  const telling = { say, language, at, admin }
  const [health, lines] = await Promise.all([
    readHealth(payload),
    tab === 'set-aside'
      ? readSetAside(payload, page).then((found) => linesOfSetAside(found, telling))
      : readStuck(payload, tab, page).then((found) => linesOfStuck(found, telling)),
  ])
  const to = (name: Tab, number = 1) => `${admin}/hand-over?tab=${name}&page=${number}`
  return (
    <>
      <RefreshEvery seconds={5} />
      <HealthTiles health={health} telling={telling} />
      {counts.categories > 0 && (
        <p className="hand-over-categories">
          {say.categories} <b>{counts.categories}</b>.{' '}
          <Link href={`${admin}/collections/categories`}>{say.toCategories}</Link>
        </p>
      )}
      <nav className="hand-over-tabs" aria-label={say.title}>
        {tabs.map((name) => (
          <Link key={name} href={to(name)} aria-current={name === tab ? 'page' : undefined}>
            {say[name]}
            <span className="hand-over-tabs__count">
              {numberOf(counts.tabs[name], counts.upTo)}
            </span>
          </Link>
        ))}
      </nav>
      <List tab={tab} lines={lines} language={language} />
      <Pages
        page={page}
        count={lines.length}
        to={(number) => to(tab, number)}
        language={language}
      />
    </>
  )
}

function List({ tab, lines, language }: { tab: Tab; lines: Line[]; language: string }) {
  const say = wordsIn(language, queueWords)
  const empty = {
    waiting: [say.emptyWaiting, say.emptyWaitingHint],
    failed: [say.emptyFailed, say.emptyFailedHint],
    'set-aside': [say.emptyAside, say.emptyAsideHint],
  }[tab]
  if (!lines.length) return <Empty title={empty[0] ?? ''}>{empty[1]}</Empty>
  return <QueueTable key={tab} tab={tab} lines={lines} />
}

type PagesProps = { page: number; count: number; to: (page: number) => string; language: string }

function Pages({ page, count, to, language }: PagesProps) {
  const say = wordsIn(language, queueWords)
  if (page === 1 && count < pageSize) return null
  return (
    <nav className="hand-over-pages" aria-label={say.page}>
      {page > 1 && <Link href={to(page - 1)}>← {say.previous}</Link>}
      <span>
        {say.page} {page}
      </span>
      {count === pageSize && <Link href={to(page + 1)}>{say.following} →</Link>}
    </nav>
  )
}

/** Without a choice: where something has to be done. */
function chosenTab(asked: unknown, counts: Record<Tab, number>): Tab {
  const known = tabs.find((name) => name === asked)
  if (known) return known
  if (counts.failed) return 'failed'
  return counts.waiting || !counts['set-aside'] ? 'waiting' : 'set-aside'
}

const numberOf = (count: number, upTo: number) => (count >= upTo ? `${upTo}+` : String(count))
