import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_tickets_history_status" AS ENUM('registered', 'accepted', 'inProgress', 'assigned', 'awaitingAuthor', 'resolved', 'closed');
  CREATE TYPE "public"."enum_tickets_status" AS ENUM('registered', 'accepted', 'inProgress', 'assigned', 'awaitingAuthor', 'resolved', 'closed');
  CREATE TYPE "public"."enum_tickets_hand_over_state" AS ENUM('waiting', 'creating', 'created', 'done', 'failed');
  CREATE TYPE "public"."enum_messages_direction" AS ENUM('fromEmployee', 'fromEngineer', 'note');
  CREATE TYPE "public"."enum_messages_hand_over_state" AS ENUM('waiting', 'creating', 'done', 'failed', 'notNeeded');
  CREATE TYPE "public"."enum_categories_sync_state" AS ENUM('synced', 'waiting', 'failed', 'conflict');
  CREATE TYPE "public"."enum_users_role" AS ENUM('employee', 'manager');
  CREATE TYPE "public"."enum_users_state" AS ENUM('active', 'signedOut', 'dismissed', 'locked', 'blocked');
  CREATE TYPE "public"."enum_admins_role" AS ENUM('administrator', 'contentManager');
  CREATE TYPE "public"."enum_admins_state" AS ENUM('active', 'locked');
  CREATE TYPE "public"."enum_menu_sections_kind" AS ENUM('submenu', 'page', 'link', 'create-request', 'my-requests', 'knowledge-base', 'profile', 'contacts');
  CREATE TYPE "public"."enum_menu_sections_visibility" AS ENUM('everyone', 'manager');
  CREATE TYPE "public"."enum_files_source" AS ENUM('admin', 'employee', 'engineer');
  CREATE TYPE "public"."enum_audit_log_action" AS ENUM('create', 'update', 'delete', 'signIn', 'act');
  CREATE TYPE "public"."enum_ticket_statuses_statuses_status" AS ENUM('registered', 'accepted', 'inProgress', 'assigned', 'awaitingAuthor', 'resolved', 'closed');
  CREATE TYPE "public"."enum_ticket_statuses_statuses_needs_employee" AS ENUM('any', 'yes', 'no');
  CREATE TYPE "public"."enum_ticket_statuses_statuses_notify" AS ENUM('loud', 'silent', 'off');
  CREATE TYPE "public"."enum_working_hours_days_day" AS ENUM('1', '2', '3', '4', '5', '6', '7');
  CREATE TABLE "tickets_history" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"status" "enum_tickets_history_status" NOT NULL,
  	"title" varchar,
  	"at" timestamp(3) with time zone
  );
  
  CREATE TABLE "tickets" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"number" varchar NOT NULL,
  	"user_id" uuid NOT NULL,
  	"topic_path" varchar,
  	"category_id" uuid,
  	"text" varchar,
  	"status" "enum_tickets_status" DEFAULT 'registered' NOT NULL,
  	"status_title" varchar,
  	"responsible" varchar,
  	"attachments" jsonb DEFAULT '[]'::jsonb,
  	"place" jsonb,
  	"contact" jsonb,
  	"naumen_uuid" varchar,
  	"naumen_number" numeric,
  	"naumen_title" varchar,
  	"hand_over_state" "enum_tickets_hand_over_state" DEFAULT 'waiting' NOT NULL,
  	"hand_over_attempts" numeric DEFAULT 0,
  	"hand_over_create_started_at" timestamp(3) with time zone,
  	"hand_over_lookups" numeric DEFAULT 0,
  	"hand_over_looked_up_at" timestamp(3) with time zone,
  	"hand_over_next_attempt_at" timestamp(3) with time zone,
  	"hand_over_error" varchar,
  	"hand_over_claim" varchar,
  	"hand_over_failed_at" timestamp(3) with time zone,
  	"hand_over_done_at" timestamp(3) with time zone,
  	"receipt_chat" numeric,
  	"receipt_message" numeric,
  	"mark" numeric,
  	"mark_comment" varchar,
  	"draft_key" varchar,
  	"registered_at" timestamp(3) with time zone,
  	"deadline" timestamp(3) with time zone,
  	"closed_at" timestamp(3) with time zone,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "tickets_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"files_id" uuid
  );
  
  CREATE TABLE "messages" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"ticket_id" uuid NOT NULL,
  	"direction" "enum_messages_direction" NOT NULL,
  	"author" varchar,
  	"text" varchar,
  	"attachments" jsonb DEFAULT '[]'::jsonb,
  	"telegram_chat" numeric,
  	"telegram_message" numeric,
  	"naumen_uuid" varchar,
  	"hand_over_state" "enum_messages_hand_over_state" DEFAULT 'waiting' NOT NULL,
  	"hand_over_attempts" numeric DEFAULT 0,
  	"hand_over_error" varchar,
  	"sent_at" timestamp(3) with time zone,
  	"edited_at" timestamp(3) with time zone,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "messages_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"files_id" uuid
  );
  
  CREATE TABLE "categories" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"title" varchar NOT NULL,
  	"parent_id" uuid,
  	"keywords" varchar,
  	"active" boolean DEFAULT true,
  	"order" numeric,
  	"level" numeric,
  	"naumen_uuid" varchar,
  	"naumen_title" varchar,
  	"naumen_parent" varchar,
  	"sync_state" "enum_categories_sync_state" DEFAULT 'waiting',
  	"sync_error" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "users" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"name" varchar NOT NULL,
  	"first_name" varchar,
  	"email" varchar NOT NULL,
  	"login" varchar,
  	"department" varchar,
  	"post" varchar,
  	"role" "enum_users_role" DEFAULT 'employee' NOT NULL,
  	"state" "enum_users_state" DEFAULT 'active' NOT NULL,
  	"bot_blocked" boolean DEFAULT false,
  	"employee" varchar NOT NULL,
  	"telegram_id" numeric,
  	"telegram_username" varchar,
  	"chat_id" numeric,
  	"signed_in_at" timestamp(3) with time zone,
  	"session_expires_at" timestamp(3) with time zone,
  	"last_seen_at" timestamp(3) with time zone,
  	"checked_at" timestamp(3) with time zone,
  	"dismissed_at" timestamp(3) with time zone,
  	"consent_version" varchar,
  	"consent_at" timestamp(3) with time zone,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "admins_sessions" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"created_at" timestamp(3) with time zone,
  	"expires_at" timestamp(3) with time zone NOT NULL
  );
  
  CREATE TABLE "admins" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"name" varchar NOT NULL,
  	"role" "enum_admins_role" DEFAULT 'contentManager' NOT NULL,
  	"state" "enum_admins_state" DEFAULT 'active' NOT NULL,
  	"user_id" uuid,
  	"emergency" boolean DEFAULT false,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"email" varchar NOT NULL,
  	"reset_password_token" varchar,
  	"reset_password_expiration" timestamp(3) with time zone,
  	"salt" varchar,
  	"hash" varchar,
  	"reset_password_requested_at" timestamp(3) with time zone,
  	"login_attempts" numeric DEFAULT 0,
  	"lock_until" timestamp(3) with time zone
  );
  
  CREATE TABLE "menu_sections" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"emoji" varchar,
  	"title" varchar NOT NULL,
  	"kind" "enum_menu_sections_kind" DEFAULT 'page' NOT NULL,
  	"url" varchar,
  	"topic_id" uuid,
  	"text" jsonb,
  	"picture_id" uuid,
  	"parent_id" uuid,
  	"active" boolean DEFAULT true,
  	"visibility" "enum_menu_sections_visibility" DEFAULT 'everyone' NOT NULL,
  	"order" numeric,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "files" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"name" varchar,
  	"source" "enum_files_source" DEFAULT 'admin' NOT NULL,
  	"ticket_id" uuid,
  	"sha256" varchar,
  	"_objectkey" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"url" varchar,
  	"thumbnail_u_r_l" varchar,
  	"filename" varchar,
  	"mime_type" varchar,
  	"filesize" numeric,
  	"width" numeric,
  	"height" numeric
  );
  
  CREATE TABLE "audit_log" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"at" timestamp(3) with time zone NOT NULL,
  	"admin" varchar NOT NULL,
  	"action" "enum_audit_log_action" NOT NULL,
  	"collection" varchar NOT NULL,
  	"document" varchar,
  	"before" jsonb,
  	"after" jsonb
  );
  
  CREATE TABLE "audit_log_texts" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer NOT NULL,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"text" varchar
  );
  
  CREATE TABLE "payload_kv" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"key" varchar NOT NULL,
  	"data" jsonb NOT NULL
  );
  
  CREATE TABLE "payload_locked_documents" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"global_slug" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "payload_locked_documents_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"tickets_id" uuid,
  	"messages_id" uuid,
  	"categories_id" uuid,
  	"users_id" uuid,
  	"admins_id" uuid,
  	"menu_sections_id" uuid,
  	"files_id" uuid
  );
  
  CREATE TABLE "payload_preferences" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"key" varchar,
  	"value" jsonb,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "payload_preferences_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"admins_id" uuid
  );
  
  CREATE TABLE "payload_migrations" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"name" varchar,
  	"batch" numeric,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "bot_texts" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"consent_required" boolean DEFAULT true,
  	"consent_version" varchar DEFAULT '1' NOT NULL,
  	"greeting" varchar,
  	"consent" varchar,
  	"agree" varchar,
  	"ask_address" varchar,
  	"not_an_address" varchar,
  	"code_sent" varchar,
  	"code_wrong" varchar,
  	"code_dead" varchar,
  	"not_a_code" varchar,
  	"resend_wait" varchar,
  	"too_many_mails" varchar,
  	"too_many_failures" varchar,
  	"check_delayed" varchar,
  	"resend" varchar,
  	"other_address" varchar,
  	"signed_in" varchar,
  	"signed_out" varchar,
  	"sign_in_button" varchar,
  	"sign_out_button" varchar,
  	"session_expired" varchar,
  	"binding_moved" varchar,
  	"dismissed" varchar,
  	"cannot_verify" varchar,
  	"blocked_by_admin" varchar,
  	"private_only" varchar,
  	"menu" varchar,
  	"back" varchar,
  	"home" varchar,
  	"cancel" varchar,
  	"empty_section" varchar,
  	"unsupported" varchar,
  	"use_buttons" varchar,
  	"apology" varchar,
  	"too_many" varchar,
  	"resume_draft" varchar,
  	"resume_button" varchar,
  	"start_over" varchar,
  	"choose_category" varchar,
  	"choose_subcategory" varchar,
  	"choose_topic" varchar,
  	"search_results" varchar,
  	"nothing_found" varchar,
  	"no_categories" varchar,
  	"topic_gone" varchar,
  	"describe" varchar,
  	"described" varchar,
  	"next" varchar,
  	"describe_first" varchar,
  	"file_too_big" varchar,
  	"too_many_files" varchar,
  	"text_too_long" varchar,
  	"file_refused" varchar,
  	"gps_warning" varchar,
  	"preview" varchar,
  	"send" varchar,
  	"edit_text" varchar,
  	"edit_topic" varchar,
  	"clear_text" varchar,
  	"draft_kept" varchar,
  	"receipt_waiting" varchar,
  	"receipt_delayed" varchar,
  	"receipt_handed_over" varchar,
  	"receipt_failed" varchar,
  	"hand_over_failed" varchar,
  	"my_tickets" varchar,
  	"no_tickets" varchar,
  	"ticket_card" varchar,
  	"profile" varchar,
  	"new_ticket_button" varchar,
  	"my_tickets_button" varchar,
  	"refresh" varchar,
  	"no_articles" varchar,
  	"link_unknown" varchar,
  	"updated_at" timestamp(3) with time zone,
  	"created_at" timestamp(3) with time zone
  );
  
  CREATE TABLE "ticket_statuses_statuses" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"status" "enum_ticket_statuses_statuses_status" NOT NULL,
  	"icon" varchar,
  	"title" varchar NOT NULL,
  	"text" varchar,
  	"needs_employee" "enum_ticket_statuses_statuses_needs_employee" DEFAULT 'any' NOT NULL,
  	"notify" "enum_ticket_statuses_statuses_notify" DEFAULT 'silent' NOT NULL
  );
  
  CREATE TABLE "ticket_statuses" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"updated_at" timestamp(3) with time zone,
  	"created_at" timestamp(3) with time zone
  );
  
  CREATE TABLE "ticket_statuses_texts" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer NOT NULL,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"text" varchar
  );
  
  CREATE TABLE "naumen_mapping_ratings" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"mark" numeric NOT NULL,
  	"uuid" varchar NOT NULL
  );
  
  CREATE TABLE "naumen_mapping" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"ticket_type" varchar,
  	"agreement" varchar,
  	"service" varchar,
  	"category_class" varchar,
  	"attributes_subject" varchar,
  	"attributes_description" varchar,
  	"attributes_category" varchar,
  	"attributes_correlation" varchar,
  	"attributes_rating" varchar,
  	"attributes_rating_comment" varchar,
  	"updated_at" timestamp(3) with time zone,
  	"created_at" timestamp(3) with time zone
  );
  
  CREATE TABLE "working_hours_days" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"day" "enum_working_hours_days_day",
  	"from" varchar,
  	"to" varchar
  );
  
  CREATE TABLE "working_hours_holidays" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"date" timestamp(3) with time zone
  );
  
  CREATE TABLE "working_hours" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"enabled" boolean DEFAULT false,
  	"reply" varchar,
  	"updated_at" timestamp(3) with time zone,
  	"created_at" timestamp(3) with time zone
  );
  
  CREATE TABLE "retention" (
  	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
  	"conversation_days" numeric DEFAULT 365 NOT NULL,
  	"attachment_days" numeric DEFAULT 30 NOT NULL,
  	"draft_days" numeric DEFAULT 30 NOT NULL,
  	"sign_in_days" numeric DEFAULT 30 NOT NULL,
  	"updated_at" timestamp(3) with time zone,
  	"created_at" timestamp(3) with time zone
  );
  
  ALTER TABLE "tickets_history" ADD CONSTRAINT "tickets_history_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."tickets"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "tickets" ADD CONSTRAINT "tickets_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "tickets" ADD CONSTRAINT "tickets_category_id_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."categories"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "tickets_rels" ADD CONSTRAINT "tickets_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."tickets"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "tickets_rels" ADD CONSTRAINT "tickets_rels_files_fk" FOREIGN KEY ("files_id") REFERENCES "public"."files"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "messages" ADD CONSTRAINT "messages_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "messages_rels" ADD CONSTRAINT "messages_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "messages_rels" ADD CONSTRAINT "messages_rels_files_fk" FOREIGN KEY ("files_id") REFERENCES "public"."files"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "categories" ADD CONSTRAINT "categories_parent_id_categories_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."categories"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "admins_sessions" ADD CONSTRAINT "admins_sessions_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."admins"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "admins" ADD CONSTRAINT "admins_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "menu_sections" ADD CONSTRAINT "menu_sections_topic_id_categories_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."categories"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "menu_sections" ADD CONSTRAINT "menu_sections_picture_id_files_id_fk" FOREIGN KEY ("picture_id") REFERENCES "public"."files"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "menu_sections" ADD CONSTRAINT "menu_sections_parent_id_menu_sections_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."menu_sections"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "files" ADD CONSTRAINT "files_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "audit_log_texts" ADD CONSTRAINT "audit_log_texts_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."audit_log"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."payload_locked_documents"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_tickets_fk" FOREIGN KEY ("tickets_id") REFERENCES "public"."tickets"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_messages_fk" FOREIGN KEY ("messages_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_categories_fk" FOREIGN KEY ("categories_id") REFERENCES "public"."categories"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_users_fk" FOREIGN KEY ("users_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_admins_fk" FOREIGN KEY ("admins_id") REFERENCES "public"."admins"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_menu_sections_fk" FOREIGN KEY ("menu_sections_id") REFERENCES "public"."menu_sections"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_files_fk" FOREIGN KEY ("files_id") REFERENCES "public"."files"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_preferences_rels" ADD CONSTRAINT "payload_preferences_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."payload_preferences"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_preferences_rels" ADD CONSTRAINT "payload_preferences_rels_admins_fk" FOREIGN KEY ("admins_id") REFERENCES "public"."admins"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "ticket_statuses_statuses" ADD CONSTRAINT "ticket_statuses_statuses_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."ticket_statuses"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "ticket_statuses_texts" ADD CONSTRAINT "ticket_statuses_texts_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."ticket_statuses"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "naumen_mapping_ratings" ADD CONSTRAINT "naumen_mapping_ratings_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."naumen_mapping"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "working_hours_days" ADD CONSTRAINT "working_hours_days_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."working_hours"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "working_hours_holidays" ADD CONSTRAINT "working_hours_holidays_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."working_hours"("id") ON DELETE cascade ON UPDATE no action;
  CREATE INDEX "tickets_history_order_idx" ON "tickets_history" USING btree ("_order");
  CREATE INDEX "tickets_history_parent_id_idx" ON "tickets_history" USING btree ("_parent_id");
  CREATE UNIQUE INDEX "tickets_number_idx" ON "tickets" USING btree ("number");
  CREATE INDEX "tickets_user_idx" ON "tickets" USING btree ("user_id");
  CREATE INDEX "tickets_category_idx" ON "tickets" USING btree ("category_id");
  CREATE INDEX "tickets_status_idx" ON "tickets" USING btree ("status");
  CREATE UNIQUE INDEX "tickets_naumen_naumen_uuid_idx" ON "tickets" USING btree ("naumen_uuid");
  CREATE INDEX "tickets_hand_over_hand_over_state_idx" ON "tickets" USING btree ("hand_over_state");
  CREATE UNIQUE INDEX "tickets_draft_key_idx" ON "tickets" USING btree ("draft_key");
  CREATE INDEX "tickets_registered_at_idx" ON "tickets" USING btree ("registered_at");
  CREATE INDEX "tickets_updated_at_idx" ON "tickets" USING btree ("updated_at");
  CREATE INDEX "tickets_created_at_idx" ON "tickets" USING btree ("created_at");
  CREATE INDEX "tickets_rels_order_idx" ON "tickets_rels" USING btree ("order");
  CREATE INDEX "tickets_rels_parent_idx" ON "tickets_rels" USING btree ("parent_id");
  CREATE INDEX "tickets_rels_path_idx" ON "tickets_rels" USING btree ("path");
  CREATE INDEX "tickets_rels_files_id_idx" ON "tickets_rels" USING btree ("files_id");
  CREATE INDEX "messages_ticket_idx" ON "messages" USING btree ("ticket_id");
  CREATE INDEX "messages_telegram_telegram_chat_idx" ON "messages" USING btree ("telegram_chat");
  CREATE INDEX "messages_telegram_telegram_message_idx" ON "messages" USING btree ("telegram_message");
  CREATE UNIQUE INDEX "messages_naumen_naumen_uuid_idx" ON "messages" USING btree ("naumen_uuid");
  CREATE INDEX "messages_hand_over_hand_over_state_idx" ON "messages" USING btree ("hand_over_state");
  CREATE INDEX "messages_sent_at_idx" ON "messages" USING btree ("sent_at");
  CREATE INDEX "messages_updated_at_idx" ON "messages" USING btree ("updated_at");
  CREATE INDEX "messages_created_at_idx" ON "messages" USING btree ("created_at");
  CREATE INDEX "messages_rels_order_idx" ON "messages_rels" USING btree ("order");
  CREATE INDEX "messages_rels_parent_idx" ON "messages_rels" USING btree ("parent_id");
  CREATE INDEX "messages_rels_path_idx" ON "messages_rels" USING btree ("path");
  CREATE INDEX "messages_rels_files_id_idx" ON "messages_rels" USING btree ("files_id");
  CREATE INDEX "categories_parent_idx" ON "categories" USING btree ("parent_id");
  CREATE INDEX "categories_active_idx" ON "categories" USING btree ("active");
  CREATE INDEX "categories_order_idx" ON "categories" USING btree ("order");
  CREATE UNIQUE INDEX "categories_naumen_naumen_uuid_idx" ON "categories" USING btree ("naumen_uuid");
  CREATE INDEX "categories_updated_at_idx" ON "categories" USING btree ("updated_at");
  CREATE INDEX "categories_created_at_idx" ON "categories" USING btree ("created_at");
  CREATE INDEX "users_email_idx" ON "users" USING btree ("email");
  CREATE INDEX "users_state_idx" ON "users" USING btree ("state");
  CREATE UNIQUE INDEX "users_employee_idx" ON "users" USING btree ("employee");
  CREATE INDEX "users_chat_id_idx" ON "users" USING btree ("chat_id");
  CREATE INDEX "users_checked_at_idx" ON "users" USING btree ("checked_at");
  CREATE INDEX "users_updated_at_idx" ON "users" USING btree ("updated_at");
  CREATE INDEX "users_created_at_idx" ON "users" USING btree ("created_at");
  CREATE INDEX "admins_sessions_order_idx" ON "admins_sessions" USING btree ("_order");
  CREATE INDEX "admins_sessions_parent_id_idx" ON "admins_sessions" USING btree ("_parent_id");
  CREATE INDEX "admins_user_idx" ON "admins" USING btree ("user_id");
  CREATE INDEX "admins_updated_at_idx" ON "admins" USING btree ("updated_at");
  CREATE INDEX "admins_created_at_idx" ON "admins" USING btree ("created_at");
  CREATE UNIQUE INDEX "admins_email_idx" ON "admins" USING btree ("email");
  CREATE INDEX "menu_sections_topic_idx" ON "menu_sections" USING btree ("topic_id");
  CREATE INDEX "menu_sections_picture_idx" ON "menu_sections" USING btree ("picture_id");
  CREATE INDEX "menu_sections_parent_idx" ON "menu_sections" USING btree ("parent_id");
  CREATE INDEX "menu_sections_order_idx" ON "menu_sections" USING btree ("order");
  CREATE INDEX "menu_sections_updated_at_idx" ON "menu_sections" USING btree ("updated_at");
  CREATE INDEX "menu_sections_created_at_idx" ON "menu_sections" USING btree ("created_at");
  CREATE INDEX "files_source_idx" ON "files" USING btree ("source");
  CREATE INDEX "files_ticket_idx" ON "files" USING btree ("ticket_id");
  CREATE INDEX "files_sha256_idx" ON "files" USING btree ("sha256");
  CREATE INDEX "files_updated_at_idx" ON "files" USING btree ("updated_at");
  CREATE INDEX "files_created_at_idx" ON "files" USING btree ("created_at");
  CREATE UNIQUE INDEX "files_filename_idx" ON "files" USING btree ("filename");
  CREATE INDEX "audit_log_at_idx" ON "audit_log" USING btree ("at");
  CREATE INDEX "audit_log_collection_idx" ON "audit_log" USING btree ("collection");
  CREATE INDEX "audit_log_texts_order_parent" ON "audit_log_texts" USING btree ("order","parent_id");
  CREATE UNIQUE INDEX "payload_kv_key_idx" ON "payload_kv" USING btree ("key");
  CREATE INDEX "payload_locked_documents_global_slug_idx" ON "payload_locked_documents" USING btree ("global_slug");
  CREATE INDEX "payload_locked_documents_updated_at_idx" ON "payload_locked_documents" USING btree ("updated_at");
  CREATE INDEX "payload_locked_documents_created_at_idx" ON "payload_locked_documents" USING btree ("created_at");
  CREATE INDEX "payload_locked_documents_rels_order_idx" ON "payload_locked_documents_rels" USING btree ("order");
  CREATE INDEX "payload_locked_documents_rels_parent_idx" ON "payload_locked_documents_rels" USING btree ("parent_id");
  CREATE INDEX "payload_locked_documents_rels_path_idx" ON "payload_locked_documents_rels" USING btree ("path");
  CREATE INDEX "payload_locked_documents_rels_tickets_id_idx" ON "payload_locked_documents_rels" USING btree ("tickets_id");
  CREATE INDEX "payload_locked_documents_rels_messages_id_idx" ON "payload_locked_documents_rels" USING btree ("messages_id");
  CREATE INDEX "payload_locked_documents_rels_categories_id_idx" ON "payload_locked_documents_rels" USING btree ("categories_id");
  CREATE INDEX "payload_locked_documents_rels_users_id_idx" ON "payload_locked_documents_rels" USING btree ("users_id");
  CREATE INDEX "payload_locked_documents_rels_admins_id_idx" ON "payload_locked_documents_rels" USING btree ("admins_id");
  CREATE INDEX "payload_locked_documents_rels_menu_sections_id_idx" ON "payload_locked_documents_rels" USING btree ("menu_sections_id");
  CREATE INDEX "payload_locked_documents_rels_files_id_idx" ON "payload_locked_documents_rels" USING btree ("files_id");
  CREATE INDEX "payload_preferences_key_idx" ON "payload_preferences" USING btree ("key");
  CREATE INDEX "payload_preferences_updated_at_idx" ON "payload_preferences" USING btree ("updated_at");
  CREATE INDEX "payload_preferences_created_at_idx" ON "payload_preferences" USING btree ("created_at");
  CREATE INDEX "payload_preferences_rels_order_idx" ON "payload_preferences_rels" USING btree ("order");
  CREATE INDEX "payload_preferences_rels_parent_idx" ON "payload_preferences_rels" USING btree ("parent_id");
  CREATE INDEX "payload_preferences_rels_path_idx" ON "payload_preferences_rels" USING btree ("path");
  CREATE INDEX "payload_preferences_rels_admins_id_idx" ON "payload_preferences_rels" USING btree ("admins_id");
  CREATE INDEX "payload_migrations_updated_at_idx" ON "payload_migrations" USING btree ("updated_at");
  CREATE INDEX "payload_migrations_created_at_idx" ON "payload_migrations" USING btree ("created_at");
  CREATE INDEX "ticket_statuses_statuses_order_idx" ON "ticket_statuses_statuses" USING btree ("_order");
  CREATE INDEX "ticket_statuses_statuses_parent_id_idx" ON "ticket_statuses_statuses" USING btree ("_parent_id");
  CREATE INDEX "ticket_statuses_texts_order_parent" ON "ticket_statuses_texts" USING btree ("order","parent_id");
  CREATE INDEX "naumen_mapping_ratings_order_idx" ON "naumen_mapping_ratings" USING btree ("_order");
  CREATE INDEX "naumen_mapping_ratings_parent_id_idx" ON "naumen_mapping_ratings" USING btree ("_parent_id");
  CREATE INDEX "working_hours_days_order_idx" ON "working_hours_days" USING btree ("_order");
  CREATE INDEX "working_hours_days_parent_id_idx" ON "working_hours_days" USING btree ("_parent_id");
  CREATE INDEX "working_hours_holidays_order_idx" ON "working_hours_holidays" USING btree ("_order");
  CREATE INDEX "working_hours_holidays_parent_id_idx" ON "working_hours_holidays" USING btree ("_parent_id");`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TABLE "tickets_history" CASCADE;
  DROP TABLE "tickets" CASCADE;
  DROP TABLE "tickets_rels" CASCADE;
  DROP TABLE "messages" CASCADE;
  DROP TABLE "messages_rels" CASCADE;
  DROP TABLE "categories" CASCADE;
  DROP TABLE "users" CASCADE;
  DROP TABLE "admins_sessions" CASCADE;
  DROP TABLE "admins" CASCADE;
  DROP TABLE "menu_sections" CASCADE;
  DROP TABLE "files" CASCADE;
  DROP TABLE "audit_log" CASCADE;
  DROP TABLE "audit_log_texts" CASCADE;
  DROP TABLE "payload_kv" CASCADE;
  DROP TABLE "payload_locked_documents" CASCADE;
  DROP TABLE "payload_locked_documents_rels" CASCADE;
  DROP TABLE "payload_preferences" CASCADE;
  DROP TABLE "payload_preferences_rels" CASCADE;
  DROP TABLE "payload_migrations" CASCADE;
  DROP TABLE "bot_texts" CASCADE;
  DROP TABLE "ticket_statuses_statuses" CASCADE;
  DROP TABLE "ticket_statuses" CASCADE;
  DROP TABLE "ticket_statuses_texts" CASCADE;
  DROP TABLE "naumen_mapping_ratings" CASCADE;
  DROP TABLE "naumen_mapping" CASCADE;
  DROP TABLE "working_hours_days" CASCADE;
  DROP TABLE "working_hours_holidays" CASCADE;
  DROP TABLE "working_hours" CASCADE;
  DROP TABLE "retention" CASCADE;
  DROP TYPE "public"."enum_tickets_history_status";
  DROP TYPE "public"."enum_tickets_status";
  DROP TYPE "public"."enum_tickets_hand_over_state";
  DROP TYPE "public"."enum_messages_direction";
  DROP TYPE "public"."enum_messages_hand_over_state";
  DROP TYPE "public"."enum_categories_sync_state";
  DROP TYPE "public"."enum_users_role";
  DROP TYPE "public"."enum_users_state";
  DROP TYPE "public"."enum_admins_role";
  DROP TYPE "public"."enum_admins_state";
  DROP TYPE "public"."enum_menu_sections_kind";
  DROP TYPE "public"."enum_menu_sections_visibility";
  DROP TYPE "public"."enum_files_source";
  DROP TYPE "public"."enum_audit_log_action";
  DROP TYPE "public"."enum_ticket_statuses_statuses_status";
  DROP TYPE "public"."enum_ticket_statuses_statuses_needs_employee";
  DROP TYPE "public"."enum_ticket_statuses_statuses_notify";
  DROP TYPE "public"."enum_working_hours_days_day";`)
}
