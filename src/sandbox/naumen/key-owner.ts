import type { World } from './world'

/** The employee our key stands for; nobody with a superuser's key. */
export function keyOwner(world: World): string | null {
  if (world.knobs.superuserKey) return null
  return world.store.all('employee').find(({ login }) => login === 'integration')?.UUID ?? null
}
