ALTER TABLE "event_hints" ADD COLUMN "failures" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "event_hints" ADD COLUMN "not_before" timestamp(3) with time zone;