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
      const states = call.arguments[0]?.properties?.some(
        ({ key }) => key?.name === 'overrideAccess',
      )
      if (!states) context.report({ node: call, messageId: 'missing' })
    },
  }),
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
