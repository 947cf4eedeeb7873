'use client'
import { DocumentQr } from '../CategoryQr'

const hints = {
  ru: 'Ссылка и QR-код открывают статью в боте: их можно отправить, напечатать, повесить рядом с техникой.',
  en: 'The link and the QR code open the article in the bot: send them, print them, put them up.',
}

export const ArticleQr = () => <DocumentQr collection="articles" hints={hints} />
