import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * Requests are found by their words, in any form of them, and by the beginning of a number. What has
 * not reached Naumen is read without looking at what has.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    ALTER TABLE tickets ADD COLUMN words tsvector GENERATED ALWAYS AS (
      to_tsvector('russian', coalesce(topic_path, '') || ' ' || left(coalesce(text, ''), 20000))
    ) STORED;
    ALTER TABLE messages ADD COLUMN words tsvector GENERATED ALWAYS AS (
      to_tsvector('russian', left(coalesce(text, ''), 20000))
    ) STORED;
    CREATE INDEX tickets_words ON tickets USING gin (words);
    CREATE INDEX messages_words ON messages USING gin (words);

    CREATE INDEX tickets_number_begins ON tickets (number text_pattern_ops);
    CREATE INDEX tickets_title_begins ON tickets (upper(naumen_title) text_pattern_ops);
    CREATE INDEX tickets_naumen_number ON tickets (naumen_number);

    CREATE INDEX tickets_on_their_way ON tickets (created_at)
      WHERE hand_over_state IN ('waiting', 'creating', 'created');
    CREATE INDEX tickets_failed ON tickets (hand_over_failed_at) WHERE hand_over_state = 'failed';
    CREATE INDEX messages_on_their_way ON messages (sent_at)
      WHERE hand_over_state IN ('waiting', 'creating');
    CREATE INDEX messages_failed ON messages (updated_at) WHERE hand_over_state = 'failed';
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
    DROP INDEX messages_failed, messages_on_their_way, tickets_failed, tickets_on_their_way,
      tickets_naumen_number, tickets_title_begins, tickets_number_begins;
    ALTER TABLE messages DROP COLUMN words;
    ALTER TABLE tickets DROP COLUMN words;
  `)
}
