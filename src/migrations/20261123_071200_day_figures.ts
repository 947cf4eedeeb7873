import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** The figures of days that are over, kept: a year of requests is then read as 365 rows. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    -- How long the first answer took, by its magnitude: a twelfth of a natural logarithm of seconds
    CREATE FUNCTION answer_bucket(registered timestamptz, answered timestamptz) RETURNS smallint
      LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN floor(ln(1 + greatest(extract(epoch FROM answered - registered)::float8, 0)) * 12)::smallint;
    CREATE INDEX tickets_answer_buckets
      ON tickets (answer_bucket(registered_at, first_answered_at), first_answered_at)
      INCLUDE (registered_at) WHERE first_answered_at IS NOT NULL;

    -- A day of the calendar of that zone; what is counted, and the same by topic and by magnitude
    CREATE TABLE day_figures (
      zone text NOT NULL,
      day date NOT NULL,
      filed int NOT NULL,
      filed_by_bot int NOT NULL,
      closed int NOT NULL,
      marks int[] NOT NULL,
      topics uuid[] NOT NULL,
      topic_counts int[] NOT NULL,
      answer_buckets smallint[] NOT NULL,
      answer_counts int[] NOT NULL,
      PRIMARY KEY (zone, day)
    );

    -- A moment something was counted at has gained or lost a request. Whoever counts a day anew takes
    -- away the rows it has seen, in the same statement; so a row left here tells truly.
    CREATE TABLE day_figures_stale (at timestamptz NOT NULL);
    -- Every zone's midnight is a multiple of a quarter of an hour
    CREATE FUNCTION mark_stale_figures() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO day_figures_stale
        SELECT DISTINCT date_bin('15 minutes', at, 'epoch') FROM changed,
          unnest(ARRAY[registered_at, first_answered_at, closed_at]) AS at
        WHERE at IS NOT NULL;
      RETURN NULL;
    END $$;
    CREATE FUNCTION mark_stale_figures_of_row() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO day_figures_stale
        SELECT DISTINCT date_bin('15 minutes', at, 'epoch') FROM unnest(ARRAY[
          OLD.registered_at, OLD.first_answered_at, OLD.closed_at,
          NEW.registered_at, NEW.first_answered_at, NEW.closed_at]) AS at
        WHERE at IS NOT NULL;
      RETURN NULL;
    END $$;
    CREATE TRIGGER tickets_figures_added AFTER INSERT ON tickets
      REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_stale_figures();
    CREATE TRIGGER tickets_figures_gone AFTER DELETE ON tickets
      REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_stale_figures();
    CREATE TRIGGER tickets_figures_changed AFTER UPDATE ON tickets FOR EACH ROW
      WHEN ((OLD.registered_at, OLD.first_answered_at, OLD.closed_at, OLD.origin, OLD.category_id, OLD.mark)
        IS DISTINCT FROM
        (NEW.registered_at, NEW.first_answered_at, NEW.closed_at, NEW.origin, NEW.category_id, NEW.mark))
      EXECUTE FUNCTION mark_stale_figures_of_row();

    -- Who was there in a long time is asked of each person
    DROP INDEX active_days_user;
    CREATE INDEX active_days_user ON active_days (user_id, day);
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
    DROP TRIGGER tickets_figures_added ON tickets;
    DROP TRIGGER tickets_figures_gone ON tickets;
    DROP TRIGGER tickets_figures_changed ON tickets;
    DROP FUNCTION mark_stale_figures, mark_stale_figures_of_row;
    DROP TABLE day_figures, day_figures_stale;
    DROP INDEX tickets_answer_buckets, active_days_user;
    CREATE INDEX active_days_user ON active_days (user_id);
    DROP FUNCTION answer_bucket;
  `)
}
