import type { Config } from '../config'
import type { Secrets } from './secrets'

export type Environment = Record<string, string | undefined>

/**
 * The whole configuration as the children get it: the operator's variables, and what the launcher
 * resolved over them. NODE_ENV is Next's from here on; what the operator meant goes on as APP_ENV.
 */
export function environmentFor(
  config: Config,
  operators: Environment,
  resolved: Environment,
): NodeJS.ProcessEnv {
  return {
    ...operators,
    ...resolved,
    NODE_ENV: 'production',
    APP_ENV: config.production ? 'production' : 'development',
    NEXT_TELEMETRY_DISABLED: '1',
  }
}

export const madeUpAdministrator = 'admin@blago.example'

/** What only a development installation may make up by itself. */
export function madeUp(config: Config, secrets: Secrets): Environment {
  const administrator = config.ADMIN_EMAIL
    ? {}
    : { ADMIN_EMAIL: madeUpAdministrator, ADMIN_PASSWORD: secrets.adminPassword }
  return { PAYLOAD_SECRET: config.PAYLOAD_SECRET ?? secrets.payloadSecret, ...administrator }
}
