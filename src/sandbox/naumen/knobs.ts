import type { Hook } from './event-actions'

/** What no public source tells for sure about a real Naumen, so every installation may differ. */
export type Knobs = typeof defaultKnobs

export const states: Record<string, string> = {
  registered: 'Зарегистрировано',
  inprogress: 'В работе',
  waitClientAnswer: 'Ожидает ответа клиента',
  deferred: 'Отложено',
  resumed: 'Возобновлено',
  resolved: 'Решено',
  closed: 'Закрыто',
}

const working = ['waitClientAnswer', 'deferred', 'resolved', 'closed']

export const defaultKnobs = {
  descriptionAttribute: 'descriptionRTF',
  correlationAttributePresent: true,
  /** `class.attribute` of attributes this installation lacks. */
  absentAttributes: [] as string[],
  /** `class.attribute` that exists but may not be read by our key: always null. */
  unreadableAttributes: [] as string[],
  /** An unknown code in `attrs`: 'omitted' from the answer, or an 'error'. */
  unknownAttributeRead: 'omitted' as 'omitted' | 'error',
  mandatoryOnCreate: ['agreement', 'service'],
  mandatoryOnState: {
    resolved: ['codeOfClosing', 'solution'],
    closed: ['codeOfClosing', 'solution'],
  } as Record<string, string[]>,
  transitions: {
    registered: ['inprogress', ...working],
    inprogress: working,
    waitClientAnswer: ['inprogress', 'resumed', 'resolved', 'closed'],
    deferred: ['inprogress', 'resumed', 'resolved', 'closed'],
    resumed: ['inprogress', ...working],
    resolved: ['resumed', 'closed'],
    closed: [],
  } as Record<string, string[]>,
  catalogItemByCode: false,
  /** Whether an item may be put into one that is in the archive. */
  archivedParentTaken: false,
  fileAttributeParameter: 'both' as 'both' | 'attrCode' | 'attrsCode',
  addFileStatus: 200,
  maxFileBytes: null as number | null,
  /** `filename*=UTF-8''…` beside a plain name, or raw UTF-8 bytes in `filename="…"`. */
  fileNameForm: 'encoded' as 'encoded' | 'raw',
  archivedReturned: true,
  defaultLimit: null as number | null,
  findOrder: 'created' as 'created' | 'newest' | 'random',
  searchPresent: true,
  indexLagMs: 0,
  commentMovesLastModified: true,
  fileMovesLastModified: true,
  /** Stock script: the client's comment brings a waiting ticket back. */
  commentResumesWaiting: true,
  /** With a superuser's key the author of everything is null. */
  superuserKey: false,
  /** Regular expressions over `method/target` our key has no right to. */
  forbiddenCalls: [] as string[],
  badKeyStatus: 500,
  unknownUuidStatus: 404,
  validationStatus: 400,
  forbiddenStatus: 403,
  missingMethodStatus: 500,
  contentType: 'application/json;charset=UTF-8',
  /** How far its clock is ahead, as the header `Date` tells it. */
  clockAheadSeconds: 0,
  titlePrefix: 'SD',
  /** Event actions that post every change of a service call; none by default. */
  hook: null as Hook | null,
}

/** Takes over the changes that name a knob; the name of an unknown one is returned instead. */
export function turnKnobs(knobs: Knobs, changes: Record<string, unknown>): string | undefined {
  const unknown = Object.keys(changes).find((name) => !(name in defaultKnobs))
  if (!unknown) Object.assign(knobs, changes)
  return unknown
}
