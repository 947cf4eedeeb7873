import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** What the tree of categories in the panel counts: requests by topic, and people just using one. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    CREATE INDEX tickets_category_created ON tickets (category_id, created_at);
    CREATE INDEX bot_chats_dialog_topic ON bot_chats ((dialog->'draft'->'draft'->>'topic'))
      WHERE dialog->'draft'->'draft'->>'topic' IS NOT NULL;
    CREATE INDEX bot_chats_saved_topic ON bot_chats ((saved_draft->>'topic'))
      WHERE saved_draft->>'topic' IS NOT NULL;
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
    DROP INDEX bot_chats_saved_topic;
    DROP INDEX bot_chats_dialog_topic;
    DROP INDEX tickets_category_created;
  `)
}
