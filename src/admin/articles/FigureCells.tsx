import type { DefaultServerCellComponentProps } from 'payload'
import { wordsIn } from '../kit/words'
import { figuresOf, helpedShare } from './article-figures'
import './articles.css'

const words = {
  ru: { none: 'нет оценок', of: '{helped} из {said} помогло' },
  en: { none: 'no verdicts', of: '{helped} of {said} helped' },
}

/** How often it was opened. */
export async function ViewsCell({ payload, i18n, rowData }: DefaultServerCellComponentProps) {
  const { views } = await figuresOf(payload, String(rowData.id))
  return <span>{new Intl.NumberFormat(i18n.language).format(views)}</span>
}

/** How often it helped, of all who said. */
export async function HelpedCell({ payload, i18n, rowData }: DefaultServerCellComponentProps) {
  const say = wordsIn(i18n.language, words)
  const figures = await figuresOf(payload, String(rowData.id))
  const share = helpedShare(figures)
  if (share === null) return <span className="article-none">{say.none}</span>
  const helped = figures.helped + figures.solved
  const title = say.of
    .replace('{helped}', String(helped))
    .replace('{said}', String(helped + figures.notHelped))
  return <span title={title}>{share} %</span>
}
