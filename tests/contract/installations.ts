import type { Knobs } from '../../src/sandbox/naumen/knobs'

// What NAUMEN.md marks as unknown may be so or otherwise at the customer's: each way is tried.
export type Installation = {
  knobs: Partial<Knobs>
  attributes?: Record<string, string>
  settle?: number
}

/** As different from the sandbox as can be. */
export const otherWayRound: Installation = {
  knobs: {
    commentMovesLastModified: false,
    archivedReturned: false,
    defaultLimit: 10,
    findOrder: 'newest',
    descriptionAttribute: 'descriptionInRTF',
    fileAttributeParameter: 'attrsCode',
    addFileStatus: 201,
    contentType: 'text/html;charset=UTF-8',
    unknownUuidStatus: 500,
    validationStatus: 500,
    forbiddenStatus: 500,
    badKeyStatus: 401,
    missingMethodStatus: 404,
    fileNameForm: 'raw',
    correlationAttributePresent: false,
    unknownAttributeRead: 'error',
    indexLagMs: 1000,
  },
  attributes: { description: 'descriptionInRTF' },
  settle: 2,
}

export const installations: Record<string, Installation> = {
  'all is as in the sandbox': { knobs: {} },
  'a comment leaves lastModifiedDate alone, and files go by attrCode': {
    knobs: { commentMovesLastModified: false, fileAttributeParameter: 'attrCode' },
  },
  'the archived are left out of lists, and add-file answers 201': {
    knobs: { archivedReturned: false, addFileStatus: 201 },
  },
  'a list has ten rows unless asked for more, in any order': {
    knobs: { defaultLimit: 10, findOrder: 'random' },
  },
  'the description is descriptionInRTF, and files go by attrsCode': {
    knobs: { descriptionAttribute: 'descriptionInRTF', fileAttributeParameter: 'attrsCode' },
    attributes: { description: 'descriptionInRTF' },
  },
  'what was just created is not found for 2 s': { knobs: { indexLagMs: 2000 }, settle: 3 },
  'there is no attribute for our id': { knobs: { correlationAttributePresent: false } },
  'there is none either, asking for it is an error, and JSON is called text': {
    knobs: {
      correlationAttributePresent: false,
      unknownAttributeRead: 'error',
      validationStatus: 500,
      contentType: 'text/plain;charset=UTF-8',
    },
  },
  'everything is the other way round': otherWayRound,
}
