export type Described<Result = unknown> = { described: { result: Result; description: string } }

/** A result with a sentence beside it, as setWebhook answers. */
export const described = <Result>(result: Result, description: string): Described<Result> => ({
  described: { result, description },
})

export const isDescribed = (value: unknown): value is Described =>
  typeof value === 'object' && value !== null && 'described' in value
