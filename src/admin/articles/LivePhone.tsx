'use client'
import { useMemo, useState } from 'react'
import { articlePages, articleScreen } from '../../domain/article'
import { fill } from '../../domain/text'
import type { Say, TextName } from '../../domain/texts'
import { useWords } from '../kit/use-words'
import { PhonePreview } from '../phone/PhonePreview'
import { usePicture } from '../phone/use-picture'
import './articles.css'
import { useTypedArticle } from './use-typed-article'

type Props = { texts: Partial<Record<TextName, string>>; hiddenSections: string[] }

const words = {
  ru: {
    label: 'Так увидит сотрудник',
    untitled: 'Заголовок статьи',
    noText: 'Текста пока нет: сотрудник увидит один заголовок.',
    noSection: 'Раздел не выбран: статью найдут только поиском.',
    hidden: 'Раздел скрыт: статьи в боте не видно.',
    pages: 'Длинный текст: в боте он листается, страниц — {pages}.',
  },
  en: {
    label: 'What the employee sees',
    untitled: 'Title of the article',
    noText: 'No text yet: the employee sees the title alone.',
    noSection: 'No section: the article is found by search only.',
    hidden: 'The section is hidden: the bot does not show the article.',
    pages: 'A long text: the bot shows it in {pages} pages.',
  },
}

/** The article of the form as the bot would show it now. */
export function LivePhone({ texts, hiddenSections }: Props) {
  const say = useWords(words)
  const article = useTypedArticle()
  const [asked, setAsked] = useState(0)
  const picture = usePicture(article.picture)
  const pages = articlePages(article).length
  const page = Math.min(asked, pages - 1)
  const screen = useMemo(() => {
    const bot: Say = (name, values = {}) => fill(texts[name] ?? '', values)
    return articleScreen({ ...article, title: article.title || say.untitled }, { page, say: bot })
  }, [article, page, say.untitled, texts])

  const turn = (press: string) => {
    const [, to] = /^\/article:[^:]+:(\d+)$/.exec(press) ?? []
    if (to) setAsked(Number(to))
  }
  const remarks = [
    !article.html && say.noText,
    !article.section && say.noSection,
    article.section && hiddenSections.includes(article.section) && say.hidden,
    pages > 1 && fill(say.pages, { pages }),
  ].filter(Boolean)
  return (
    <section className="article-phone" aria-label={say.label}>
      <h3>{say.label}</h3>
      <PhonePreview screen={screen} pictureUrl={picture?.url} onPress={turn} />
      {remarks.length > 0 && (
        <div role="status">
          <ul className="article-phone__remarks">
            {remarks.map((remark) => (
              <li key={String(remark)}>{remark}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
