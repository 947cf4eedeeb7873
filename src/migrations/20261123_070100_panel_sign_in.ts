import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** The second factor of the panel, and how often an address knocks at its door. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    -- A row is a code that was mailed; the code itself stands nowhere
    CREATE TABLE panel_challenges (
      id uuid PRIMARY KEY,
      admin uuid NOT NULL REFERENCES admins ON DELETE CASCADE,
      nonce text NOT NULL,
      tries int NOT NULL DEFAULT 0,
      state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'used', 'void')),
      at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz NOT NULL
    );
    CREATE INDEX panel_challenges_admin ON panel_challenges (admin, at);
    -- Worth nothing after a crash
    CREATE UNLOGGED TABLE panel_requests (
      address text NOT NULL,
      slot timestamptz NOT NULL,
      count int NOT NULL,
      PRIMARY KEY (address, slot)
    );
    -- One account may enter by its password alone
    CREATE UNIQUE INDEX admins_one_emergency ON admins (emergency) WHERE emergency;
    CREATE INDEX admins_reset_password_token ON admins (reset_password_token)
      WHERE reset_password_token IS NOT NULL;
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
    DROP INDEX admins_reset_password_token;
    DROP INDEX admins_one_emergency;
    DROP TABLE panel_requests;
    DROP TABLE panel_challenges;
  `)
}
