do $$
declare t regclass;
begin
  foreach t in array array['notifications', 'user_identities', 'event_hints']::regclass[]
  loop
    execute format('alter table %s enable row level security', t);
    execute format(
      'create policy own_account on %s to almanac_app using (account_id = (select app_account())) with check (account_id = (select app_account()))', t);
    execute format('grant select, insert, update, delete on %s to almanac_app', t);
  end loop;
end $$;
--> statement-breakpoint
-- Who a Google or Microsoft account signs in as; the account is not known yet at this door.
create function find_identity(wanted_provider text, wanted_subject text)
returns table (account_id uuid, user_id uuid)
language sql stable security definer set search_path = public
as $$
  select i.account_id, i.user_id
  from user_identities i
  join users u on u.account_id = i.account_id and u.id = i.user_id
  where i.provider = wanted_provider and i.subject = wanted_subject and u.deactivated_at is null
  order by i.linked_at
  limit 1
$$;
--> statement-breakpoint
-- People who exist or were invited under an address, with or without a password.
create function find_people_at(address text)
returns table (account_id uuid, id uuid)
language sql stable security definer set search_path = public
as $$
  select u.account_id, u.id
  from users u
  where u.email = lower(address) and u.deactivated_at is null
  order by u.created_at
  limit 5
$$;
--> statement-breakpoint
-- Beside list_live_connections, which the version before this one still calls.
create function list_live_calendars()
returns table (
  account_id uuid, id uuid, provider text, state text, last_pull_at timestamptz, paused_until timestamptz,
  watched_until timestamptz, channel_granted_at timestamptz, channel_expires_at timestamptz,
  channel_renew_asked_at timestamptz, push_retry_at timestamptz)
language sql stable security definer set search_path = public
as $$
  select c.account_id, c.id, c.provider, c.state, c.last_pull_at, c.paused_until, c.watched_until,
         w.granted_at, w.expires_at, w.renew_asked_at, greatest(w.retry_at, r.retry_at)
  from calendar_connections c
  left join lateral (
    select coalesce(w.granted_at, w.created_at) as granted_at, w.expires_at, w.renew_asked_at, w.retry_at
    from watch_channels w
    where w.account_id = c.account_id and w.connection_id = c.id and w.stopped_at is null and w.resource_id is not null
    order by w.expires_at desc nulls last limit 1
  ) w on true
  left join lateral (
    select w.retry_at from watch_channels w
    where w.account_id = c.account_id and w.connection_id = c.id and w.stopped_at is null and w.resource_id is null
    order by w.created_at desc limit 1
  ) r on true
  where c.disconnected_at is null and c.state <> 'reconnect' and c.syncing
$$;
--> statement-breakpoint
revoke all on function find_identity(text, text), find_people_at(text), list_live_calendars() from public;
--> statement-breakpoint
grant execute on function find_identity(text, text), find_people_at(text), list_live_calendars() to almanac_app;
