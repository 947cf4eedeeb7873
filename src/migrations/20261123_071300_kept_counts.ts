import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** How many rows there are, kept: a list of a million would count them anew for every page. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    -- Only ever added to, so that nobody waits for anybody; a job folds what has gathered
    CREATE TABLE kept_counts (relation text NOT NULL, kind text NOT NULL, rows bigint NOT NULL);

    CREATE FUNCTION count_rows() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO kept_counts
        SELECT TG_TABLE_NAME, '', CASE TG_OP WHEN 'INSERT' THEN count(*) ELSE -count(*) END
        FROM changed HAVING count(*) > 0;
      RETURN NULL;
    END $$;
    CREATE FUNCTION count_tickets() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO kept_counts
        SELECT 'tickets', status, CASE TG_OP WHEN 'INSERT' THEN count(*) ELSE -count(*) END
        FROM changed GROUP BY status;
      RETURN NULL;
    END $$;
    CREATE FUNCTION count_ticket_anew() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO kept_counts VALUES ('tickets', OLD.status, -1), ('tickets', NEW.status, 1);
      RETURN NULL;
    END $$;
    CREATE FUNCTION count_none() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      DELETE FROM kept_counts WHERE relation = TG_TABLE_NAME;
      RETURN NULL;
    END $$;

    -- Each holds up writers until the rows that are there are counted, below
    CREATE TRIGGER tickets_count_added AFTER INSERT ON tickets
      REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_tickets();
    CREATE TRIGGER tickets_count_gone AFTER DELETE ON tickets
      REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_tickets();
    CREATE TRIGGER tickets_count_changed AFTER UPDATE ON tickets FOR EACH ROW
      WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION count_ticket_anew();
    CREATE TRIGGER tickets_count_none AFTER TRUNCATE ON tickets
      FOR EACH STATEMENT EXECUTE FUNCTION count_none();
    CREATE TRIGGER messages_count_added AFTER INSERT ON messages
      REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_rows();
    CREATE TRIGGER messages_count_gone AFTER DELETE ON messages
      REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_rows();
    CREATE TRIGGER messages_count_none AFTER TRUNCATE ON messages
      FOR EACH STATEMENT EXECUTE FUNCTION count_none();
    -- Nothing is ever taken out of it
    CREATE TRIGGER audit_log_count_added AFTER INSERT ON audit_log
      REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_rows();

    INSERT INTO kept_counts
      SELECT 'tickets', status::text, count(*) FROM tickets GROUP BY status
      UNION ALL SELECT 'messages', '', count(*) FROM messages
      UNION ALL SELECT 'audit_log', '', count(*) FROM audit_log;
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
    DROP TRIGGER tickets_count_added ON tickets;
    DROP TRIGGER tickets_count_gone ON tickets;
    DROP TRIGGER tickets_count_changed ON tickets;
    DROP TRIGGER tickets_count_none ON tickets;
    DROP TRIGGER messages_count_added ON messages;
    DROP TRIGGER messages_count_gone ON messages;
    DROP TRIGGER messages_count_none ON messages;
    DROP TRIGGER audit_log_count_added ON audit_log;
    DROP FUNCTION count_rows, count_tickets, count_ticket_anew, count_none;
    DROP TABLE kept_counts;
  `)
}
