import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './place.mjs'

const oldest = [22, 18]

/** The Node that runs the product: the one npm installed, else the running one where new enough. */
export function findNode() {
  const bundled = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin/node')
  if (runs(bundled)) return bundled
  if (isNewEnough(process.versions.node)) return process.execPath
  throw new Error(
    `Нужен Node.js ${oldest.join('.')} или новее: здесь ${process.versions.node}, а для ` +
      `${process.platform}-${process.arch} готовой сборки в зависимостях нет. Установите его и повторите.`,
  )
}

/** @param {string} node */
function runs(node) {
  try {
    return isNewEnough(execFileSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }))
  } catch {
    return false // another platform, or musl instead of glibc
  }
}

/** @param {string} version */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1])
}
