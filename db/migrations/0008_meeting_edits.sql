CREATE TABLE "meeting_edits" (
	"account_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"event_id" text NOT NULL,
	"wanted" jsonb NOT NULL,
	"state" text NOT NULL,
	"note" text NOT NULL,
	"asked_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "meeting_edits_account_id_meeting_id_pk" PRIMARY KEY("account_id","meeting_id")
);
--> statement-breakpoint
ALTER TABLE "meeting_edits" ADD CONSTRAINT "meeting_edits_account_id_meeting_id_meetings_account_id_id_fk" FOREIGN KEY ("account_id","meeting_id") REFERENCES "public"."meetings"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_edits" ADD CONSTRAINT "meeting_edits_account_id_user_id_users_account_id_id_fk" FOREIGN KEY ("account_id","user_id") REFERENCES "public"."users"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "meeting_edits_waiting" ON "meeting_edits" USING btree ("account_id","connection_id") WHERE "meeting_edits"."state" = 'waiting';--> statement-breakpoint
alter table meeting_edits enable row level security;
--> statement-breakpoint
create policy own_account on meeting_edits to almanac_app using (account_id = (select app_account())) with check (account_id = (select app_account()));
--> statement-breakpoint
grant select, insert, update, delete on meeting_edits to almanac_app;
