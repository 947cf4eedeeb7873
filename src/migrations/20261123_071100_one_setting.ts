import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

const settings = ['bot_texts', 'ticket_statuses', 'naumen_mapping', 'working_hours', 'retention']

/** A setting is one row. Of several that were made at the same moment the newest stays. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  for (const setting of settings) {
    const table = sql.identifier(setting)
    await db.execute(sql`DELETE FROM ${table} WHERE id NOT IN (
      SELECT id FROM ${table} ORDER BY updated_at DESC NULLS LAST LIMIT 1)`)
    const index = sql.identifier(`${setting}_one_row`)
    await db.execute(sql`CREATE UNIQUE INDEX ${index} ON ${table} ((true))`)
  }
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  for (const setting of settings)
    await db.execute(sql`DROP INDEX ${sql.identifier(`${setting}_one_row`)}`)
}
