import { randomUUID } from 'node:crypto'
import { type Draft, emptyDraft, isEmpty } from '../../src/domain/draft'
import type { Chat } from '../chat'
import { intoDraft } from '../conversation/said'
import type { NewTicket } from './draft'
import type { WhichTicket } from '../conversation/which-ticket'

/** What stays to be offered again when the dialog that runs is left, be it by the session's end. */
export function leftDraft({ dialog, savedDraft }: Chat): Draft | null {
  if (dialog?.name === 'new-ticket') {
    const { draft } = dialog.draft as NewTicket
    return !isEmpty(draft) || draft.topic ? draft : savedDraft
  }
  if (dialog?.name !== 'which-ticket') return savedDraft
  const { said } = dialog.draft as WhichTicket
  return intoDraft(savedDraft ?? emptyDraft(randomUUID()), said).draft
}
