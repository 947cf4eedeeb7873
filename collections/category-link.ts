import { sql } from '@payloadcms/db-postgres'
import type { Endpoint } from 'payload'
import { rows } from '../src/database/transaction'
import { linkTo, topicPayload } from '../src/domain/topic-link'
import { isAdmin } from './access'

/**
 * `GET /api/categories/:id/link`: the address that begins a request in this category, for the QR in
 * the panel. `link` is null until the bot has told its name, which it does at its first start.
 */
export const categoryLink: Endpoint = {
  path: '/:id/link',
  method: 'get',
  handler: async (req) => {
    if (!isAdmin(req)) return Response.json({ link: null }, { status: 403 })
    const [bot] = await rows<{ username: string }>(
      req.payload,
      sql`SELECT value AS username FROM installation WHERE key = ${'bot username'}`,
    )
    const id = String(req.routeParams?.id ?? '')
    return Response.json({ link: bot ? linkTo(bot.username, topicPayload(id)) : null })
  },
}
