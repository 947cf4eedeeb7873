import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** What an edit of unknown end carried: found in Naumen, it is our own and no change of theirs. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`ALTER TABLE categories ADD COLUMN naumen_sent jsonb`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`ALTER TABLE categories DROP COLUMN naumen_sent`)
}
