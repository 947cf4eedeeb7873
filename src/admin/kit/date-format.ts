const formats = new Map<string, Intl.DateTimeFormat>()

/** Made once for each way of saying a date: a page says hundreds, and to make one takes 0.1 ms. */
export function dateFormat(
  language: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const locale = language === 'en' ? 'en-GB' : 'ru'
  const key = locale + JSON.stringify(options)
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, options)
  formats.set(key, format)
  return format
}
