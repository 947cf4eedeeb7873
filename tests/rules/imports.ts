import { dirname, join } from 'node:path'
import ts from 'typescript'
import { contentsOf } from './project-files'

export type Import = { from: string; to: string; isType: boolean }

/** What a file imports, in any way: of ours by path from the root, of others by package. */
export function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(
    file,
    contentsOf(file),
    ts.ScriptTarget.Latest,
    false,
    kindOf(file),
  )
  const found: Import[] = []
  const add = (specifier: ts.Node | undefined, isType: boolean) => {
    if (specifier && ts.isStringLiteral(specifier))
      found.push({ from: file, to: resolved(file, specifier.text), isType })
  }
  const visit = (node: ts.Node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node.importClause))
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly)
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, true)
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const named = clause.namedBindings
  if (clause.name || !named || !ts.isNamedImports(named)) return false
  return named.elements.length > 0 && named.elements.every((element) => element.isTypeOnly)
}

function resolved(file: string, specifier: string): string {
  if (specifier === '@payload-config') return 'payload.config'
  return specifier.startsWith('.') ? join(dirname(file), specifier) : specifier
}

function kindOf(file: string): ts.ScriptKind {
  if (/\.tsx$/.test(file)) return ts.ScriptKind.TSX
  return /\.m?js$/.test(file) ? ts.ScriptKind.JS : ts.ScriptKind.TS
}
