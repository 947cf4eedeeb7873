import { fileTypeFromBuffer } from 'file-type'

const forbiddenTypes = new Set([
  'application/x-msdownload',
  'application/x-elf',
  'application/x-mach-binary',
  'application/java-vm',
  'application/java-archive',
  'application/wasm',
  'application/x.ms.shortcut',
  'application/vnd.android.package-archive',
  'application/x-deb',
  'application/x-rpm',
  'application/vnd.ms-htmlhelp',
  'image/svg+xml',
])
const forbiddenNames =
  /\.(exe|com|scr|pif|bat|cmd|ps1|psm1|vbs|vbe|jse?|wsf|wsh|hta|html?|xhtml|mht|svg|jar|msi|msp|dll|lnk|reg|chm|cpl|sh|apk|scf|url)\s*$/i
/** A page or a script says so in its first words, whatever it is called. */
const forbiddenStart =
  /^\W*(<!doctype\s+html|<html|<head|<body|<script|<svg|<\?xml[^>]*>\s*(<!--.*?-->\s*)*(<!doctype\s+svg|<svg|<html))|^#!\s*\//is

/**
 * What a file really is, by its content.
 * @returns why it isn't passed on, in words; otherwise its type
 */
export async function inspectFile(file: { name: string; mime: string; bytes: Buffer }) {
  const found = await fileTypeFromBuffer(file.bytes)
  const start = file.bytes.subarray(0, 1024).toString('utf8')
  if (!file.bytes.length) return { refusal: 'Файл пустой' }
  if (found && forbiddenTypes.has(found.mime))
    return { refusal: 'Программы, ярлыки и веб-страницы не принимаются' }
  if (
    forbiddenNames.test(file.name) ||
    (!found && forbiddenStart.test(start)) ||
    isPage(found, start)
  )
    return { refusal: 'Программы, ярлыки и веб-страницы не принимаются' }
  return { mime: found?.mime ?? file.mime }
}

// SVG and XHTML are XML to a detector that looks at the first bytes only
function isPage(found: { mime: string } | undefined, start: string): boolean {
  return !!found?.mime.includes('xml') && forbiddenStart.test(start)
}
