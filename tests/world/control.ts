/** The sandbox's control API of one server: JSON in, JSON out. */
export type Control = ReturnType<typeof createControl>

export function createControl(url: string) {
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const form = body instanceof FormData
    const response = await fetch(`${url}/control${path}`, {
      method,
      ...(body === undefined
        ? {}
        : form
          ? { body }
          : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return (text ? JSON.parse(text) : null) as T
  }
  return {
    get: <T>(path: string) => call<T>('GET', path),
    post: <T>(path: string, body: unknown = {}) => call<T>('POST', path, body),
    remove: <T>(path: string) => call<T>('DELETE', path),
    bytes: async (path: string) =>
      Buffer.from(await (await fetch(`${url}/control${path}`)).arrayBuffer()),
  }
}
