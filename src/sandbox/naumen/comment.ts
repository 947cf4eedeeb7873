import { noteHistory } from './history'
import { classOf, type Thing } from './store'
import type { World } from './world'

/** What a new comment does to the service call it stands on. */
export function afterComment(world: World, comment: Thing) {
  const source = world.store.get(String(comment.source))
  if (!source) return
  const { commentMovesLastModified, commentResumesWaiting } = world.knobs
  const isClients = comment.author !== null && comment.author === source.clientEmployee
  const resumes = commentResumesWaiting && isClients && source.state === 'waitClientAnswer'
  if (resumes) {
    Object.assign(source, { state: 'resumed', stateStartTime: world.now() })
    noteHistory(source, { at: world.now(), by: null, state: 'resumed' })
  }
  if (commentMovesLastModified || resumes) source.lastModifiedDate = world.now()
  world.changed(classOf(source.UUID), source.UUID)
}
