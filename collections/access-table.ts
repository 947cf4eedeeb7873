/** What the tests of access expect. First letters of create, read, update, delete; nothing else may be done. */
type Rights = Record<string, { administrator: string; contentManager: string }>

export const allowed: Rights = {
  users: { administrator: 'r', contentManager: '' },
  // A content manager: the own account, and only to read and rename it
  admins: { administrator: 'crud', contentManager: '' },
  tickets: { administrator: 'r', contentManager: '' },
  messages: { administrator: 'r', contentManager: '' },
  categories: { administrator: 'cru', contentManager: 'r' },
  'menu-sections': { administrator: 'crud', contentManager: 'crud' },
  articles: { administrator: 'crud', contentManager: 'crud' },
  'article-sections': { administrator: 'crud', contentManager: 'crud' },
  files: { administrator: 'crd', contentManager: 'crd' },
  'audit-log': { administrator: 'r', contentManager: '' },
}

export const allowedGlobals: Rights = {
  'bot-texts': { administrator: 'ru', contentManager: '' },
  'ticket-statuses': { administrator: 'ru', contentManager: '' },
  'naumen-mapping': { administrator: 'ru', contentManager: '' },
  'working-hours': { administrator: 'ru', contentManager: '' },
  retention: { administrator: 'ru', contentManager: '' },
}

/** Endpoints of ours that a content manager may use; any other is for administrators. */
export const openToContentManagers = [
  'get /admins/:id/sessions',
  'post /admins/:id/end-sessions',
  'get /categories/tree',
  'get /categories/uses',
  'get /categories/:id/drafts',
  'get /categories/:id/link',
  'post /menu-sections/:id/move',
  'post /menu-sections/:id/rename',
  'post /menu-sections/:id/show',
  'post /menu-sections/add',
  'post /menu-sections/:id/publish',
  'get /articles/:id/link',
]

/** Those that stand before Payload's own and are for whoever has not signed in: panel-sign-in.test.ts. */
export const openToEverybody = [
  'post /admins/login',
  'post /admins/forgot-password',
  'post /admins/reset-password',
]
