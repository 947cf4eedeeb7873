import type { Payload } from 'payload'

type Known = {
  config: {
    TIME_ZONE: string
    NAUMEN_URL?: string
    SANDBOX_NAUMEN_URL?: string
    publicUrl: string
  }
}

/** What a page has to know of where it runs. */
export function installationOf({ config }: Payload) {
  const engine = config.custom.engine as Known
  const { TIME_ZONE: timeZone, NAUMEN_URL, SANDBOX_NAUMEN_URL, publicUrl } = engine.config
  const desk = (NAUMEN_URL ?? '').replace(/\/+$/, '').replace(/\/sd$/, '')
  return {
    timeZone,
    isSandbox: !!SANDBOX_NAUMEN_URL || !desk,
    /** Where a service call opens; the sandbox's engineer sits at one desk for all. */
    linkTo: (uuid: string) => {
      if (SANDBOX_NAUMEN_URL || !desk) return `${publicUrl}/sandbox`
      return `${desk}/sd/operator/#uuid:${uuid}`
    },
  }
}
