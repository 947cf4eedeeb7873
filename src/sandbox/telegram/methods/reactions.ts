import type { ReactionType } from 'grammy/types'
import { badRequest } from '../api-error'
import { findMessage, openChat } from '../chats'
import { plainEmoji, reactionEmoji } from '../reaction-emoji'
import type { Call, Methods } from '../world'

const readReactions = (given: unknown): ReactionType[] => {
  if (given === undefined) return []
  if (!Array.isArray(given)) throw badRequest('object expected as reaction')
  // A bot without Premium sets one reaction at most.
  if (given.length > 1) throw badRequest('REACTIONS_TOO_MANY')
  return given.map((one: { type?: string; emoji?: string }) => {
    const emoji = plainEmoji(one.emoji ?? '')
    if (one.type !== 'emoji' || !reactionEmoji.has(emoji)) throw badRequest('REACTION_INVALID')
    return { type: 'emoji', emoji } as ReactionType
  })
}

const setMessageReaction = ({ world, params }: Call) => {
  const { person, chat } = openChat(world, params)
  const messageId = params.number('message_id')
  if (messageId === undefined || !findMessage(chat, messageId)) {
    throw badRequest('message to react not found')
  }
  const both = (chat.reactions[messageId] ??= { bot: [], person: [] })
  both.bot = readReactions(params.json('reaction'))
  world.tell({ type: 'reaction', personId: person.id, messageId })
  return true as const
}

export const reactionMethods: Methods = { setMessageReaction }
