import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** What workers have counted, where any web process can read it. Worth nothing after a crash. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    CREATE UNLOGGED TABLE worker_metrics (
      worker text PRIMARY KEY,
      at timestamptz NOT NULL DEFAULT now(),
      metrics jsonb NOT NULL
    )`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`DROP TABLE worker_metrics`)
}
