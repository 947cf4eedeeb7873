import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

const localApi = new Set(
  (
    'find findByID findGlobal findVersions findVersionByID findGlobalVersions findGlobalVersionByID ' +
    'create update updateGlobal delete duplicate count countVersions countGlobalVersions ' +
    'restoreVersion restoreGlobalVersion unlock'
  ).split(' '),
)

// Payload's Local API passes by every access rule unless told otherwise: each call says which it wants.
const statesAccess = {
  meta: { messages: { missing: 'A call of the Local API states `overrideAccess`.' } },
  create: (context) => ({
    CallExpression(call) {
      const { callee } = call
      if (callee.type !== 'MemberExpression' || !localApi.has(callee.property.name)) return
      if (!isPayload(callee.object)) return
      const states = statesOverride(call.arguments[0], context.sourceCode.getScope(call))
      if (!states) context.report({ node: call, messageId: 'missing' })
    },
  }),
}

// In the call itself, or in an object of the same file that is spread into it
function statesOverride(node, scope) {
  if (node?.type === 'TSAsExpression' || node?.type === 'TSSatisfiesExpression')
    return statesOverride(node.expression, scope)
  if (node?.type === 'Identifier') return statesOverride(valueOf(node.name, scope), scope)
  return node?.properties?.some((property) =>
    property.type === 'SpreadElement'
      ? statesOverride(property.argument, scope)
      : property.key.name === 'overrideAccess',
  )
}

function valueOf(name, scope) {
  for (let place = scope; place; place = place.upper) {
    const definition = place.set.get(name)?.defs[0]
    if (definition) return definition.node.init
  }
}

// payload.find, req.payload.find, this.payload!.find
function isPayload(object) {
  if (object.type === 'TSNonNullExpression') return isPayload(object.expression)
  return (object.name ?? object.property?.name) === 'payload'
}

export default defineConfig(
  {
    ignores: [
      '.next/**',
      '.data*/**',
      'next-env.d.ts',
      'tests/output/**',
      'src/payload-types.ts',
      'src/migrations/**',
      '**/importMap.js',
    ],
  },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: {
      '@typescript-eslint': tseslint.plugin,
      local: { rules: { 'states-access': statesAccess } },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      'no-empty': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'A union of strings instead of an enum.' },
      ],
      'local/states-access': 'error',
    },
  },
  { files: ['**/*.mjs'], rules: { 'no-empty': 'error', 'no-unused-vars': 'error' } },
)
