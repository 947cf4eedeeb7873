/** Reads JSON as Naumen does in a path: also with single quotes and with bare keys and words. */
export function parseRelaxed(source: string): unknown {
  const tokens = source.match(TOKEN) ?? []
  if (tokens.join('') !== source) throw new SyntaxError('not JSON')
  const rest = tokens.filter((token) => token.trim() !== '')
  const value = readValue(rest)
  if (rest.length > 0) throw new SyntaxError('not JSON')
  return value
}

const TOKEN = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[{}[\],:]|\s+|[^\s{}[\],:"']+/g

function readValue(tokens: string[]): unknown {
  const token = take(tokens)
  if (token === '{') return readObject(tokens)
  if (token === '[') return readList(tokens)
  if (/^[\]},:]$/.test(token)) throw new SyntaxError(`unexpected ${token}`)
  return readScalar(token)
}

function readObject(tokens: string[]) {
  const object: Record<string, unknown> = {}
  while (tokens[0] !== '}') {
    const key = String(unquote(take(tokens)))
    expect(tokens, ':')
    object[key] = readValue(tokens)
    if (tokens[0] !== '}') expect(tokens, ',')
  }
  tokens.shift()
  return object
}

function readList(tokens: string[]) {
  const list: unknown[] = []
  while (tokens[0] !== ']') {
    list.push(readValue(tokens))
    if (tokens[0] !== ']') expect(tokens, ',')
  }
  tokens.shift()
  return list
}

function readScalar(token: string): unknown {
  if (/^["']/.test(token)) return unquote(token)
  if (/^(true|false|null|-?\d+(\.\d+)?)$/.test(token)) return JSON.parse(token)
  return token
}

function unquote(token: string): string {
  if (token.startsWith('"')) return JSON.parse(token) as string
  if (!token.startsWith("'")) return token
  const inner = token
    .slice(1, -1)
    .replace(/\\'/g, "'")
    .replace(/(?<!\\)"/g, '\\"')
  return JSON.parse(`"${inner}"`) as string
}

function take(tokens: string[]): string {
  const token = tokens.shift()
  if (token === undefined) throw new SyntaxError('unexpected end')
  return token
}

function expect(tokens: string[], wanted: string) {
  if (take(tokens) !== wanted) throw new SyntaxError(`${wanted} expected`)
}
