import { badRequest } from '../api-error'
import { queryLifetime } from '../updates-queue'
import type { Call, Methods } from '../world'

const longestAnswer = 200

const answer = ({ world, params }: Call) => {
  const query = world.state.queries[params.text('callback_query_id') ?? '']
  if (!query || query.answered || world.now() - query.at > queryLifetime) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid')
  }
  const text = params.text('text')
  if (text && text.length > longestAnswer) throw badRequest('MESSAGE_TOO_LONG')
  Object.assign(query, { answered: true, text: text || undefined, url: params.text('url') })
  query.showAlert = params.flag('show_alert')
  world.tell({ type: 'query', personId: query.chatId, queryId: query.id })
  return true as const
}

export const queryMethods: Methods = { answerCallbackQuery: answer }
