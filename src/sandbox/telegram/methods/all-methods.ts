import { pollingMethods } from '../polling'
import type { Method } from '../world'
import { botMethods } from './about-bot'
import { aboutChatMethods } from './about-chat'
import { chatMethods } from './chat'
import { copyMethods } from './copy'
import { editMediaMethods } from './edit-media'
import { editMethods } from './edit'
import { fileMethods } from './get-file'
import { queryMethods } from './queries'
import { reactionMethods } from './reactions'
import { sendMediaMethods } from './send-media'
import { sendOtherMethods } from './send-other'
import { sendTextMethods } from './send-text'
import { webhookMethods } from './webhook'

// Methods' names are case-insensitive, as in the real API.
export const methods: Record<string, Method> = Object.fromEntries(
  Object.entries({
    ...pollingMethods,
    ...botMethods,
    ...aboutChatMethods,
    ...chatMethods,
    ...copyMethods,
    ...editMethods,
    ...editMediaMethods,
    ...fileMethods,
    ...queryMethods,
    ...reactionMethods,
    ...sendMediaMethods,
    ...sendOtherMethods,
    ...sendTextMethods,
    ...webhookMethods,
  }).map(([name, method]) => [name.toLowerCase(), method]),
)
