/** The control servers can do anything to the pretended world, so only the page itself (or a
 *  script outside any browser, which sends neither header) may reach them. */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site')
  if (site && site !== 'same-origin') return false
  const origin = headers.get('origin')
  if (!origin) return true
  const host = URL.canParse(origin) ? new URL(origin).host : undefined
  const known = [headers.get('host'), headers.get('x-forwarded-host')]
  return host !== undefined && known.some((name) => name === host)
}
