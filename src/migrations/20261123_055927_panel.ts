import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_admins_locked_because" AS ENUM('dismissed', 'byAdmin');
  CREATE TYPE "public"."enum_menu_sections_status" AS ENUM('draft', 'published');
  CREATE TYPE "public"."enum__menu_sections_v_version_kind" AS ENUM('submenu', 'page', 'link', 'create-request', 'my-requests', 'knowledge-base', 'profile', 'contacts');
  CREATE TYPE "public"."enum__menu_sections_v_version_visibility" AS ENUM('everyone', 'manager');
  CREATE TYPE "public"."enum__menu_sections_v_version_status" AS ENUM('draft', 'published');
  CREATE TYPE "public"."enum_articles_status" AS ENUM('draft', 'published');
  CREATE TYPE "public"."enum__articles_v_version_status" AS ENUM('draft', 'published');
  ALTER TYPE "public"."enum_tickets_hand_over_state" ADD VALUE 'givenUp';
  ALTER TYPE "public"."enum_messages_hand_over_state" ADD VALUE 'givenUp' BEFORE 'notNeeded';
  ALTER TYPE "public"."enum_audit_log_action" ADD VALUE 'signInRefused' BEFORE 'act';
  ALTER TYPE "public"."enum_audit_log_action" ADD VALUE 'signOut' BEFORE 'act';
  ALTER TYPE "public"."enum_audit_log_action" ADD VALUE 'export' BEFORE 'act';
  CREATE TABLE "_menu_sections_v" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"parent_id" uuid,
  	"version_emoji" varchar,
  	"version_title" varchar,
  	"version_kind" "enum__menu_sections_v_version_kind" DEFAULT 'page',
  	"version_url" varchar,
  	"version_topic_id" uuid,
  	"version_text" jsonb,
  	"version_picture_id" uuid,
  	"version_parent_id" uuid,
  	"version_active" boolean DEFAULT true,
  	"version_visibility" "enum__menu_sections_v_version_visibility" DEFAULT 'everyone',
  	"version_order" numeric,
  	"version_updated_at" timestamp(3) with time zone,
  	"version_created_at" timestamp(3) with time zone,
  	"version__status" "enum__menu_sections_v_version_status" DEFAULT 'draft',
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"latest" boolean
  );
  
  CREATE TABLE "articles" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"title" varchar,
  	"section_id" uuid,
  	"text" jsonb,
  	"picture_id" uuid,
  	"keywords" varchar,
  	"topic_id" uuid,
  	"publish_at" timestamp(3) with time zone,
  	"author" varchar,
  	"plain" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"_status" "enum_articles_status" DEFAULT 'draft'
  );
  
  CREATE TABLE "articles_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"files_id" uuid
  );
  
  CREATE TABLE "_articles_v" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"parent_id" uuid,
  	"version_title" varchar,
  	"version_section_id" uuid,
  	"version_text" jsonb,
  	"version_picture_id" uuid,
  	"version_keywords" varchar,
  	"version_topic_id" uuid,
  	"version_publish_at" timestamp(3) with time zone,
  	"version_author" varchar,
  	"version_plain" varchar,
  	"version_updated_at" timestamp(3) with time zone,
  	"version_created_at" timestamp(3) with time zone,
  	"version__status" "enum__articles_v_version_status" DEFAULT 'draft',
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"latest" boolean
  );
  
  CREATE TABLE "_articles_v_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"files_id" uuid
  );
  
  CREATE TABLE "article_sections" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"title" varchar NOT NULL,
  	"emoji" varchar,
  	"active" boolean DEFAULT true,
  	"order" numeric,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  ALTER TABLE "menu_sections" ALTER COLUMN "title" DROP NOT NULL;
  ALTER TABLE "menu_sections" ALTER COLUMN "kind" DROP NOT NULL;
  ALTER TABLE "menu_sections" ALTER COLUMN "visibility" DROP NOT NULL;
  ALTER TABLE "tickets" ADD COLUMN "first_answered_at" timestamp(3) with time zone;
  ALTER TABLE "categories" ADD COLUMN "naumen_archived" boolean DEFAULT false;
  ALTER TABLE "categories" ADD COLUMN "naumen_order" numeric;
  ALTER TABLE "categories" ADD COLUMN "sync_theirs" jsonb;
  ALTER TABLE "categories" ADD COLUMN "sync_attempts" numeric DEFAULT 0;
  ALTER TABLE "categories" ADD COLUMN "sync_started_at" timestamp(3) with time zone;
  ALTER TABLE "categories" ADD COLUMN "sync_synced_at" timestamp(3) with time zone;
  ALTER TABLE "admins" ADD COLUMN "locked_because" "enum_admins_locked_because";
  ALTER TABLE "admins" ADD COLUMN "checked_at" timestamp(3) with time zone;
  ALTER TABLE "admins" ADD COLUMN "invited_at" timestamp(3) with time zone;
  ALTER TABLE "menu_sections" ADD COLUMN "_status" "enum_menu_sections_status" DEFAULT 'draft';
  ALTER TABLE "audit_log" ADD COLUMN "act" varchar;
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "articles_id" uuid;
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "article_sections_id" uuid;
  ALTER TABLE "naumen_mapping" ADD COLUMN "category_order" varchar;
  ALTER TABLE "_menu_sections_v" ADD CONSTRAINT "_menu_sections_v_parent_id_menu_sections_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."menu_sections"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_menu_sections_v" ADD CONSTRAINT "_menu_sections_v_version_topic_id_categories_id_fk" FOREIGN KEY ("version_topic_id") REFERENCES "public"."categories"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_menu_sections_v" ADD CONSTRAINT "_menu_sections_v_version_picture_id_files_id_fk" FOREIGN KEY ("version_picture_id") REFERENCES "public"."files"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_menu_sections_v" ADD CONSTRAINT "_menu_sections_v_version_parent_id_menu_sections_id_fk" FOREIGN KEY ("version_parent_id") REFERENCES "public"."menu_sections"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "articles" ADD CONSTRAINT "articles_section_id_article_sections_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."article_sections"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "articles" ADD CONSTRAINT "articles_picture_id_files_id_fk" FOREIGN KEY ("picture_id") REFERENCES "public"."files"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "articles" ADD CONSTRAINT "articles_topic_id_categories_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."categories"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "articles_rels" ADD CONSTRAINT "articles_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "articles_rels" ADD CONSTRAINT "articles_rels_files_fk" FOREIGN KEY ("files_id") REFERENCES "public"."files"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_articles_v" ADD CONSTRAINT "_articles_v_parent_id_articles_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."articles"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_articles_v" ADD CONSTRAINT "_articles_v_version_section_id_article_sections_id_fk" FOREIGN KEY ("version_section_id") REFERENCES "public"."article_sections"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_articles_v" ADD CONSTRAINT "_articles_v_version_picture_id_files_id_fk" FOREIGN KEY ("version_picture_id") REFERENCES "public"."files"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_articles_v" ADD CONSTRAINT "_articles_v_version_topic_id_categories_id_fk" FOREIGN KEY ("version_topic_id") REFERENCES "public"."categories"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_articles_v_rels" ADD CONSTRAINT "_articles_v_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."_articles_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_articles_v_rels" ADD CONSTRAINT "_articles_v_rels_files_fk" FOREIGN KEY ("files_id") REFERENCES "public"."files"("id") ON DELETE cascade ON UPDATE no action;
  CREATE INDEX "_menu_sections_v_parent_idx" ON "_menu_sections_v" USING btree ("parent_id");
  CREATE INDEX "_menu_sections_v_version_version_topic_idx" ON "_menu_sections_v" USING btree ("version_topic_id");
  CREATE INDEX "_menu_sections_v_version_version_picture_idx" ON "_menu_sections_v" USING btree ("version_picture_id");
  CREATE INDEX "_menu_sections_v_version_version_parent_idx" ON "_menu_sections_v" USING btree ("version_parent_id");
  CREATE INDEX "_menu_sections_v_version_version_order_idx" ON "_menu_sections_v" USING btree ("version_order");
  CREATE INDEX "_menu_sections_v_version_version_updated_at_idx" ON "_menu_sections_v" USING btree ("version_updated_at");
  CREATE INDEX "_menu_sections_v_version_version_created_at_idx" ON "_menu_sections_v" USING btree ("version_created_at");
  CREATE INDEX "_menu_sections_v_version_version__status_idx" ON "_menu_sections_v" USING btree ("version__status");
  CREATE INDEX "_menu_sections_v_created_at_idx" ON "_menu_sections_v" USING btree ("created_at");
  CREATE INDEX "_menu_sections_v_updated_at_idx" ON "_menu_sections_v" USING btree ("updated_at");
  CREATE INDEX "_menu_sections_v_latest_idx" ON "_menu_sections_v" USING btree ("latest");
  CREATE INDEX "articles_section_idx" ON "articles" USING btree ("section_id");
  CREATE INDEX "articles_picture_idx" ON "articles" USING btree ("picture_id");
  CREATE INDEX "articles_topic_idx" ON "articles" USING btree ("topic_id");
  CREATE INDEX "articles_publish_at_idx" ON "articles" USING btree ("publish_at");
  CREATE INDEX "articles_updated_at_idx" ON "articles" USING btree ("updated_at");
  CREATE INDEX "articles_created_at_idx" ON "articles" USING btree ("created_at");
  CREATE INDEX "articles__status_idx" ON "articles" USING btree ("_status");
  CREATE INDEX "articles_rels_order_idx" ON "articles_rels" USING btree ("order");
  CREATE INDEX "articles_rels_parent_idx" ON "articles_rels" USING btree ("parent_id");
  CREATE INDEX "articles_rels_path_idx" ON "articles_rels" USING btree ("path");
  CREATE INDEX "articles_rels_files_id_idx" ON "articles_rels" USING btree ("files_id");
  CREATE INDEX "_articles_v_parent_idx" ON "_articles_v" USING btree ("parent_id");
  CREATE INDEX "_articles_v_version_version_section_idx" ON "_articles_v" USING btree ("version_section_id");
  CREATE INDEX "_articles_v_version_version_picture_idx" ON "_articles_v" USING btree ("version_picture_id");
  CREATE INDEX "_articles_v_version_version_topic_idx" ON "_articles_v" USING btree ("version_topic_id");
  CREATE INDEX "_articles_v_version_version_publish_at_idx" ON "_articles_v" USING btree ("version_publish_at");
  CREATE INDEX "_articles_v_version_version_updated_at_idx" ON "_articles_v" USING btree ("version_updated_at");
  CREATE INDEX "_articles_v_version_version_created_at_idx" ON "_articles_v" USING btree ("version_created_at");
  CREATE INDEX "_articles_v_version_version__status_idx" ON "_articles_v" USING btree ("version__status");
  CREATE INDEX "_articles_v_created_at_idx" ON "_articles_v" USING btree ("created_at");
  CREATE INDEX "_articles_v_updated_at_idx" ON "_articles_v" USING btree ("updated_at");
  CREATE INDEX "_articles_v_latest_idx" ON "_articles_v" USING btree ("latest");
  CREATE INDEX "_articles_v_rels_order_idx" ON "_articles_v_rels" USING btree ("order");
  CREATE INDEX "_articles_v_rels_parent_idx" ON "_articles_v_rels" USING btree ("parent_id");
  CREATE INDEX "_articles_v_rels_path_idx" ON "_articles_v_rels" USING btree ("path");
  CREATE INDEX "_articles_v_rels_files_id_idx" ON "_articles_v_rels" USING btree ("files_id");
  CREATE INDEX "article_sections_order_idx" ON "article_sections" USING btree ("order");
  CREATE INDEX "article_sections_updated_at_idx" ON "article_sections" USING btree ("updated_at");
  CREATE INDEX "article_sections_created_at_idx" ON "article_sections" USING btree ("created_at");
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_articles_fk" FOREIGN KEY ("articles_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_article_sections_fk" FOREIGN KEY ("article_sections_id") REFERENCES "public"."article_sections"("id") ON DELETE cascade ON UPDATE no action;
  CREATE INDEX "menu_sections__status_idx" ON "menu_sections" USING btree ("_status");
  CREATE INDEX "payload_locked_documents_rels_articles_id_idx" ON "payload_locked_documents_rels" USING btree ("articles_id");
  CREATE INDEX "payload_locked_documents_rels_article_sections_id_idx" ON "payload_locked_documents_rels" USING btree ("article_sections_id");
  -- What stood in the menu goes on standing there
  UPDATE menu_sections SET _status = 'published';
  UPDATE tickets SET first_answered_at = answered.at FROM (
    SELECT ticket_id, min(sent_at) AS at FROM messages
    WHERE direction = 'fromEngineer' GROUP BY ticket_id
  ) answered WHERE answered.ticket_id = tickets.id;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "_menu_sections_v" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "articles" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "articles_rels" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_articles_v" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_articles_v_rels" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "article_sections" DISABLE ROW LEVEL SECURITY;
  DROP TABLE "_menu_sections_v" CASCADE;
  DROP TABLE "articles" CASCADE;
  DROP TABLE "articles_rels" CASCADE;
  DROP TABLE "_articles_v" CASCADE;
  DROP TABLE "_articles_v_rels" CASCADE;
  DROP TABLE "article_sections" CASCADE;
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_articles_fk";
  
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_article_sections_fk";
  
  ALTER TABLE "tickets" ALTER COLUMN "hand_over_state" SET DATA TYPE text;
  ALTER TABLE "tickets" ALTER COLUMN "hand_over_state" SET DEFAULT 'waiting'::text;
  DROP TYPE "public"."enum_tickets_hand_over_state";
  CREATE TYPE "public"."enum_tickets_hand_over_state" AS ENUM('waiting', 'creating', 'created', 'done', 'failed');
  ALTER TABLE "tickets" ALTER COLUMN "hand_over_state" SET DEFAULT 'waiting'::"public"."enum_tickets_hand_over_state";
  ALTER TABLE "tickets" ALTER COLUMN "hand_over_state" SET DATA TYPE "public"."enum_tickets_hand_over_state" USING "hand_over_state"::"public"."enum_tickets_hand_over_state";
  ALTER TABLE "messages" ALTER COLUMN "hand_over_state" SET DATA TYPE text;
  ALTER TABLE "messages" ALTER COLUMN "hand_over_state" SET DEFAULT 'waiting'::text;
  DROP TYPE "public"."enum_messages_hand_over_state";
  CREATE TYPE "public"."enum_messages_hand_over_state" AS ENUM('waiting', 'creating', 'done', 'failed', 'notNeeded');
  ALTER TABLE "messages" ALTER COLUMN "hand_over_state" SET DEFAULT 'waiting'::"public"."enum_messages_hand_over_state";
  ALTER TABLE "messages" ALTER COLUMN "hand_over_state" SET DATA TYPE "public"."enum_messages_hand_over_state" USING "hand_over_state"::"public"."enum_messages_hand_over_state";
  ALTER TABLE "audit_log" ALTER COLUMN "action" SET DATA TYPE text;
  DROP TYPE "public"."enum_audit_log_action";
  CREATE TYPE "public"."enum_audit_log_action" AS ENUM('create', 'update', 'delete', 'signIn', 'act');
  ALTER TABLE "audit_log" ALTER COLUMN "action" SET DATA TYPE "public"."enum_audit_log_action" USING "action"::"public"."enum_audit_log_action";
  DROP INDEX "menu_sections__status_idx";
  DROP INDEX "payload_locked_documents_rels_articles_id_idx";
  DROP INDEX "payload_locked_documents_rels_article_sections_id_idx";
  ALTER TABLE "menu_sections" ALTER COLUMN "title" SET NOT NULL;
  ALTER TABLE "menu_sections" ALTER COLUMN "kind" SET NOT NULL;
  ALTER TABLE "menu_sections" ALTER COLUMN "visibility" SET NOT NULL;
  ALTER TABLE "tickets" DROP COLUMN "first_answered_at";
  ALTER TABLE "categories" DROP COLUMN "naumen_archived";
  ALTER TABLE "categories" DROP COLUMN "naumen_order";
  ALTER TABLE "categories" DROP COLUMN "sync_theirs";
  ALTER TABLE "categories" DROP COLUMN "sync_attempts";
  ALTER TABLE "categories" DROP COLUMN "sync_started_at";
  ALTER TABLE "categories" DROP COLUMN "sync_synced_at";
  ALTER TABLE "admins" DROP COLUMN "locked_because";
  ALTER TABLE "admins" DROP COLUMN "checked_at";
  ALTER TABLE "admins" DROP COLUMN "invited_at";
  ALTER TABLE "menu_sections" DROP COLUMN "_status";
  ALTER TABLE "audit_log" DROP COLUMN "act";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "articles_id";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "article_sections_id";
  ALTER TABLE "naumen_mapping" DROP COLUMN "category_order";
  DROP TYPE "public"."enum_admins_locked_because";
  DROP TYPE "public"."enum_menu_sections_status";
  DROP TYPE "public"."enum__menu_sections_v_version_kind";
  DROP TYPE "public"."enum__menu_sections_v_version_visibility";
  DROP TYPE "public"."enum__menu_sections_v_version_status";
  DROP TYPE "public"."enum_articles_status";
  DROP TYPE "public"."enum__articles_v_version_status";`)
}
