-- The role every request and job works as. It owns nothing, so row-level security always applies to it.
do $$
begin
  if not exists (select from pg_roles where rolname = 'almanac_app') then
    create role almanac_app nologin;
  end if;
exception
  -- Another database of the same cluster is being migrated at this moment.
  when duplicate_object or unique_violation then null;
end $$;
--> statement-breakpoint
do $$ begin execute format('grant almanac_app to %I', current_user); end $$;
--> statement-breakpoint
create extension if not exists pg_trgm;
--> statement-breakpoint
create extension if not exists btree_gin;
--> statement-breakpoint
-- The account this transaction works for; null when nobody said, and then nothing is visible.
create function app_account() returns uuid
language sql stable parallel safe
as $$ select nullif(current_setting('app.account_id', true), '')::uuid $$;
--> statement-breakpoint
grant usage on schema public to almanac_app;
--> statement-breakpoint
do $$
declare t regclass;
begin
  for t in
    select c.oid::regclass from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
  loop
    execute format('alter table %s enable row level security', t);
    execute format(
      'create policy own_account on %s to almanac_app using (account_id = (select app_account())) with check (account_id = (select app_account()))', t);
    execute format('grant select, insert, update, delete on %s to almanac_app', t);
  end loop;
end $$;
--> statement-breakpoint
-- The audit log and the ledger of provider writes are written once: nothing removes a line.
revoke delete, update on audit_log from almanac_app;
--> statement-breakpoint
revoke delete on provider_writes from almanac_app;
--> statement-breakpoint
create index records_search on records using gin (account_id, search gin_trgm_ops);
--> statement-breakpoint
alter table attendees
  add constraint attendees_contact_fk foreign key (account_id, contact_id)
    references contacts (account_id, id) on delete set null (contact_id),
  add constraint attendees_user_fk foreign key (account_id, user_id)
    references users (account_id, id) on delete set null (user_id);
--> statement-breakpoint
alter table meetings
  add constraint meetings_connection_fk foreign key (account_id, connection_id)
    references calendar_connections (account_id, id);
--> statement-breakpoint
alter table event_copies
  add constraint event_copies_meeting_fk foreign key (account_id, meeting_id)
    references meetings (account_id, id) on delete set null (meeting_id);
--> statement-breakpoint
alter table sync_decisions
  add constraint sync_decisions_meeting_fk foreign key (account_id, meeting_id)
    references meetings (account_id, id) on delete set null (meeting_id);
--> statement-breakpoint
-- Doors that do not know the account yet. Each answers one question and shows no more than its caller needs.
create function find_sign_in(address text)
returns table (account_id uuid, id uuid, name text, email text, role text, time_zone text, password_hash text)
language sql stable security definer set search_path = public
as $$
  select u.account_id, u.id, u.name, u.email, u.role, u.time_zone, u.password_hash
  from users u
  where u.email = lower(address) and u.deactivated_at is null and u.password_hash is not null
  order by u.created_at
  limit 5
$$;
--> statement-breakpoint
create function find_watch_channel(channel_id text)
returns table (account_id uuid, connection_id uuid, id text, resource_id text, secret_hash text)
language sql stable security definer set search_path = public
as $$
  select w.account_id, w.connection_id, w.id, w.resource_id, w.secret_hash
  from watch_channels w
  where w.id = channel_id and w.stopped_at is null
$$;
--> statement-breakpoint
create function list_live_connections()
returns table (
  account_id uuid, id uuid, provider text, state text, last_pull_at timestamptz, paused_until timestamptz,
  watched_until timestamptz, channel_id text, channel_created_at timestamptz, channel_expires_at timestamptz)
language sql stable security definer set search_path = public
as $$
  select c.account_id, c.id, c.provider, c.state, c.last_pull_at, c.paused_until, c.watched_until,
         w.id, w.created_at, w.expires_at
  from calendar_connections c
  left join lateral (
    select w.id, w.created_at, w.expires_at from watch_channels w
    where w.account_id = c.account_id and w.connection_id = c.id and w.stopped_at is null and w.resource_id is not null
    order by w.expires_at desc nulls last limit 1
  ) w on true
  where c.disconnected_at is null and c.state <> 'reconnect'
$$;
--> statement-breakpoint
-- Adds a job inside the caller's transaction without giving the caller the queue's tables.
create function enqueue_job(
  identifier text, payload json, queue_name text, job_key text, run_at timestamptz, max_attempts int)
returns void
language plpgsql security definer set search_path = public
as $$
begin
  perform graphile_worker.add_job(
    identifier, payload, queue_name => enqueue_job.queue_name, run_at => enqueue_job.run_at,
    max_attempts => enqueue_job.max_attempts, job_key => enqueue_job.job_key, job_key_mode => 'replace');
end $$;
--> statement-breakpoint
revoke all on function find_sign_in(text), find_watch_channel(text), list_live_connections(),
  enqueue_job(text, json, text, text, timestamptz, int) from public;
--> statement-breakpoint
grant execute on function find_sign_in(text), find_watch_channel(text), list_live_connections(),
  enqueue_job(text, json, text, text, timestamptz, int) to almanac_app;
