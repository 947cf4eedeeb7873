import { toDataURL, toString } from 'qrcode'

/** Both as data URLs, to be shown and saved. */
export type QrPicture = { png: string; svg: string }

/** 10 cm at 300 dots an inch. */
const printedPixels = 1181

/** Level Q: a quarter of it may be scratched off a printer and it still reads. */
const options = { errorCorrectionLevel: 'Q', margin: 4 } as const

export async function qrPicture(link: string): Promise<QrPicture> {
  const png = await toDataURL(link, { ...options, type: 'image/png', width: printedPixels })
  const svg = await toString(link, { ...options, type: 'svg' })
  return { png, svg: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}` }
}

const ru = {
  label: 'QR-код',
  hint: 'Распечатайте и наклейте на принтер или у рабочего места: код открывает бота сразу с этой темой.',
  saveFirst: 'Сохраните — и здесь появится QR-код.',
  loading: 'Готовим QR-код…',
  unknown: 'Имя бота пока неизвестно: QR-код появится после первого запуска бота.',
  png: 'Скачать PNG (10 × 10 см для печати)',
  svg: 'Скачать SVG (любой размер)',
}

const en: typeof ru = {
  label: 'QR code',
  hint: 'Print it and stick it to the printer or the workplace: it opens the bot with this topic.',
  saveFirst: 'Save first: the QR code will appear here.',
  loading: 'Making the QR code…',
  unknown: 'The name of the bot is not known yet: the QR code appears after its first start.',
  png: 'Download PNG (10 × 10 cm for print)',
  svg: 'Download SVG (any size)',
}

export const qrWords = (language: string) => (language.startsWith('en') ? en : ru)
