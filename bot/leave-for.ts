import type { Note } from './dialog'
import { showPlace } from './menu'
import type { Outcome, SignedIn } from './world'

/** To another place; whatever dialog runs is over, its draft kept. */
export async function leaveFor(world: SignedIn, place: string, notes?: Note[]): Promise<Outcome> {
  const screen = await showPlace(world, place)
  return { screen, place, dialog: null, notes }
}
