import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** «Проверить подключение», and a log of actions that stays whole and quick at a million entries. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    CREATE TABLE connection_checks (
      id uuid PRIMARY KEY,
      -- id of the panel account
      asked_by text NOT NULL,
      state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'unreachable', 'lost')),
      findings jsonb NOT NULL DEFAULT '[]',
      at timestamptz NOT NULL DEFAULT now(),
      ended_at timestamptz
    );
    -- Two presses are one check
    CREATE UNIQUE INDEX connection_checks_one_runs ON connection_checks ((true)) WHERE state = 'running';
    CREATE INDEX connection_checks_newest ON connection_checks (at DESC);

    -- Row triggers do not see TRUNCATE, and the names of changed fields stand in a table of their own
    CREATE TRIGGER audit_log_never_emptied BEFORE TRUNCATE ON audit_log
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
    CREATE TRIGGER audit_log_texts_append_only BEFORE UPDATE OR DELETE ON audit_log_texts
      FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
    CREATE TRIGGER audit_log_texts_never_emptied BEFORE TRUNCATE ON audit_log_texts
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

    CREATE INDEX audit_log_texts_parent ON audit_log_texts (parent_id);
    CREATE INDEX audit_log_newest ON audit_log (at DESC, id DESC);
    CREATE INDEX audit_log_by_admin ON audit_log (admin, at DESC, id DESC);
    CREATE INDEX audit_log_by_section ON audit_log (collection, at DESC, id DESC);
    CREATE INDEX audit_log_by_action ON audit_log (action, at DESC, id DESC);
    -- States of Naumen which no status names are looked for among these
    CREATE INDEX tickets_naumen_state ON tickets (naumen_state) WHERE naumen_state IS NOT NULL;
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
    DROP INDEX tickets_naumen_state, audit_log_texts_parent, audit_log_newest, audit_log_by_admin, audit_log_by_section,
      audit_log_by_action;
    DROP TRIGGER audit_log_never_emptied ON audit_log;
    DROP TRIGGER audit_log_texts_append_only ON audit_log_texts;
    DROP TRIGGER audit_log_texts_never_emptied ON audit_log_texts;
    DROP TABLE connection_checks;
  `)
}
