import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { rows } from '../../database/transaction'
import { wordsIn } from '../kit/words'
import { numberIn } from './counted'
import { Tile } from './Tile'

const words = {
  ru: {
    published: 'Статей опубликовано',
    publishedHint: 'их видят сотрудники в боте',
    drafts: 'Черновиков статей',
    draftsHint: 'ещё ни разу не опубликованы',
    views: 'Открыли статью',
    viewsHint: 'раз за последние 30 дней',
    solved: 'Решено статьями',
    solvedHint: 'раз за последние 30 дней статья помогла вместо заявки',
    searches: 'Поисков без находки',
    searchesHint: 'за последние 30 дней: этих статей не хватает',
    menu: 'Разделов меню',
    menuHint: 'включены и видны в боте',
  },
  en: {
    published: 'Articles published',
    publishedHint: 'employees see them in the bot',
    drafts: 'Drafts of articles',
    draftsHint: 'never published yet',
    views: 'Articles opened',
    viewsHint: 'times in the last 30 days',
    solved: 'Solved by articles',
    solvedHint: 'times in the last 30 days an article helped instead of a ticket',
    searches: 'Searches without a find',
    searchesHint: 'in the last 30 days: these articles are missing',
    menu: 'Menu sections',
    menuHint: 'switched on and visible in the bot',
  },
}

type Counts = Record<'published' | 'drafts' | 'views' | 'solved' | 'searches' | 'menu', number>

/** The home of a content manager: what they look after, and no figure about people. */
export async function ContentHome({ payload, language }: { payload: Payload; language: string }) {
  const say = wordsIn(language, words)
  const lately = sql`at > now() - interval '30 days'`
  const [counts] = await rows<Counts>(
    payload,
    sql`SELECT
      (SELECT count(*) FROM articles WHERE _status = 'published')::int AS published,
      (SELECT count(*) FROM articles WHERE _status = 'draft')::int AS drafts,
      (SELECT count(*) FROM article_events WHERE kind = 'view' AND ${lately})::int AS views,
      (SELECT count(*) FROM article_events WHERE kind = 'solved' AND ${lately})::int AS solved,
      (SELECT count(*) FROM article_searches WHERE found = 0 AND ${lately})::int AS searches,
      (SELECT count(*) FROM menu_sections WHERE active AND _status = 'published')::int AS menu`,
  )
  const value = (name: keyof Counts) => numberIn(language, counts?.[name] ?? 0)
  return (
    <div className="dashboard-tiles">
      <Tile title={say.published} value={value('published')} hint={say.publishedHint} />
      <Tile title={say.drafts} value={value('drafts')} hint={say.draftsHint} />
      <Tile title={say.views} value={value('views')} hint={say.viewsHint} />
      <Tile title={say.solved} value={value('solved')} hint={say.solvedHint} />
      <Tile title={say.searches} value={value('searches')} hint={say.searchesHint} />
      <Tile title={say.menu} value={value('menu')} hint={say.menuHint} />
    </div>
  )
}
