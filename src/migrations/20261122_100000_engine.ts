import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * What the engine keeps besides the collections: the state of each chat, sign-in attempts, files'
 * bytes, set-aside updates. Written by hand, because these are read and written at every update and
 * are nobody's documents.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    CREATE EXTENSION IF NOT EXISTS pg_trgm;

    CREATE SEQUENCE ticket_numbers START 1001;

    CREATE TABLE bot_chats (
      chat_id bigint PRIMARY KEY,
      person jsonb NOT NULL DEFAULT '{}',
      consent_version text,
      consented_at timestamptz,
      -- {name, step, turn, draft} of the running dialog
      dialog jsonb,
      -- a ticket's draft put aside by leaving the dialog
      saved_draft jsonb,
      -- counts steps, so that a press on an older step is known as stale
      turn bigint NOT NULL DEFAULT 0,
      -- where outside a dialog the person is, as the press that leads there
      place text NOT NULL DEFAULT '/home',
      -- what should stand on the phone, and what does
      screen jsonb,
      screen_revision bigint NOT NULL DEFAULT 0,
      drawn_revision bigint NOT NULL DEFAULT 0,
      message_id bigint,
      message_has_picture boolean NOT NULL DEFAULT false,
      -- from this revision on the screen stands at the bottom of the chat, sent anew
      fresh_revision bigint NOT NULL DEFAULT 0,
      draw_after timestamptz NOT NULL DEFAULT now(),
      drawing_until timestamptz,
      draw_failures integer NOT NULL DEFAULT 0,
      updated_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX bot_chats_undrawn ON bot_chats (draw_after) WHERE drawn_revision < screen_revision;

    CREATE TABLE sign_in_challenges (
      id uuid PRIMARY KEY,
      chat_id bigint NOT NULL,
      address text NOT NULL,
      -- as it was typed: Naumen's search heeds the case
      typed text,
      nonce text NOT NULL,
      -- the employee, once Naumen has confirmed the address; a code for anybody else never fits
      employee jsonb,
      tries integer NOT NULL DEFAULT 0,
      state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'used', 'void')),
      created_at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz NOT NULL
    );
    CREATE INDEX sign_in_challenges_open ON sign_in_challenges (chat_id) WHERE state = 'open';

    -- The budgets of RISKS: mails asked for and wrong codes, per address and per person
    CREATE TABLE sign_in_events (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      kind text NOT NULL CHECK (kind IN ('mail', 'failure')),
      chat_id bigint NOT NULL,
      address text NOT NULL,
      at timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX sign_in_events_address ON sign_in_events (address, kind, at);
    CREATE INDEX sign_in_events_chat ON sign_in_events (chat_id, kind, at);

    CREATE TABLE updates_set_aside (
      id uuid PRIMARY KEY,
      chat_id bigint,
      kind text NOT NULL,
      reason text NOT NULL,
      at timestamptz NOT NULL DEFAULT now()
    );

    CREATE TABLE file_chunks (
      file text NOT NULL,
      position integer NOT NULL,
      bytes bytea NOT NULL,
      PRIMARY KEY (file, position)
    );
    ALTER TABLE file_chunks ALTER COLUMN bytes SET STORAGE EXTERNAL;

    -- Grows with every change an admin makes to what the bot says; every process compares it
    CREATE TABLE content_revision (
      single boolean PRIMARY KEY DEFAULT true CHECK (single),
      revision bigint NOT NULL DEFAULT 1
    );
    INSERT INTO content_revision DEFAULT VALUES;

    -- Shut while Naumen refuses our key, so that nobody hammers it
    CREATE TABLE naumen_lane (
      single boolean PRIMARY KEY DEFAULT true CHECK (single),
      closed_until timestamptz,
      reason text
    );
    INSERT INTO naumen_lane DEFAULT VALUES;

    -- Token bucket of bulk messages: theoretical arrival time (GCRA)
    CREATE TABLE outgoing_rate (
      name text PRIMARY KEY,
      arrival timestamptz NOT NULL DEFAULT now()
    );

    -- Which parts are alive, and what keeps them from their work
    CREATE TABLE heartbeats (
      name text PRIMARY KEY,
      at timestamptz NOT NULL DEFAULT now(),
      trouble text
    );

    -- What was done once for this database: first records, whose bot and which Naumen it belongs to
    CREATE TABLE IF NOT EXISTS installation (key text PRIMARY KEY, value text NOT NULL);
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
    DROP TABLE heartbeats, outgoing_rate, naumen_lane, content_revision, file_chunks, updates_set_aside,
      sign_in_events, sign_in_challenges, bot_chats;
    DROP SEQUENCE ticket_numbers;
  `)
}
