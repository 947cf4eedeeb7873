import type { Mapping } from '../mapping'
import { type NaumenObject, textOf, uuidOf } from './value'

export type Rating = { mark: number | null; words: string }

export const ratingAttributes = ({ attributes: { rating, ratingComment } }: Mapping) =>
  ['UUID', rating, ratingComment].filter(Boolean).join(',')

export function ratingBody({ attributes, ratings }: Mapping, { mark, words }: Rating) {
  const body = [
    [attributes.rating, mark && (ratings[mark] ?? mark)],
    [attributes.ratingComment, words],
  ]
  return Object.fromEntries(body.filter(([code, value]) => code && value)) as NaumenObject
}

export function saysRating(mapping: Mapping, raw: NaumenObject, rating: Rating): boolean {
  const wanted = Object.entries(ratingBody(mapping, rating))
  return wanted.every(([code, value]) =>
    [textOf(raw[code]), uuidOf(raw[code])].includes(String(value)),
  )
}
