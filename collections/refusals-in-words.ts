import { type AfterErrorHook, Locked, type PayloadRequest, ValidationError } from 'payload'
import { lockedInWords } from './locked-documents'
import { inWords } from './refusal'

/** Payload says these in English whatever the panel's language is, some with a UUID. */
export const refuseInWords: AfterErrorHook = ({ error, req }) => {
  if (error instanceof Locked && isPayloads(error)) return answered(lockedInWords(req))
  if (error.message === tooLarge.ru) return answered(inWords(req, tooLarge))
  return error instanceof ValidationError ? ofFields(error, req) : undefined
}

const answered = (message: string) => ({ response: { errors: [{ message }] } })

const isPayloads = ({ message }: Error) => / is currently locked by another user /.test(message)

function ofFields({ data, message, name }: ValidationError, req: PayloadRequest) {
  const errors = data.errors.map((one) =>
    one.path === 'file' ? { ...one, message: ofFile(one.message, req) } : one,
  )
  const words = errors.map((one) => one.message).join(' ')
  const namesFields = /^The following field/.test(message)
  // An English reader is named the fields, unless what is wrong is no field of the form
  const isToldSo = req.i18n.language === 'en' && errors.every(({ path }) => path !== 'file')
  const said = namesFields && !isToldSo ? words : message
  return { response: { errors: [{ name, message: said, data: { ...data, errors } }] } }
}

function ofFile(message: string, req: PayloadRequest): string {
  if (/PDF/.test(message)) return inWords(req, words.pdf)
  return /^(Invalid|File type|SVG)/.test(message) ? inWords(req, words.kind) : message
}

/** Payload is told it once, whoever asks. */
export const tooLarge = { ru: 'Файл больше 20 МБ.', en: 'The file is larger than 20 MB.' }

// Payload's toast makes a list of what follows a colon and has commas in it
const words = {
  pdf: {
    ru: 'Это не PDF, или файл повреждён. Сохраните его заново и загрузите ещё раз.',
    en: 'This is no PDF, or it is damaged. Save it anew and upload it again.',
  },
  kind: {
    ru: 'Такой файл не подойдёт. Его вид не разрешён, или он повреждён. Можно JPEG, PNG, WEBP, GIF, MP4, PDF, ZIP, DOCX, XLSX и PPTX.',
    en: 'This file will not do. Its kind is not allowed, or it is damaged. JPEG, PNG, WEBP, GIF, MP4, PDF, ZIP, DOCX, XLSX and PPTX will.',
  },
}
