import { type AfterErrorHook, Locked, type PayloadRequest, ValidationError } from 'payload'
import { lockedInWords } from './locked-documents'

/** Payload says these in English whatever the panel's language is, some with a UUID. */
export const refuseInWords: AfterErrorHook = ({ error, req }) => {
  if (error instanceof Locked && isPayloads(error))
    return { response: { errors: [{ message: lockedInWords(req) }] } }
  return error instanceof ValidationError ? ofFields(error, req) : undefined
}

const isPayloads = ({ message }: Error) => / is currently locked by another user /.test(message)

function ofFields({ data, message, name }: ValidationError, req: PayloadRequest) {
  const errors = data.errors.map((one) =>
    one.path === 'file' ? { ...one, message: ofFile(one.message, req) } : one,
  )
  const words = errors.map((one) => one.message).join(' ')
  const isEnglish = /^The following field/.test(message)
  const said = isEnglish ? words : message
  return { response: { errors: [{ name, message: said, data: { ...data, errors } }] } }
}

function ofFile(message: string, { i18n }: PayloadRequest): string {
  const say = i18n.language === 'en' ? english : russian
  if (/PDF/.test(message)) return say.pdf
  return /^(Invalid|File type|SVG)/.test(message) ? say.kind : message
}

const russian = {
  pdf: 'Это не PDF, или файл повреждён. Сохраните его заново и загрузите ещё раз.',
  kind: 'Такой файл не подойдёт: его вид не разрешён, или он повреждён. Можно JPEG, PNG, WEBP, GIF, MP4, PDF, ZIP, DOCX, XLSX и PPTX.',
}
const english: typeof russian = {
  pdf: 'This is no PDF, or it is damaged. Save it anew and upload it again.',
  kind: 'This file will not do: its kind is not allowed, or it is damaged. JPEG, PNG, WEBP, GIF, MP4, PDF, ZIP, DOCX, XLSX and PPTX will.',
}
