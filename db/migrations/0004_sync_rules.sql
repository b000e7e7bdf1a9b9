CREATE TABLE "back_fill_matches" (
	"account_id" uuid NOT NULL,
	"back_fill_id" uuid NOT NULL,
	"event_id" text NOT NULL,
	"contact_id" uuid NOT NULL,
	CONSTRAINT "back_fill_matches_account_id_back_fill_id_event_id_contact_id_pk" PRIMARY KEY("account_id","back_fill_id","event_id","contact_id")
);
--> statement-breakpoint
CREATE TABLE "back_fills" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"days" integer NOT NULL,
	"state" text NOT NULL,
	"cursor" text,
	"considered" integer DEFAULT 0 NOT NULL,
	"logged" integer DEFAULT 0 NOT NULL,
	"reason" text,
	"started_at" timestamp(3) with time zone NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL,
	"finished_at" timestamp(3) with time zone,
	CONSTRAINT "back_fills_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "calendar_sweeps" (
	"account_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"state" text NOT NULL,
	"started_at" timestamp(3) with time zone NOT NULL,
	"checked" integer NOT NULL,
	"decided_at" timestamp(3) with time zone,
	"decided_by" uuid,
	CONSTRAINT "calendar_sweeps_account_id_connection_id_pk" PRIMARY KEY("account_id","connection_id")
);
--> statement-breakpoint
CREATE TABLE "sweep_losses" (
	"account_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"event_id" text NOT NULL,
	"meeting_id" uuid NOT NULL,
	"how" text NOT NULL,
	CONSTRAINT "sweep_losses_account_id_connection_id_event_id_pk" PRIMARY KEY("account_id","connection_id","event_id")
);
--> statement-breakpoint
CREATE TABLE "calendar_preferences" (
	"account_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"all_day_events" boolean DEFAULT false NOT NULL,
	"every_occurrence" boolean DEFAULT false NOT NULL,
	"time_off_sync" boolean DEFAULT true NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "calendar_preferences_account_id_user_id_pk" PRIMARY KEY("account_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "denied_domains" (
	"account_id" uuid NOT NULL,
	"domain" text NOT NULL,
	"added_by" uuid,
	"added_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "denied_domains_account_id_domain_pk" PRIMARY KEY("account_id","domain"),
	CONSTRAINT "denied_domains_lower" CHECK ("denied_domains"."domain" = lower("denied_domains"."domain"))
);
--> statement-breakpoint
CREATE TABLE "group_addresses" (
	"account_id" uuid NOT NULL,
	"email" text NOT NULL,
	"added_by" uuid,
	"added_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "group_addresses_account_id_email_pk" PRIMARY KEY("account_id","email"),
	CONSTRAINT "group_addresses_lower" CHECK ("group_addresses"."email" = lower("group_addresses"."email"))
);
--> statement-breakpoint
CREATE TABLE "time_off" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"start_at" timestamp(3) with time zone NOT NULL,
	"end_at" timestamp(3) with time zone NOT NULL,
	"zone" text NOT NULL,
	"all_day_from" date,
	"all_day_until" date,
	"note" text,
	"source" text NOT NULL,
	"connection_id" uuid,
	"event_id" text,
	"etag" text,
	"push" text NOT NULL,
	"push_note" text,
	"created_at" timestamp(3) with time zone NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"removed_at" timestamp(3) with time zone,
	CONSTRAINT "time_off_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "time_off_start_before_end" CHECK ("time_off"."start_at" < "time_off"."end_at"),
	CONSTRAINT "time_off_all_day" CHECK (("time_off"."all_day_from" is null) = ("time_off"."all_day_until" is null) and "time_off"."all_day_from" < "time_off"."all_day_until")
);
--> statement-breakpoint
ALTER TABLE "provider_writes" ALTER COLUMN "meeting_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "account_domains" ADD COLUMN "added_by" uuid;--> statement-breakpoint
ALTER TABLE "account_domains" ADD COLUMN "added_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "calendar_connections" ADD COLUMN "occurrences_until" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "event_copies" ADD COLUMN "invites_nobody" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "event_copies" ADD COLUMN "first_start" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "meetings" ADD COLUMN "tentative" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "meetings" ADD COLUMN "away" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "provider_writes" ADD COLUMN "time_off_id" uuid;--> statement-breakpoint
ALTER TABLE "provider_writes" ADD COLUMN "reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "provider_writes" ADD COLUMN "changed" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "sync_decisions" ADD COLUMN "strangers" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "sync_decisions" ADD COLUMN "start_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "back_fill_matches" ADD CONSTRAINT "back_fill_matches_account_id_back_fill_id_back_fills_account_id_id_fk" FOREIGN KEY ("account_id","back_fill_id") REFERENCES "public"."back_fills"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "back_fills" ADD CONSTRAINT "back_fills_account_id_connection_id_calendar_connections_account_id_id_fk" FOREIGN KEY ("account_id","connection_id") REFERENCES "public"."calendar_connections"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "back_fills" ADD CONSTRAINT "back_fills_account_id_user_id_users_account_id_id_fk" FOREIGN KEY ("account_id","user_id") REFERENCES "public"."users"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_sweeps" ADD CONSTRAINT "calendar_sweeps_account_id_connection_id_calendar_connections_account_id_id_fk" FOREIGN KEY ("account_id","connection_id") REFERENCES "public"."calendar_connections"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sweep_losses" ADD CONSTRAINT "sweep_losses_account_id_connection_id_calendar_sweeps_account_id_connection_id_fk" FOREIGN KEY ("account_id","connection_id") REFERENCES "public"."calendar_sweeps"("account_id","connection_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_preferences" ADD CONSTRAINT "calendar_preferences_account_id_user_id_users_account_id_id_fk" FOREIGN KEY ("account_id","user_id") REFERENCES "public"."users"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "denied_domains" ADD CONSTRAINT "denied_domains_account_id_accounts_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("account_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_addresses" ADD CONSTRAINT "group_addresses_account_id_accounts_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("account_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_off" ADD CONSTRAINT "time_off_account_id_user_id_users_account_id_id_fk" FOREIGN KEY ("account_id","user_id") REFERENCES "public"."users"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "back_fills_one_at_a_time" ON "back_fills" USING btree ("account_id","connection_id") WHERE "back_fills"."state" in ('counting', 'ready', 'running');--> statement-breakpoint
CREATE INDEX "sweep_losses_meeting" ON "sweep_losses" USING btree ("account_id","meeting_id");--> statement-breakpoint
CREATE UNIQUE INDEX "time_off_event" ON "time_off" USING btree ("account_id","connection_id","event_id");--> statement-breakpoint
CREATE INDEX "time_off_of_user" ON "time_off" USING btree ("account_id","user_id","start_at");--> statement-breakpoint
CREATE INDEX "time_off_waiting" ON "time_off" USING btree ("account_id","connection_id") WHERE "time_off"."push" <> 'none';--> statement-breakpoint
CREATE INDEX "provider_writes_newest" ON "provider_writes" USING btree ("account_id","connection_id","requested_at");--> statement-breakpoint
CREATE INDEX "sync_decisions_age" ON "sync_decisions" USING btree ("decided_at");