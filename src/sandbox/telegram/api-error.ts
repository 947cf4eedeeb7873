/** What the Bot API answers instead of a result: `{ok: false, error_code, description}`. */
export class ApiError extends Error {
  constructor(
    readonly code: number,
    description: string,
    readonly retryAfter?: number,
  ) {
    super(description)
  }
}

export const badRequest = (description: string) => new ApiError(400, `Bad Request: ${description}`)

/** A person's wrong use of the control API: answered as `{error}` with this status. */
export class ControlError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}
