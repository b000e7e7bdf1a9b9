CREATE TABLE "merged_contacts" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"into_id" uuid NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"merged_at" timestamp(3) with time zone NOT NULL,
	"merged_by" uuid,
	CONSTRAINT "merged_contacts_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "merged_contacts_email_lower" CHECK ("merged_contacts"."email" = lower("merged_contacts"."email"))
);
--> statement-breakpoint
ALTER TABLE "merged_contacts" ADD CONSTRAINT "merged_contacts_account_id_into_id_records_account_id_id_fk" FOREIGN KEY ("account_id","into_id") REFERENCES "public"."records"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "merged_contacts_into" ON "merged_contacts" USING btree ("account_id","into_id");--> statement-breakpoint
CREATE INDEX "merged_contacts_email" ON "merged_contacts" USING btree ("account_id","email");--> statement-breakpoint
alter table merged_contacts enable row level security;
--> statement-breakpoint
create policy own_account on merged_contacts to almanac_app using (account_id = (select app_account())) with check (account_id = (select app_account()));
--> statement-breakpoint
grant select, insert, update, delete on merged_contacts to almanac_app;
