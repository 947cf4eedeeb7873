import { APIError, type PayloadRequest, ValidationError } from 'payload'
import { type Said, saidIn } from '../src/domain/said'

/** In the language in which the panel asked. */
export const inWords = ({ i18n }: Pick<PayloadRequest, 'i18n'>, said: Said): string =>
  saidIn(i18n?.language, said)

/** A refusal the admin reads as it is. */
export const refusal = (
  req: PayloadRequest,
  said: Said,
  status = 400,
  data: Record<string, unknown> | null = null,
) => new APIError(inWords(req, said), status, data, true)

/** What is wrong with one field. Its words are the error's own, where many documents are saved at once. */
export function refusedField(req: PayloadRequest, path: string, said: Said): ValidationError {
  const message = inWords(req, said)
  const error = new ValidationError({ errors: [{ path, message }] })
  return Object.assign(error, { message })
}

type Asked = { req: Pick<PayloadRequest, 'i18n'> }

/** Of a rule that says what is wrong with a value, Payload's. */
export const validated =
  (problemOf: (value: unknown) => Said | null) =>
  (value: unknown, { req }: Asked): string | true => {
    const problem = problemOf(value)
    return problem ? inWords(req, problem) : true
  }
