import type { Mapping } from './mapping'
import {
  bySource,
  type NewComment,
  type PostedComment,
  commentAttributes,
  commentBody,
  readPostedComment,
} from './words/comment'
import { type Rating, ratingAttributes, ratingBody, saysRating } from './words/rating'
import type { NaumenObject } from './words/value'

type Calls = {
  findAll(fqn: string, filter: NaumenObject, attrs?: string): Promise<NaumenObject[]>
  get(uuid: string, attrs?: string): Promise<NaumenObject | null>
  create(fqn: string, attributes: NaumenObject, attrs?: string): Promise<NaumenObject>
  edit(uuid: string, attributes: NaumenObject, attrs?: string): Promise<NaumenObject>
  readDate(text: unknown): Date | null
}

/** What an employee says and does in a service call; errors as of every function of Naumen's client. */
export function createConversation({ findAll, get, create, edit, readDate }: Calls) {
  return {
    /** @returns its UUID */
    async createComment(comment: NewComment): Promise<string> {
      return String((await create('comment', commentBody(comment), 'UUID')).UUID)
    },

    /** Of one service call, private ones as well, in no order. */
    async listComments(source: string): Promise<PostedComment[]> {
      const rows = await findAll('comment', bySource(source), commentAttributes)
      return rows.map((row) => readPostedComment(row, readDate))
    },

    /** @returns the code of its state; null when there is no such service call */
    async stateOf(uuid: string): Promise<string | null> {
      const row = await get(uuid, 'UUID,state')
      return row && String(row.state ?? '')
    },

    /** Runs the workflow: conditions of a state may refuse it. */
    async moveServiceCall(uuid: string, state: string): Promise<void> {
      await edit(uuid, { state }, 'UUID,state')
    },

    /** What has no attribute in this Naumen is left out. */
    async rateServiceCall(mapping: Mapping, uuid: string, rating: Rating): Promise<void> {
      const body = ratingBody(mapping, rating)
      if (Object.keys(body).length) await edit(uuid, body, 'UUID')
    },

    async isRated(mapping: Mapping, uuid: string, rating: Rating): Promise<boolean> {
      const row = await get(uuid, ratingAttributes(mapping))
      return row !== null && saysRating(mapping, row, rating)
    },
  }
}
