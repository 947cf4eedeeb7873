/**
 * Counts as it reads: the sender's own word about the length proves nothing.
 * @returns null when the body is longer
 */
export async function readAtMost(request: Request, bytes: number): Promise<string | null> {
  const chunks: Uint8Array[] = []
  let left = bytes
  for await (const chunk of request.body ?? []) {
    left -= chunk.length
    if (left < 0) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
