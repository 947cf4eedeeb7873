import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** How articles are found, and what came of them: src/database/articles.ts. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    -- ё and е are one letter to whoever searches
    ALTER TABLE articles ADD COLUMN search tsvector GENERATED ALWAYS AS (
      setweight(to_tsvector('russian', translate(coalesce(title, ''), 'Ёё', 'Ее')), 'A') ||
      setweight(to_tsvector('russian', translate(coalesce(keywords, ''), 'Ёё', 'Ее')), 'B') ||
      setweight(to_tsvector('russian', translate(left(coalesce(plain, ''), 50000), 'Ёё', 'Ее')), 'C')
    ) STORED;
    CREATE INDEX articles_search ON articles USING gin (search) WHERE _status = 'published';

    -- Every word of a published article, once: a misspelt word is compared with these
    CREATE TABLE article_words (word text PRIMARY KEY);
    CREATE INDEX article_words_alike ON article_words USING gin (word gin_trgm_ops);
    CREATE FUNCTION keep_article_words() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO article_words
        SELECT DISTINCT word FROM regexp_split_to_table(
          lower(translate(concat_ws(' ', NEW.title, NEW.keywords, left(NEW.plain, 50000)), 'Ёё', 'Ее')),
          '[^[:alnum:]]+') AS word
        WHERE length(word) BETWEEN 3 AND 30
        -- Two articles saved at once take the same words in the same order
        ORDER BY word
      ON CONFLICT DO NOTHING;
      RETURN NULL;
    END $$;
    CREATE TRIGGER articles_words AFTER INSERT OR UPDATE ON articles
      FOR EACH ROW WHEN (NEW._status = 'published') EXECUTE FUNCTION keep_article_words();

    -- No reference to the article: what it saved stays counted when it is deleted
    CREATE TABLE article_events (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      kind text NOT NULL CHECK (kind IN ('view', 'helped', 'notHelped', 'suggested', 'solved')),
      article uuid NOT NULL,
      user_id uuid REFERENCES users ON DELETE SET NULL,
      at timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX article_events_article ON article_events (article, kind);
    CREATE INDEX article_events_at ON article_events (kind, at);
    CREATE INDEX article_events_user ON article_events (user_id);

    CREATE TABLE article_searches (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      words text NOT NULL,
      found int NOT NULL,
      user_id uuid REFERENCES users ON DELETE SET NULL,
      at timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX article_searches_at ON article_searches (at);
    CREATE INDEX article_searches_in_vain ON article_searches (at) WHERE found = 0;
    CREATE INDEX article_searches_user ON article_searches (user_id);
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
    DROP TABLE article_searches, article_events;
    DROP TRIGGER articles_words ON articles;
    DROP FUNCTION keep_article_words;
    DROP TABLE article_words;
    ALTER TABLE articles DROP COLUMN search;
  `)
}
