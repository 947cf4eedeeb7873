'use client'

import { useMemo, useRef, useState } from 'react'

const REMOVED = 'script, iframe, object, embed, form, link, base, meta, template, noscript'
const SAFE_ADDRESS = /^(https?:|mailto:|data:image\/|#)/i
// Pictures from the network stay away, and so do the broken frames they would leave.
const FAR_PICTURE = 'img:not([src^="data:"])'

/** A mail as its author laid it out: cleaned, without scripts, without anything from the network. */
export function MailFrame({ html, title }: { html: string; title: string }) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [height, setHeight] = useState(240)
  const page = useMemo(() => pageFor(html), [html])
  // Same origin lets us measure the mail; without allow-scripts nothing in it can use that.
  return (
    <iframe
      ref={frame}
      className="mail__frame"
      title={title || 'Письмо'}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      srcDoc={page}
      style={{ height }}
      onLoad={() => {
        const tall = frame.current?.contentDocument?.documentElement.scrollHeight
        if (tall) setHeight(tall)
      }}
    />
  )
}

function pageFor(html: string): string {
  const parsed = new DOMParser().parseFromString(html, 'text/html')
  parsed.querySelectorAll(`${REMOVED}, ${FAR_PICTURE}`).forEach((element) => element.remove())
  parsed.querySelectorAll('*').forEach((element) => {
    for (const { name, value } of [...element.attributes]) {
      const isAddress = name === 'href' || name === 'src'
      if (name.startsWith('on') || (isAddress && !SAFE_ADDRESS.test(value.trim()))) {
        element.removeAttribute(name)
      }
    }
    if (element.localName !== 'a') return
    element.setAttribute('target', '_blank')
    element.setAttribute('rel', 'noopener noreferrer')
  })
  const styles = [...parsed.head.querySelectorAll('style')].map((style) => style.outerHTML).join('')
  const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<style>html{color-scheme:light;background:#fff}body{margin:12px;font:15px/1.5 system-ui,sans-serif;color:#1d2733;overflow-wrap:anywhere}img{max-width:100%}</style>
${styles}${parsed.body.outerHTML}`
}
