const one = new Intl.NumberFormat('ru', { maximumFractionDigits: 1 })

export function sizeInWords(bytes: number | null | undefined): string {
  if (bytes === null || bytes === undefined) return ''
  if (bytes < 1024) return `${bytes} Б`
  if (bytes < 1024 * 1024) return `${one.format(bytes / 1024)} КБ`
  return `${one.format(bytes / 1024 / 1024)} МБ`
}
