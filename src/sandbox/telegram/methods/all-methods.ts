import { pollingMethods } from '../polling'
import type { Method } from '../world'
import { botMethods } from './about-bot'
import { chatMethods } from './chat'
import { editMethods } from './edit'
import { fileMethods } from './get-file'
import { queryMethods } from './queries'
import { sendTextMethods } from './send-text'
import { webhookMethods } from './webhook'

// Methods' names are case-insensitive, as in the real API.
export const methods: Record<string, Method> = Object.fromEntries(
  Object.entries({
    ...pollingMethods,
    ...botMethods,
    ...chatMethods,
    ...editMethods,
    ...fileMethods,
    ...queryMethods,
    ...sendTextMethods,
    ...webhookMethods,
  }).map(([name, method]) => [name.toLowerCase(), method]),
)
