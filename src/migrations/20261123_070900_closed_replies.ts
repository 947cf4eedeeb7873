import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** Who has heard that the support is closed: once a ticket, until it opens again. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    CREATE TABLE closed_replies (
      ticket uuid NOT NULL REFERENCES tickets ON DELETE CASCADE,
      -- The opening it names, which ends the closed time; infinity where none is in sight
      opens timestamptz NOT NULL,
      reply text NOT NULL,
      -- Said in the receipt, which tells it until then
      filing boolean NOT NULL,
      said_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (ticket, opens)
    )`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`DROP TABLE closed_replies`)
}
