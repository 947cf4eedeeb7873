import { sql } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { rows } from '../../database/transaction'
import type { Category } from '../../domain/category'
import type { PictureFacts } from '../../domain/menu-flaws'
import { richTextToHtml } from '../../domain/text'
import { defaultTexts, type TextName } from '../../domain/texts'
import type { MenuData, Node, Shelf, Words } from './menu-data'

/** For pages whose reader may see the menu: nothing here is asked again. */
export async function readMenu(payload: Payload): Promise<MenuData> {
  const [nodes, texts, categories, shelves, pictures] = await Promise.all([
    readNodes(payload),
    readTexts(payload),
    rows<Category>(
      payload,
      sql`SELECT id::text AS id, title, parent_id::text AS parent,
      coalesce("order", 0)::float8 AS "order", '' AS keywords FROM categories WHERE active`,
    ),
    rows<Shelf>(
      payload,
      sql`SELECT s.title, count(*)::int AS count FROM article_sections s
      JOIN articles a ON a.section_id = s.id AND a._status = 'published'
      GROUP BY s.id ORDER BY s."order", s.title LIMIT 8`,
    ),
    rows<PictureFacts & { id: string }>(
      payload,
      sql`SELECT id::text AS id, width::float8 AS width,
      height::float8 AS height, filesize::float8 AS filesize FROM files
      WHERE width > 0 AND height > 0 AND id IN (SELECT picture_id FROM menu_sections
        UNION SELECT version_picture_id FROM _menu_sections_v WHERE latest)`,
    ),
  ])
  return {
    nodes,
    texts,
    categories,
    shelves,
    pictures: Object.fromEntries(pictures.map(({ id, ...facts }) => [id, facts])),
  }
}

type Written = Omit<Words, 'html'> & { text: unknown }
type Row = Omit<Node, 'now' | 'latest'> & { status: string; kept: Written; draft: Written | null }

/** What is published stands in the table, a newer draft of it only among the versions. */
async function readNodes(payload: Payload): Promise<Node[]> {
  const found = await rows<Row>(
    payload,
    sql`SELECT s.id::text AS id, s.parent_id::text AS parent, coalesce(s."order", 0)::float8 AS "order",
        coalesce(s.active, false) AS active, s._status::text AS status,
        jsonb_build_object('title', s.title, 'emoji', s.emoji, 'kind', s.kind,
          'visibility', s.visibility, 'text', s.text, 'url', s.url, 'picture', s.picture_id,
          'topic', s.topic_id) AS kept,
        CASE WHEN v.version__status = 'draft' THEN
          jsonb_build_object('title', v.version_title, 'emoji', v.version_emoji,
            'kind', v.version_kind, 'visibility', v.version_visibility, 'text', v.version_text,
            'url', v.version_url, 'picture', v.version_picture_id, 'topic', v.version_topic_id)
        END AS draft
      FROM menu_sections s LEFT JOIN _menu_sections_v v ON v.parent_id = s.id AND v.latest`,
  )
  return found.map(({ status, kept, draft, ...place }) => {
    const now = status === 'published' ? wordsOf(kept) : null
    return { ...place, now, latest: draft ? wordsOf(draft) : (now ?? wordsOf(kept)) }
  })
}

const wordsOf = ({ text, ...words }: Written): Words => ({
  ...words,
  title: words.title ?? '',
  emoji: words.emoji ?? '',
  visibility: words.visibility ?? 'everyone',
  html: text ? richTextToHtml(text) : '',
})

/** What the phone in the panel says. */
const said: TextName[] = [
  ...(['menu', 'back', 'home', 'cancel', 'emptySection', 'noArticles', 'profile'] as const),
  ...(['signOutButton', 'newTicketButton', 'myTickets', 'noTickets', 'noCategories'] as const),
  ...(['chooseCategory', 'chooseSubcategory', 'chooseTopic', 'describe'] as const),
  ...(['knowledgeBase', 'searchArticlesButton'] as const),
]

async function readTexts(payload: Payload): Promise<MenuData['texts']> {
  const global = await payload.findGlobal({ slug: 'bot-texts', overrideAccess: true, depth: 0 })
  const written = global as Partial<Record<TextName, string | null>>
  return Object.fromEntries(said.map((name) => [name, written[name] || defaultTexts[name].text]))
}
