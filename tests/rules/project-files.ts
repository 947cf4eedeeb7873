import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

const notOurs =
  /^(node_modules|\.git|\.next|\.data.*|output|importMap\.js|next-env\.d\.ts|.*\.tsbuildinfo)$/

/** Every file of the project, by its path from the root. */
export function projectFiles(pattern = /./): string[] {
  return filesUnder('').filter((file) => pattern.test(file))
}

export const contentsOf = (file: string) => readFileSync(join(root, file), 'utf8')

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !notOurs.test(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? filesUnder(path) : [path]
    })
}
