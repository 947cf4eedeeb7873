import { Fragment, type ReactNode } from 'react'
import { parseHtml, type Span, type Tag } from '../../domain/markup'

/** What an engineer has written, as the phone shows it: our own tags and nothing else of it. */
export function RichText({ html }: { html: string }) {
  return parseHtml(html).map((span, at) => <Fragment key={at}>{wrapped(span)}</Fragment>)
}

const wrapped = ({ text, tags }: Span): ReactNode =>
  tags.reduceRight<ReactNode>((inside, tag) => within(tag, inside), text)

function within({ name: Name, href }: Tag, inside: ReactNode): ReactNode {
  if (Name !== 'a') return <Name>{inside}</Name>
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {inside}
    </a>
  )
}
