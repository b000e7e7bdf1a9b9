CREATE TABLE "notifications" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"key" text NOT NULL,
	"tone" text NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"href" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"read_at" timestamp(3) with time zone,
	"resolved_at" timestamp(3) with time zone,
	CONSTRAINT "notifications_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "user_identities" (
	"account_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"subject" text NOT NULL,
	"user_id" uuid NOT NULL,
	"linked_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "user_identities_account_id_provider_subject_pk" PRIMARY KEY("account_id","provider","subject")
);
--> statement-breakpoint
CREATE TABLE "event_hints" (
	"account_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"event_id" text NOT NULL,
	"hinted_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "event_hints_account_id_connection_id_event_id_pk" PRIMARY KEY("account_id","connection_id","event_id")
);
--> statement-breakpoint
ALTER TABLE "calendar_connections" ADD COLUMN "mend" text;--> statement-breakpoint
ALTER TABLE "calendar_connections" ADD COLUMN "syncing" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "calendar_connections" ADD COLUMN "seen" integer;--> statement-breakpoint
ALTER TABLE "calendar_connections" ADD COLUMN "consent_claims" text;--> statement-breakpoint
ALTER TABLE "calendar_connections" ADD COLUMN "pushing_until" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "watch_channels" ADD COLUMN "retry_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "watch_channels" ADD COLUMN "granted_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "watch_channels" ADD COLUMN "last_signal_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "watch_channels" ADD COLUMN "renew_asked_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_account_id_user_id_users_account_id_id_fk" FOREIGN KEY ("account_id","user_id") REFERENCES "public"."users"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_identities" ADD CONSTRAINT "user_identities_account_id_user_id_users_account_id_id_fk" FOREIGN KEY ("account_id","user_id") REFERENCES "public"."users"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_hints" ADD CONSTRAINT "event_hints_account_id_connection_id_calendar_connections_account_id_id_fk" FOREIGN KEY ("account_id","connection_id") REFERENCES "public"."calendar_connections"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_once" ON "notifications" USING btree ("account_id","user_id","key") WHERE "notifications"."resolved_at" is null;--> statement-breakpoint
CREATE INDEX "notifications_newest" ON "notifications" USING btree ("account_id","user_id","at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "user_identities_sign_in" ON "user_identities" USING btree ("provider","subject");