type Described = { described: { result: unknown; description: string } }

/** A result with a sentence beside it, as setWebhook answers. */
export const described = (result: unknown, description: string): Described => ({
  described: { result, description },
})

export const isDescribed = (value: unknown): value is Described =>
  typeof value === 'object' && value !== null && 'described' in value
