import ts from 'typescript'
import { contentsOf } from './project-files'

const cyrillic = /\p{Script=Cyrillic}/u
/** A letter or two are an ending or the mark of a number. */
const russianWord = /\p{Script=Cyrillic}{3}/u

/** Places of a file where something is said in Russian and not in English beside it. */
export const russianAlone = (file: string): string[] => russianAloneIn(file, contentsOf(file))

export function russianAloneIn(file: string, text: string): string[] {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind)
  const found: string[] = []
  visit(source)
  return found

  function visit(node: ts.Node) {
    if (isText(node) && russianWord.test(node.getText())) {
      if (hasEnglish(node)) return
      const { line } = source.getLineAndCharacterOfPosition(node.getStart())
      found.push(`${file}:${line + 1} ${node.getText().trim()}`)
    } else ts.forEachChild(node, visit)
  }
}

const isText = (node: ts.Node) =>
  ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isJsxText(node)

/** `{ ru, en }`, `['ru', 'en']` as a list or as arguments, or `const ru` with its `en: typeof ru`. */
function hasEnglish(text: ts.Node): boolean {
  for (let node = text; node.parent; node = node.parent)
    if (isRu(node) && hasEn(node.parent)) return true
  return isFollowedByEnglish(text)
}

const isRu = (node: ts.Node) =>
  (ts.isPropertyAssignment(node) || ts.isVariableStatement(node)) && namesOf(node).includes('ru')

function hasEn(parent: ts.Node): boolean {
  if (ts.isObjectLiteralExpression(parent))
    return parent.properties.some((one) => one.name?.getText() === 'en')
  return ts.isSourceFile(parent) && /^const en: typeof ru = /m.test(parent.text)
}

function namesOf(node: ts.PropertyAssignment | ts.VariableStatement): string[] {
  if (ts.isPropertyAssignment(node)) return [node.name.getText()]
  return node.declarationList.declarations.map(({ name }) => name.getText())
}

function isFollowedByEnglish(text: ts.Node): boolean {
  const { parent } = text
  const list: ts.Node[] = ts.isArrayLiteralExpression(parent)
    ? [...parent.elements]
    : ts.isCallExpression(parent)
      ? [...parent.arguments]
      : []
  const next = list[list.indexOf(text) + 1]
  return next !== undefined && isText(next) && !cyrillic.test(next.getText())
}
