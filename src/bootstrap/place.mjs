import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

// Locks and logs of installing and building. Not in node_modules or .next: both are wiped by the
// very work the locks guard. `.data*` is ignored by git.
export const workFolder = join(root, '.data-bootstrap')
