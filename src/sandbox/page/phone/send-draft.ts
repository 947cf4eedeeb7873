import { control } from '../control'
import type { Intent } from './chat'
import type { Load } from './tray'

type Draft = { text: string; load: Load | null; intent: Intent }

/** Sends what the person has prepared: words, files with a caption, or a change of old words. */
export function sendDraft(path: string, { text, load, intent }: Draft): Promise<unknown> {
  const replyTo = intent?.kind === 'reply' ? intent.message.id : undefined
  if (load) return sendFiles(path, load, { caption: text, replyTo })
  if (intent?.kind === 'edit') {
    return control.post('telegram', `${path}/edit`, { messageId: intent.message.id, text })
  }
  return control.post('telegram', `${path}/text`, { text, replyTo })
}

export function sendFiles(
  path: string,
  { files, kind, album, virtualSize, duration }: Load,
  { caption = '', replyTo }: { caption?: string; replyTo?: number } = {},
) {
  const form = new FormData()
  const fields = { kind, caption, album: album && files.length > 1, virtualSize, duration, replyTo }
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && value !== '') form.set(name, String(value))
  }
  for (const file of files) form.append('file', file, file.name)
  return control.upload('telegram', `${path}/files`, form)
}
