CREATE TABLE "account_domains" (
	"account_id" uuid NOT NULL,
	"domain" text NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "account_domains_account_id_domain_pk" PRIMARY KEY("account_id","domain"),
	CONSTRAINT "account_domains_lower" CHECK ("account_domains"."domain" = lower("account_domains"."domain"))
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"currency" text DEFAULT 'EUR' NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"user_id" uuid,
	"action" text NOT NULL,
	"subject" text,
	"details" jsonb,
	CONSTRAINT "audit_log_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"owner_id" uuid,
	"shared" boolean DEFAULT false NOT NULL,
	"position" integer NOT NULL,
	"query" jsonb NOT NULL,
	CONSTRAINT "saved_views_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempts" (
	"account_id" uuid NOT NULL,
	"address_hash" text NOT NULL,
	"failures" integer NOT NULL,
	"first_failure_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "sign_in_attempts_account_id_address_hash_pk" PRIMARY KEY("account_id","address_hash")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"time_zone" text NOT NULL,
	"password_hash" text,
	"created_at" timestamp(3) with time zone NOT NULL,
	"deactivated_at" timestamp(3) with time zone,
	CONSTRAINT "users_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "users_email_lower" CHECK ("users"."email" = lower("users"."email"))
);
--> statement-breakpoint
CREATE TABLE "activities" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"title" text NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"author_id" uuid,
	"open" boolean DEFAULT false NOT NULL,
	"completed_at" timestamp(3) with time zone,
	"task_type" text,
	"task_priority" text,
	"call_outcome" text,
	"call_direction" text,
	"duration_minutes" integer,
	"created_at" timestamp(3) with time zone NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "activities_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "activities_place" UNIQUE("account_id","id","kind","at","open"),
	CONSTRAINT "activities_kind" CHECK ("activities"."kind" in ('meeting','note','call','task','email')),
	CONSTRAINT "activities_open_task" CHECK (not "activities"."open" or "activities"."kind" = 'task')
);
--> statement-breakpoint
CREATE TABLE "activity_records" (
	"account_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"activity_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"open" boolean NOT NULL,
	"pinned_at" timestamp(3) with time zone,
	CONSTRAINT "activity_records_account_id_record_id_activity_id_pk" PRIMARY KEY("account_id","record_id","activity_id")
);
--> statement-breakpoint
CREATE TABLE "calendar_connections" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"subject" text NOT NULL,
	"email" text NOT NULL,
	"zone" text NOT NULL,
	"credentials" text,
	"credentials_version" integer DEFAULT 1 NOT NULL,
	"scopes" text NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"cursor" text,
	"active_since" timestamp(3) with time zone NOT NULL,
	"connected_at" timestamp(3) with time zone NOT NULL,
	"disconnected_at" timestamp(3) with time zone,
	"last_pull_at" timestamp(3) with time zone,
	"last_change_at" timestamp(3) with time zone,
	"paused_until" timestamp(3) with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"watched_until" timestamp(3) with time zone,
	"recent_lags" integer[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "calendar_connections_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "calendar_connections_forget" CHECK ("calendar_connections"."disconnected_at" is null or "calendar_connections"."credentials" is null)
);
--> statement-breakpoint
CREATE TABLE "event_copies" (
	"account_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"event_id" text NOT NULL,
	"ical_uid" text,
	"occurrence" text DEFAULT '' NOT NULL,
	"series_event_id" text,
	"meeting_id" uuid,
	"etag" text,
	"organizer_self" boolean NOT NULL,
	"is_private" boolean NOT NULL,
	"cancelled" boolean DEFAULT false NOT NULL,
	"event_created_at" timestamp(3) with time zone,
	"event_updated_at" timestamp(3) with time zone,
	"seen_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "event_copies_account_id_connection_id_event_id_pk" PRIMARY KEY("account_id","connection_id","event_id")
);
--> statement-breakpoint
CREATE TABLE "installed_integrations" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"installed_by" uuid NOT NULL,
	"installed_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "provider_writes" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"user_id" uuid,
	"operation" text NOT NULL,
	"event_id" text NOT NULL,
	"requested_at" timestamp(3) with time zone NOT NULL,
	"answered_at" timestamp(3) with time zone,
	"result" text NOT NULL,
	"mailed" text[] NOT NULL,
	CONSTRAINT "provider_writes_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "sync_decisions" (
	"account_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"event_id" text NOT NULL,
	"decided_at" timestamp(3) with time zone NOT NULL,
	"result" text NOT NULL,
	"rule" text NOT NULL,
	"title" text,
	"guests" text,
	"meeting_id" uuid,
	CONSTRAINT "sync_decisions_account_id_connection_id_event_id_pk" PRIMARY KEY("account_id","connection_id","event_id")
);
--> statement-breakpoint
CREATE TABLE "watch_channels" (
	"account_id" uuid NOT NULL,
	"id" text NOT NULL,
	"connection_id" uuid NOT NULL,
	"resource_id" text,
	"secret_hash" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"expires_at" timestamp(3) with time zone,
	"stopped_at" timestamp(3) with time zone,
	"last_message" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "watch_channels_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "worker_heartbeats" (
	"account_id" uuid NOT NULL,
	"worker_id" text NOT NULL,
	"beat_at" timestamp(3) with time zone NOT NULL,
	"last_job_at" timestamp(3) with time zone,
	CONSTRAINT "worker_heartbeats_account_id_worker_id_pk" PRIMARY KEY("account_id","worker_id")
);
--> statement-breakpoint
CREATE TABLE "attendees" (
	"account_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"email" text NOT NULL,
	"name" text,
	"reply" text NOT NULL,
	"organizer" boolean DEFAULT false NOT NULL,
	"optional" boolean DEFAULT false NOT NULL,
	"contact_id" uuid,
	"user_id" uuid,
	CONSTRAINT "attendees_account_id_meeting_id_email_pk" PRIMARY KEY("account_id","meeting_id","email"),
	CONSTRAINT "attendees_email_lower" CHECK ("attendees"."email" = lower("attendees"."email"))
);
--> statement-breakpoint
CREATE TABLE "meeting_tombstones" (
	"account_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"ical_uid" text,
	"occurrence" text NOT NULL,
	"deleted_at" timestamp(3) with time zone NOT NULL,
	"deleted_by" uuid,
	CONSTRAINT "meeting_tombstones_account_id_meeting_id_pk" PRIMARY KEY("account_id","meeting_id")
);
--> statement-breakpoint
CREATE TABLE "meetings" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"host_id" uuid,
	"connection_id" uuid,
	"provider" text,
	"start_at" timestamp(3) with time zone NOT NULL,
	"end_at" timestamp(3) with time zone NOT NULL,
	"zone" text NOT NULL,
	"all_day_from" date,
	"all_day_until" date,
	"location_kind" text NOT NULL,
	"location_text" text,
	"join_url" text,
	"join_pending" boolean DEFAULT false NOT NULL,
	"description_html" text,
	"internal_note" text,
	"outcome" text NOT NULL,
	"source" text NOT NULL,
	"ical_uid" text,
	"occurrence" text DEFAULT '' NOT NULL,
	"repeats" boolean DEFAULT false NOT NULL,
	"organizer_email" text,
	"organizer_name" text,
	"event_url" text,
	"push" text NOT NULL,
	"event_id" text,
	"push_note" text,
	"frozen_at" timestamp(3) with time zone,
	"cancelled_at" timestamp(3) with time zone,
	"cancelled_where" text,
	"synced_at" timestamp(3) with time zone,
	CONSTRAINT "meetings_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "meetings_start_before_end" CHECK ("meetings"."start_at" <= "meetings"."end_at"),
	CONSTRAINT "meetings_all_day" CHECK (("meetings"."all_day_from" is null) = ("meetings"."all_day_until" is null) and "meetings"."all_day_from" < "meetings"."all_day_until"),
	CONSTRAINT "meetings_pending_has_connection" CHECK ("meetings"."push" <> 'pending' or ("meetings"."connection_id" is not null and "meetings"."event_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "deals" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"pipeline_id" uuid NOT NULL,
	"stage_id" uuid NOT NULL,
	"amount" numeric(15,2),
	"close_date" date,
	"deal_type" text,
	"priority" text,
	"description" text,
	"stage_entered_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "deals_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "pipelines" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "pipelines_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "stages" (
	"account_id" uuid NOT NULL,
	"pipeline_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	"probability" integer,
	"closed" text,
	CONSTRAINT "stages_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "stages_in_pipeline" UNIQUE("account_id","pipeline_id","id"),
	CONSTRAINT "stages_label_length" CHECK (char_length("stages"."name") between 1 and 36),
	CONSTRAINT "stages_probability" CHECK ("stages"."probability" between 0 and 100)
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"pipeline_id" uuid NOT NULL,
	"stage_id" uuid NOT NULL,
	"description" text,
	"source" text,
	"priority" text,
	"category" text,
	"closed_at" timestamp(3) with time zone,
	"stage_entered_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "tickets_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "associations" (
	"account_id" uuid NOT NULL,
	"from_id" uuid NOT NULL,
	"to_kind" text NOT NULL,
	"to_id" uuid NOT NULL,
	"is_primary" boolean DEFAULT false NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "associations_account_id_from_id_to_kind_to_id_pk" PRIMARY KEY("account_id","from_id","to_kind","to_id"),
	CONSTRAINT "associations_not_itself" CHECK ("associations"."from_id" <> "associations"."to_id")
);
--> statement-breakpoint
CREATE TABLE "companies" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"domain" text,
	"industry" text,
	"type" text,
	"phone" text,
	"employees" integer,
	"annual_revenue" numeric(15,2),
	"lifecycle_stage" text,
	"time_zone" text,
	"description" text,
	"website_url" text,
	"linkedin_url" text,
	"street" text,
	"city" text,
	"state" text,
	"postal_code" text,
	"country" text,
	CONSTRAINT "companies_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "companies_domain_lower" CHECK ("companies"."domain" = lower("companies"."domain"))
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"email" text,
	"first_name" text,
	"last_name" text,
	"phone" text,
	"mobile_phone" text,
	"job_title" text,
	"lifecycle_stage" text,
	"lead_status" text,
	"time_zone" text,
	"website_url" text,
	"street" text,
	"city" text,
	"state" text,
	"postal_code" text,
	"country" text,
	CONSTRAINT "contacts_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "contacts_email_lower" CHECK ("contacts"."email" = lower("contacts"."email"))
);
--> statement-breakpoint
CREATE TABLE "records" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"search" text NOT NULL,
	"owner_id" uuid,
	"created_at" timestamp(3) with time zone NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "records_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "records_kind_id" UNIQUE("account_id","id","kind"),
	CONSTRAINT "records_kind" CHECK ("records"."kind" in ('contact','company','deal','ticket'))
);
--> statement-breakpoint
ALTER TABLE "account_domains" ADD CONSTRAINT "account_domains_account_id_accounts_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("account_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_account_id_accounts_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("account_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_account_id_owner_id_users_account_id_id_fk" FOREIGN KEY ("account_id","owner_id") REFERENCES "public"."users"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_account_id_accounts_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("account_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_account_id_author_id_users_account_id_id_fk" FOREIGN KEY ("account_id","author_id") REFERENCES "public"."users"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_records" ADD CONSTRAINT "activity_records_account_id_record_id_records_account_id_id_fk" FOREIGN KEY ("account_id","record_id") REFERENCES "public"."records"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_records" ADD CONSTRAINT "activity_records_account_id_activity_id_kind_at_open_activities_account_id_id_kind_at_open_fk" FOREIGN KEY ("account_id","activity_id","kind","at","open") REFERENCES "public"."activities"("account_id","id","kind","at","open") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "calendar_connections" ADD CONSTRAINT "calendar_connections_account_id_user_id_users_account_id_id_fk" FOREIGN KEY ("account_id","user_id") REFERENCES "public"."users"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_copies" ADD CONSTRAINT "event_copies_account_id_connection_id_calendar_connections_account_id_id_fk" FOREIGN KEY ("account_id","connection_id") REFERENCES "public"."calendar_connections"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "installed_integrations" ADD CONSTRAINT "installed_integrations_account_id_accounts_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("account_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "installed_integrations" ADD CONSTRAINT "installed_integrations_account_id_installed_by_users_account_id_id_fk" FOREIGN KEY ("account_id","installed_by") REFERENCES "public"."users"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_writes" ADD CONSTRAINT "provider_writes_account_id_connection_id_calendar_connections_account_id_id_fk" FOREIGN KEY ("account_id","connection_id") REFERENCES "public"."calendar_connections"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sync_decisions" ADD CONSTRAINT "sync_decisions_account_id_connection_id_calendar_connections_account_id_id_fk" FOREIGN KEY ("account_id","connection_id") REFERENCES "public"."calendar_connections"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watch_channels" ADD CONSTRAINT "watch_channels_account_id_connection_id_calendar_connections_account_id_id_fk" FOREIGN KEY ("account_id","connection_id") REFERENCES "public"."calendar_connections"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendees" ADD CONSTRAINT "attendees_account_id_meeting_id_meetings_account_id_id_fk" FOREIGN KEY ("account_id","meeting_id") REFERENCES "public"."meetings"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_account_id_id_activities_account_id_id_fk" FOREIGN KEY ("account_id","id") REFERENCES "public"."activities"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_account_id_host_id_users_account_id_id_fk" FOREIGN KEY ("account_id","host_id") REFERENCES "public"."users"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deals" ADD CONSTRAINT "deals_account_id_id_records_account_id_id_fk" FOREIGN KEY ("account_id","id") REFERENCES "public"."records"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deals" ADD CONSTRAINT "deals_account_id_pipeline_id_stage_id_stages_account_id_pipeline_id_id_fk" FOREIGN KEY ("account_id","pipeline_id","stage_id") REFERENCES "public"."stages"("account_id","pipeline_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pipelines" ADD CONSTRAINT "pipelines_account_id_accounts_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("account_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stages" ADD CONSTRAINT "stages_account_id_pipeline_id_pipelines_account_id_id_fk" FOREIGN KEY ("account_id","pipeline_id") REFERENCES "public"."pipelines"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_account_id_id_records_account_id_id_fk" FOREIGN KEY ("account_id","id") REFERENCES "public"."records"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_account_id_pipeline_id_stage_id_stages_account_id_pipeline_id_id_fk" FOREIGN KEY ("account_id","pipeline_id","stage_id") REFERENCES "public"."stages"("account_id","pipeline_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "associations" ADD CONSTRAINT "associations_account_id_from_id_records_account_id_id_fk" FOREIGN KEY ("account_id","from_id") REFERENCES "public"."records"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "associations" ADD CONSTRAINT "associations_account_id_to_id_to_kind_records_account_id_id_kind_fk" FOREIGN KEY ("account_id","to_id","to_kind") REFERENCES "public"."records"("account_id","id","kind") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "companies" ADD CONSTRAINT "companies_account_id_id_records_account_id_id_fk" FOREIGN KEY ("account_id","id") REFERENCES "public"."records"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_account_id_id_records_account_id_id_fk" FOREIGN KEY ("account_id","id") REFERENCES "public"."records"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "records" ADD CONSTRAINT "records_account_id_accounts_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("account_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "records" ADD CONSTRAINT "records_account_id_owner_id_users_account_id_id_fk" FOREIGN KEY ("account_id","owner_id") REFERENCES "public"."users"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_log_newest" ON "audit_log" USING btree ("account_id","at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_name" ON "saved_views" USING btree ("account_id","kind","owner_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree ("account_id","email");--> statement-breakpoint
CREATE INDEX "users_sign_in" ON "users" USING btree ("email");--> statement-breakpoint
CREATE INDEX "activity_records_timeline" ON "activity_records" USING btree ("account_id","record_id","at","activity_id") WHERE not "activity_records"."open";--> statement-breakpoint
CREATE INDEX "activity_records_by_kind" ON "activity_records" USING btree ("account_id","record_id","kind","at","activity_id") WHERE not "activity_records"."open";--> statement-breakpoint
CREATE INDEX "activity_records_open" ON "activity_records" USING btree ("account_id","record_id","at","activity_id") WHERE "activity_records"."open";--> statement-breakpoint
CREATE INDEX "activity_records_activity" ON "activity_records" USING btree ("account_id","activity_id");--> statement-breakpoint
CREATE UNIQUE INDEX "activity_records_one_pin" ON "activity_records" USING btree ("account_id","record_id") WHERE "activity_records"."pinned_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_connections_one_per_user" ON "calendar_connections" USING btree ("account_id","user_id") WHERE "calendar_connections"."disconnected_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_connections_one_per_subject" ON "calendar_connections" USING btree ("account_id","provider","subject") WHERE "calendar_connections"."disconnected_at" is null;--> statement-breakpoint
CREATE INDEX "calendar_connections_due" ON "calendar_connections" USING btree ("state","last_pull_at");--> statement-breakpoint
CREATE INDEX "event_copies_meeting" ON "event_copies" USING btree ("account_id","meeting_id");--> statement-breakpoint
CREATE INDEX "event_copies_uid" ON "event_copies" USING btree ("account_id","ical_uid","occurrence");--> statement-breakpoint
CREATE INDEX "provider_writes_meeting" ON "provider_writes" USING btree ("account_id","meeting_id","requested_at");--> statement-breakpoint
CREATE INDEX "sync_decisions_newest" ON "sync_decisions" USING btree ("account_id","connection_id","decided_at");--> statement-breakpoint
CREATE INDEX "watch_channels_id" ON "watch_channels" USING btree ("id");--> statement-breakpoint
CREATE INDEX "watch_channels_connection" ON "watch_channels" USING btree ("account_id","connection_id");--> statement-breakpoint
CREATE INDEX "attendees_contact" ON "attendees" USING btree ("account_id","contact_id") WHERE "attendees"."contact_id" is not null;--> statement-breakpoint
CREATE INDEX "meeting_tombstones_event" ON "meeting_tombstones" USING btree ("account_id","ical_uid","occurrence");--> statement-breakpoint
CREATE UNIQUE INDEX "meetings_one_per_event" ON "meetings" USING btree ("account_id","ical_uid","occurrence");--> statement-breakpoint
CREATE INDEX "meetings_waiting" ON "meetings" USING btree ("account_id","push") WHERE "meetings"."push" = 'pending';--> statement-breakpoint
CREATE INDEX "meetings_of_connection" ON "meetings" USING btree ("account_id","connection_id");--> statement-breakpoint
CREATE INDEX "deals_by_stage" ON "deals" USING btree ("account_id","pipeline_id","stage_id");--> statement-breakpoint
CREATE UNIQUE INDEX "pipelines_name" ON "pipelines" USING btree ("account_id","kind","name");--> statement-breakpoint
CREATE UNIQUE INDEX "stages_name" ON "stages" USING btree ("account_id","pipeline_id","name");--> statement-breakpoint
CREATE INDEX "tickets_by_stage" ON "tickets" USING btree ("account_id","pipeline_id","stage_id");--> statement-breakpoint
CREATE INDEX "associations_to" ON "associations" USING btree ("account_id","to_id");--> statement-breakpoint
CREATE UNIQUE INDEX "associations_one_primary" ON "associations" USING btree ("account_id","from_id","to_kind") WHERE "associations"."is_primary";--> statement-breakpoint
CREATE UNIQUE INDEX "companies_domain" ON "companies" USING btree ("account_id","domain");--> statement-breakpoint
CREATE UNIQUE INDEX "contacts_email" ON "contacts" USING btree ("account_id","email");--> statement-breakpoint
CREATE INDEX "records_by_name" ON "records" USING btree ("account_id","kind",lower("name"),"id");--> statement-breakpoint
CREATE INDEX "records_by_creation" ON "records" USING btree ("account_id","kind","created_at","id");--> statement-breakpoint
CREATE INDEX "records_by_update" ON "records" USING btree ("account_id","updated_at");--> statement-breakpoint
CREATE INDEX "records_by_owner" ON "records" USING btree ("account_id","owner_id");