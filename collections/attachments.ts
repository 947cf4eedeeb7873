import type { JSONField } from 'payload'

/** Shown as it stands; nobody writes JSON by hand here. */
export const readOnlyJson: JSONField['admin'] = {
  components: { Field: '/src/admin/ReadOnlyJson#ReadOnlyJson' },
}

/** What a person sent with a ticket or a message, from the messenger's handle to Naumen's file. */
export const attachments: JSONField = {
  name: 'attachments',
  type: 'json',
  label: { ru: 'Вложения', en: 'Attachments' },
  defaultValue: [],
  admin: readOnlyJson,
  typescriptSchema: [
    () => ({
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['kind', 'remoteId', 'uniqueId', 'name', 'mime', 'size', 'state'],
        properties: {
          kind: { enum: ['photo', 'document', 'video', 'voice', 'audio', 'videoNote'] },
          remoteId: { type: 'string' },
          uniqueId: { type: 'string' },
          name: { type: 'string' },
          mime: { type: 'string' },
          size: { type: 'number' },
          file: { type: 'string', description: 'Id in files, once the bytes are here' },
          sha256: { type: 'string' },
          sendingAt: { type: 'string', description: 'When its way to Naumen began' },
          to: { type: 'string', description: 'Where in Naumen, if its first place took none' },
          naumen: { type: 'string', description: 'UUID in Naumen, once it is there' },
          state: { enum: ['waiting', 'fetched', 'handedOver', 'failed'] },
          reason: { type: 'string', description: 'Why it failed, in words' },
        },
      },
    }),
  ],
}
