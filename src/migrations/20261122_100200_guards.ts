import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** What Payload's schema has no word for. Indexes make the panel's `contains` searches quick. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    CREATE UNIQUE INDEX users_telegram_id_once ON users (telegram_id) WHERE telegram_id IS NOT NULL;

    CREATE INDEX tickets_number_search ON tickets USING gin (number gin_trgm_ops);
    CREATE INDEX tickets_text_search ON tickets USING gin (text gin_trgm_ops);
    CREATE INDEX tickets_topic_search ON tickets USING gin (topic_path gin_trgm_ops);
    CREATE INDEX tickets_naumen_title_search ON tickets USING gin (naumen_title gin_trgm_ops);
    CREATE INDEX users_name_search ON users USING gin (name gin_trgm_ops);
    CREATE INDEX users_email_search ON users USING gin (email gin_trgm_ops);
    CREATE INDEX users_login_search ON users USING gin (login gin_trgm_ops);
    CREATE INDEX users_department_search ON users USING gin (department gin_trgm_ops);

    -- Whoever can reach the database through us can't tidy up after themselves
    CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'audit_log is append-only';
    END $$;
    CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log
      FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
    DROP TRIGGER audit_log_append_only ON audit_log;
    DROP FUNCTION refuse_audit_change;
    DROP INDEX users_telegram_id_once, tickets_number_search, tickets_text_search,
      tickets_topic_search, tickets_naumen_title_search, users_name_search, users_email_search,
      users_login_search, users_department_search;
  `)
}
