import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * What happens to a ticket in Naumen on its way to the phone. An event is a row committed with the
 * change that caused it; telling it sets `told_at`.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    CREATE TABLE ticket_events (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      ticket uuid NOT NULL REFERENCES tickets ON DELETE CASCADE,
      -- names the event itself: whoever sees it again adds nothing
      key text NOT NULL UNIQUE,
      kind text NOT NULL,
      data jsonb NOT NULL DEFAULT '{}',
      at timestamptz NOT NULL DEFAULT now(),
      told_at timestamptz,
      -- 'told', or why it was not
      outcome text
    );
    CREATE INDEX ticket_events_untold ON ticket_events (ticket, id) WHERE told_at IS NULL;

    -- Messages on the phone that speak of a ticket: a reply to one belongs to it
    CREATE TABLE phone_messages (
      chat_id bigint NOT NULL,
      message_id bigint NOT NULL,
      ticket uuid NOT NULL REFERENCES tickets ON DELETE CASCADE,
      -- the turn of the conversation it shows
      message uuid REFERENCES messages ON DELETE CASCADE,
      at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (chat_id, message_id)
    );
    CREATE INDEX phone_messages_message ON phone_messages (message);
    CREATE INDEX phone_messages_ticket ON phone_messages (ticket);

    -- The last word on a ticket's status: changes that follow at once are written into it
    CREATE TABLE status_posts (
      ticket uuid PRIMARY KEY REFERENCES tickets ON DELETE CASCADE,
      chat_id bigint NOT NULL,
      message_id bigint NOT NULL,
      changes jsonb NOT NULL,
      at timestamptz NOT NULL DEFAULT now()
    );

    -- When it came into its state, as Naumen writes it: only ever compared with itself
    ALTER TABLE tickets ADD COLUMN naumen_since text;

    -- Turns of one ticket go to Naumen in the order they were said
    ALTER TABLE messages ADD COLUMN position bigint GENERATED ALWAYS AS IDENTITY;
    CREATE INDEX messages_to_hand_over ON messages (ticket_id, position)
      WHERE hand_over_state IN ('waiting', 'creating');
    CREATE INDEX messages_of_ticket ON messages (ticket_id, sent_at);
    CREATE INDEX tickets_of_user ON tickets (user_id, created_at DESC);
    CREATE INDEX tickets_to_watch ON tickets (naumen_uuid)
      WHERE naumen_uuid IS NOT NULL AND status <> 'closed';
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
    DROP INDEX tickets_to_watch, tickets_of_user, messages_of_ticket, messages_to_hand_over;
    ALTER TABLE messages DROP COLUMN position;
    ALTER TABLE tickets DROP COLUMN naumen_since;
    DROP TABLE status_posts, phone_messages, ticket_events;
  `)
}
