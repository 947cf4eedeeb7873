export type Language = 'ru' | 'en'

/**
 * Words of the other language on the page as it stands. Runs in the page, so it uses nothing from
 * outside. What people wrote (`translate="no"`, fields, tables' cells) is theirs, in any language.
 */
export function leftoversIn(language: Language): string[] {
  const theirs = [
    '[translate="no"]',
    'script, style, noscript, template, code, pre, kbd',
    'input, textarea, select, [contenteditable]',
    'tbody td',
    '.doc-header__title, .step-nav, .rs__single-value, .rs__multi-value__label, .rs__menu',
    '.localizer, .pill--style-white .file-details__main-detail',
  ].join(', ')
  const foreign = language === 'ru' ? /[A-Za-z]{2,}/g : /[А-Яа-яЁё]{2,}/g
  // Names and abbreviations Russians write so themselves
  const names = new Set(
    (
      'Naumen Service Desk Excel Telegram Lexical Payload ID UUID QR PNG SVG PDF JPEG JPG WEBP GIF MP4 ZIP ' +
      'DOCX XLSX PPTX CSV VPN HTML URL HTTP HTTPS JSON SHA IP API mail e-mail Email SD RP https http www ' +
      'Ctrl Enter Esc Shift Alt KB MB B'
    ).split(' '),
  )
  const isForeign = (text: string) =>
    (
      text
        // Codes of other installations, given as examples
        .replace(/Бывает [\w, ]+/, ' ')
        .replace(/\{\w+\}|<[^<>]*>|\S+@\S+|\S+\/\S+|\S+\.\w{2,}\b|\S*[$_]\S*/g, ' ')
        .match(foreign) ?? []
    ).some((word) => !names.has(word))
  const isSeen = (element: Element | null) => {
    if (!element || element.closest(theirs)) return false
    return element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  }
  const found = new Set<string>()
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? ''
    if (text && isForeign(text) && isSeen(node.parentElement)) found.add(text.slice(0, 100))
  }
  for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
    for (const element of document.querySelectorAll(`[${name}]`)) {
      const text = element.getAttribute(name) ?? ''
      const isData = !!element.closest(
        `${theirs}, [role="treeitem"], .relationship-add-new${name === 'title' ? ', .field-type' : ''}`,
      )
      if (text && isForeign(text) && !isData && element.checkVisibility())
        found.add(`${name}: ${text.slice(0, 100)}`)
    }
  return [...found]
}
