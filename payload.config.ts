import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { postgresAdapter } from '@payloadcms/db-postgres'
import { cloudStoragePlugin } from '@payloadcms/plugin-cloud-storage'
import {
  BlockquoteFeature,
  BoldFeature,
  FixedToolbarFeature,
  InlineCodeFeature,
  InlineToolbarFeature,
  ItalicFeature,
  lexicalEditor,
  LinkFeature,
  OrderedListFeature,
  ParagraphFeature,
  StrikethroughFeature,
  UnderlineFeature,
  UnorderedListFeature,
} from '@payloadcms/richtext-lexical'
import { en } from '@payloadcms/translations/languages/en'
import { ru } from '@payloadcms/translations/languages/ru'
import { buildConfig } from 'payload'
import sharp from 'sharp'
import { betterRussian } from './collections/russian'
import { Admins } from './collections/Admins'
import { Articles } from './collections/Articles'
import { ArticleSections } from './collections/ArticleSections'
import { AuditLog } from './collections/AuditLog'
import { BotTexts } from './collections/BotTexts'
import { Categories } from './collections/Categories'
import type { Engine } from './collections/engine'
import { Files } from './collections/Files'
import { databaseStorage } from './collections/Files.hooks'
import { guardLocks } from './collections/locked-documents'
import { mailAdapter } from './collections/mail'
import { withOneRow } from './collections/one-row'
import { MenuSections } from './collections/MenuSections'
import { Messages } from './collections/Messages'
import { NaumenMapping } from './collections/NaumenMapping'
import { configuredMapping } from './collections/NaumenMapping.hooks'
import { refuseInWords, tooLarge } from './collections/refusals-in-words'
import { Retention } from './collections/Retention'
import { Tickets } from './collections/Tickets'
import { TicketStatuses } from './collections/TicketStatuses'
import { Users } from './collections/Users'
import { WorkingHours } from './collections/WorkingHours'
import { readConfig } from './src/config'
import { readKeptCounts } from './src/database/kept-counts'
import { surviveLostConnections } from './src/database/lost-connections'
import { createLogger } from './src/log'

const here = dirname(fileURLToPath(import.meta.url))
const config = readConfig(process.env)
const engine: Engine = { config, role: 'web', queue: null }
const quiet = 'debug' as const
const megabyte = 1024 * 1024

const built = buildConfig({
  secret: config.PAYLOAD_SECRET ?? '',
  serverURL: config.publicUrl,
  // Without it the session cookie is taken from any page in the browser
  csrf: [config.publicUrl],
  telemetry: false,
  graphQL: { disable: true },
  jobs: { access: { run: () => false, queue: () => false, cancel: () => false } },
  maxDepth: 2,
  custom: { engine, firstMapping: configuredMapping(config) },
  onInit(payload) {
    surviveLostConnections(payload)
    readKeptCounts(payload)
  },
  hooks: { afterError: [refuseInWords] },
  logger: createLogger(config.LOG_LEVEL, 'payload'),
  // Answers of 4xx are the caller's business, not errors of ours
  loggingLevels: {
    APIError: quiet,
    AuthenticationError: quiet,
    ErrorDeletingFile: 'error',
    FileUploadError: quiet,
    Forbidden: quiet,
    Locked: quiet,
    LockedAuth: quiet,
    MissingFile: quiet,
    NotFound: quiet,
    QueryError: quiet,
    ValidationError: quiet,
  },
  i18n: {
    supportedLanguages: { ru, en },
    fallbackLanguage: 'ru',
    translations: { ru: betterRussian, en: { general: { payloadSettings: 'Panel settings' } } },
  },
  admin: {
    user: 'admins',
    avatar: 'default',
    dateFormat: 'dd.MM.yyyy HH:mm',
    meta: {
      defaultOGImageType: 'off',
      icons: [{ rel: 'icon', type: 'image/svg+xml', url: '/favicon.svg' }],
    },
    importMap: {
      baseDir: here,
      importMapFile: resolve(here, 'src/app/(payload)/admin/importMap.js'),
    },
    components: {
      providers: ['/src/admin/kit/SpokenNames#SpokenNames'],
      beforeNavLinks: ['/src/admin/nav/OwnLinks#OwnLinks'],
      views: {
        dashboard: { Component: '/src/admin/dashboard/Dashboard#Dashboard' },
        knowledge: {
          path: '/knowledge',
          Component: '/src/admin/articles/Demand#Demand',
        },
        handOver: {
          path: '/hand-over',
          Component: '/src/admin/hand-over/HandOverQueue#HandOverQueue',
        },
        login: { Component: '/src/admin/sign-in/SignIn#SignIn' },
        inactivity: { Component: '/src/admin/sign-in/SessionEnded#SessionEnded' },
        unauthorized: { Component: '/src/admin/doors/NoAccess#NoAccess' },
        newPassword: {
          path: '/password',
          Component: '/src/admin/sign-in/NewPassword#NewPassword',
        },
      },
      graphics: { Logo: '/src/admin/Logo#Logo', Icon: '/src/admin/Icon#Icon' },
    },
  },
  collections: [
    Tickets,
    Messages,
    Categories,
    Users,
    Admins({ secure: config.publicUrl.startsWith('https:') }),
    MenuSections,
    Articles,
    ArticleSections,
    Files,
    AuditLog,
  ],
  globals: withOneRow([BotTexts, TicketStatuses, NaumenMapping, WorkingHours, Retention]),
  db: postgresAdapter({
    pool: { connectionString: config.DATABASE_URL, max: 10 },
    idType: 'uuid',
    push: false,
    migrationDir: resolve(here, 'src/migrations'),
  }),
  email: mailAdapter(config),
  // What Telegram can show, and nothing else
  editor: lexicalEditor({
    features: [
      ParagraphFeature(),
      BoldFeature(),
      ItalicFeature(),
      UnderlineFeature(),
      StrikethroughFeature(),
      InlineCodeFeature(),
      LinkFeature({ enabledCollections: [] }),
      BlockquoteFeature(),
      OrderedListFeature(),
      UnorderedListFeature(),
      FixedToolbarFeature(),
      InlineToolbarFeature(),
    ],
  }),
  sharp,
  upload: {
    abortOnLimit: true,
    limits: { fileSize: 20 * megabyte, files: 1 },
    responseOnLimit: tooLarge.ru,
  },
  plugins: [cloudStoragePlugin({ collections: { files: { adapter: databaseStorage } } })],
  // Only `npm run generate` writes them: a start or a test must not change the sources
  typescript: { outputFile: resolve(here, 'src/payload-types.ts'), autoGenerate: false },
})

export default guardLocks(built)
