const SERIAL = 0x424c4147
const SAMPLES_PER_PACKET = 960
const PACKETS_PER_PAGE = 50
const PRE_SKIP = 312

/** Mono Opus packets of 20 ms each in an OGG file (RFC 3533 and RFC 7845). */
export function oggOpus(packets: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const pages = [page([head()], 0, 0, 2), page([tags()], 0, 1, 0)]
  for (let at = 0; at < packets.length; at += PACKETS_PER_PAGE) {
    const some = packets.slice(at, at + PACKETS_PER_PAGE)
    const isLast = at + PACKETS_PER_PAGE >= packets.length
    const samples = (at + some.length) * SAMPLES_PER_PACKET
    pages.push(page(some, samples, pages.length, isLast ? 4 : 0))
  }
  return joined(pages)
}

function head(): Uint8Array {
  const bytes = new Uint8Array(19)
  const view = new DataView(bytes.buffer)
  bytes.set(ascii('OpusHead'))
  view.setUint8(8, 1)
  view.setUint8(9, 1)
  view.setUint16(10, PRE_SKIP, true)
  view.setUint32(12, 48_000, true)
  return bytes
}

function tags(): Uint8Array {
  const vendor = ascii('sandbox')
  const bytes = new Uint8Array(8 + 4 + vendor.length + 4)
  bytes.set(ascii('OpusTags'))
  new DataView(bytes.buffer).setUint32(8, vendor.length, true)
  bytes.set(vendor, 12)
  return bytes
}

function page(packets: Uint8Array[], samples: number, number: number, flags: number): Uint8Array {
  const lacing = packets.flatMap(({ length }) => [
    ...Array<number>(Math.floor(length / 255)).fill(255),
    length % 255,
  ])
  const header = new Uint8Array(27 + lacing.length)
  const view = new DataView(header.buffer)
  header.set(ascii('OggS'))
  view.setUint8(5, flags)
  view.setBigUint64(6, BigInt(samples), true)
  view.setUint32(14, SERIAL, true)
  view.setUint32(18, number, true)
  view.setUint8(26, lacing.length)
  header.set(lacing, 27)
  const bytes = joined([header, ...packets])
  new DataView(bytes.buffer).setUint32(22, checksum(bytes), true)
  return bytes
}

function checksum(bytes: Uint8Array): number {
  let sum = 0
  for (const byte of bytes) {
    sum ^= byte << 24
    for (let bit = 0; bit < 8; bit++) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1
  }
  return sum >>> 0
}

function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const ascii = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0))
