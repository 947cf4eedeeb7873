import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "bot_texts" ADD COLUMN "files_not_handed_over" varchar;
  ALTER TABLE "bot_texts" ADD COLUMN "file_not_handed_over" varchar;`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "bot_texts" DROP COLUMN "files_not_handed_over";
  ALTER TABLE "bot_texts" DROP COLUMN "file_not_handed_over";`)
}
