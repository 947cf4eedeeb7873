import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** What the overview counts, and what a user's card tells of their signing in. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    -- The figures of a period read these alone, never the requests themselves
    CREATE INDEX tickets_filed ON tickets (registered_at) INCLUDE (origin, category_id);
    CREATE INDEX tickets_closed ON tickets (closed_at) INCLUDE (mark) WHERE closed_at IS NOT NULL;
    CREATE INDEX tickets_answered ON tickets (first_answered_at) INCLUDE (registered_at)
      WHERE first_answered_at IS NOT NULL;
    CREATE INDEX tickets_open ON tickets (status) WHERE status <> 'closed';

    UPDATE tickets SET first_answered_at = answers.first FROM (
      SELECT ticket_id, min(sent_at) AS first FROM messages
      WHERE direction = 'fromEngineer' GROUP BY ticket_id
    ) AS answers WHERE tickets.id = answers.ticket_id AND first_answered_at IS NULL;

    -- Who was in the bot on which day of the company's calendar: users know the last time only
    CREATE TABLE active_days (
      day date NOT NULL,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      PRIMARY KEY (day, user_id)
    );
    CREATE INDEX active_days_user ON active_days (user_id);

    CREATE INDEX users_last_seen ON users (last_seen_at);
    CREATE INDEX users_by_name ON users (name);
    CREATE INDEX users_username_search ON users USING gin (telegram_username gin_trgm_ops);

    ALTER TABLE sign_in_challenges ADD COLUMN used_at timestamptz;
    CREATE INDEX sign_in_challenges_address ON sign_in_challenges (address, created_at);
    CREATE INDEX audit_log_document ON audit_log (document, at);
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
    DROP INDEX audit_log_document, sign_in_challenges_address, users_username_search,
      users_by_name, users_last_seen, tickets_open, tickets_answered, tickets_closed, tickets_filed;
    ALTER TABLE sign_in_challenges DROP COLUMN used_at;
    DROP TABLE active_days;
  `)
}
