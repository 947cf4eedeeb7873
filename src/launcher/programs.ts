import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Program } from './children'

const root = fileURLToPath(new URL('../..', import.meta.url))
const stopWithParent = pathToFileURL(join(root, 'src/stop-with-parent.mjs')).href

export type Part = 'bot' | 'jobs'

export function webProgram(
  environment: NodeJS.ProcessEnv,
  at: { port: number; host: string },
  dev: boolean,
): Program {
  return {
    name: 'web',
    module: join(root, 'node_modules/next/dist/bin/next'),
    args: [dev ? 'dev' : 'start', '-p', String(at.port), '-H', at.host],
    preload: [stopWithParent],
    environment: dev ? { ...environment, NODE_ENV: 'development' } : environment,
  }
}

export function workerProgram(environment: NodeJS.ProcessEnv, parts: Part[]): Program {
  return {
    name: parts.join('+'),
    module: join(root, 'src/worker.ts'),
    args: parts,
    preload: ['tsx', stopWithParent],
    environment: { ...environment, DISABLE_PAYLOAD_HMR: 'true' },
  }
}

export function prepareProgram(environment: NodeJS.ProcessEnv): Program {
  return {
    name: 'база',
    module: join(root, 'src/database/prepare.ts'),
    args: [],
    preload: ['tsx', stopWithParent],
    environment: { ...environment, DISABLE_PAYLOAD_HMR: 'true' },
  }
}
