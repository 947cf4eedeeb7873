import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * Telling is done message by message: what stands on the phone already is not sent again, and only
 * who holds the claim sends.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    ALTER TABLE ticket_events
      ADD COLUMN claim text,
      -- how often a file of it could not be fetched
      ADD COLUMN attempts int NOT NULL DEFAULT 0;
    ALTER TABLE phone_messages
      ADD COLUMN event bigint REFERENCES ticket_events ON DELETE SET NULL,
      -- which part of the telling it is
      ADD COLUMN part text;
    CREATE INDEX phone_messages_event ON phone_messages (event) WHERE event IS NOT NULL;
    -- Posts this one has taken the place of, still to be removed or to lose their buttons
    ALTER TABLE status_posts ADD COLUMN outdated jsonb NOT NULL DEFAULT '[]';
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
    ALTER TABLE status_posts DROP COLUMN outdated;
    ALTER TABLE phone_messages DROP COLUMN event, DROP COLUMN part;
    ALTER TABLE ticket_events DROP COLUMN claim, DROP COLUMN attempts;
  `)
}
