import { sql } from '@payloadcms/db-postgres'
import { rows } from '../src/database/transaction'
import { articlePayload } from '../src/domain/article'
import { linkTo } from '../src/domain/topic-link'
import { forContentManagers } from './panel-endpoint'

/**
 * `GET /api/articles/:id/link`: the address that opens the article in the bot. Null until the bot has
 * told its name, which it does at its first start.
 */
export const articleLink = forContentManagers({ path: '/:id/link', method: 'get' }, async (req) => {
  const [bot] = await rows<{ username: string }>(
    req.payload,
    sql`SELECT value AS username FROM installation WHERE key = ${'bot username'}`,
  )
  const id = String(req.routeParams?.id ?? '')
  return { link: bot ? linkTo(bot.username, articlePayload(id)) : null }
})
