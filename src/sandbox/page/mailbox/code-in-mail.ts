type Words = { text: string; html: string | null; subject: string }

/** The code to sign in that a mail holds: eight digits, together or as «1234 5678». */
export function codeIn({ text, html, subject }: Words): string | undefined {
  const plainHtml = (html ?? '').replace(/<[^>]+>/g, ' ').replace(/&nbsp;|&#160;/g, ' ')
  const words = [text, subject, plainHtml].join('\n')
  return /(?<![\d+])\d{4}[ \u00a0-]?\d{4}(?!\d)/.exec(words)?.[0]
}
