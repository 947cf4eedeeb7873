import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** The inbox: what Telegram sent, kept before it is confirmed. Why not a queue: docs/decisions.md. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    CREATE TABLE inbox (
      bot_id bigint NOT NULL,
      update_id bigint NOT NULL,
      -- whose updates keep their order; 0: nobody's
      person bigint NOT NULL,
      -- the update as it came; goes when it is answered, the row stays to know it if it comes again
      body jsonb,
      -- grows before each try, so that an update on which processes die is known by it
      tries smallint NOT NULL DEFAULT 0,
      -- nobody else takes it before: somebody is at it, or the last try failed
      try_after timestamptz NOT NULL DEFAULT now(),
      received_at timestamptz NOT NULL DEFAULT now(),
      done_at timestamptz,
      PRIMARY KEY (bot_id, update_id)
    );
    CREATE INDEX inbox_waiting ON inbox (bot_id, person, update_id) WHERE done_at IS NULL;
    CREATE INDEX inbox_done ON inbox (done_at) WHERE done_at IS NOT NULL;
    -- Emptied as fast as it fills: without this its dead rows are looked through again and again
    ALTER TABLE inbox SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

    DROP TABLE updates_set_aside;
    CREATE TABLE updates_set_aside (
      bot_id bigint NOT NULL,
      update_id bigint NOT NULL,
      chat_id bigint,
      kind text NOT NULL,
      reason text NOT NULL,
      at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (bot_id, update_id)
    );
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
    DROP TABLE inbox, updates_set_aside;
    CREATE TABLE updates_set_aside (
      id uuid PRIMARY KEY,
      chat_id bigint,
      kind text NOT NULL,
      reason text NOT NULL,
      at timestamptz NOT NULL DEFAULT now()
    );
  `)
}
