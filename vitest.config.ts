import { defineConfig } from 'vitest/config'

const minute = 60_000

// What brings up real servers: two at a time at most, on a machine with two cores.
const slow = { testTimeout: minute, hookTimeout: 2 * minute, pool: 'forks', maxWorkers: 2 } as const

const globalSetup = ['tests/world/database.ts']

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{src,bot,jobs,collections}/**/*.test.{ts,tsx}'],
          testTimeout: 20_000,
          hookTimeout: minute,
        },
      },
      {
        extends: true,
        test: { name: 'rules', include: ['tests/rules/**/*.test.ts'], testTimeout: minute },
      },
      {
        extends: true,
        test: {
          name: 'scenarios',
          include: ['tests/scenarios/**/*.test.ts'],
          ...slow,
          globalSetup,
        },
      },
      {
        extends: true,
        test: { name: 'faults', include: ['tests/faults/**/*.test.ts'], ...slow, globalSetup },
      },
      { extends: true, test: { name: 'e2e', include: ['tests/e2e/**/*.test.ts'], ...slow } },
      // Only by `npm run test:long`
      {
        extends: true,
        test: {
          name: 'long',
          include: ['tests/long/**/*.test.ts'],
          ...slow,
          globalSetup,
          testTimeout: 60 * minute,
        },
      },
    ],
  },
})
