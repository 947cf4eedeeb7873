import type { TextFieldServerProps } from 'payload'
import { RestoreButton } from './RestoreButton'

/** Under a code: what it was before anybody changed it, as the server's configuration says. */
export function RestoreCode({ path, payload }: TextFieldServerProps) {
  const first = payload.config.custom.firstMapping as Record<string, string | undefined>
  return <RestoreButton first={first[path] ?? ''} path={path} />
}
