do $$
declare t regclass;
begin
  foreach t in array array[
    'calendar_preferences', 'denied_domains', 'group_addresses', 'time_off', 'calendar_sweeps', 'sweep_losses', 'back_fills',
    'back_fill_matches']::regclass[]
  loop
    execute format('alter table %s enable row level security', t);
    execute format(
      'create policy own_account on %s to almanac_app using (account_id = (select app_account())) with check (account_id = (select app_account()))', t);
    execute format('grant select, insert, update, delete on %s to almanac_app', t);
  end loop;
end $$;
--> statement-breakpoint
-- RULES N1: what was decided is kept for 90 days, in every account; a few at a time, so that nobody waits for it.
create function prune_decisions(before timestamptz, at_most integer)
returns integer
language sql volatile security definer set search_path = public
as $$
  with old as (
    select account_id, connection_id, event_id from sync_decisions where decided_at < before limit at_most for update skip locked
  ), gone as (
    delete from sync_decisions d using old
    where d.account_id = old.account_id and d.connection_id = old.connection_id and d.event_id = old.event_id
    returning 1
  )
  select count(*)::integer from gone
$$;
--> statement-breakpoint
-- RULES N5: calendars whose people want every occurrence logged when it takes place.
create function list_occurrence_calendars()
returns table (account_id uuid, id uuid, occurrences_until timestamptz)
language sql stable security definer set search_path = public
as $$
  select c.account_id, c.id, c.occurrences_until
  from calendar_connections c
  join calendar_preferences p on p.account_id = c.account_id and p.user_id = c.user_id
  where p.every_occurrence and c.disconnected_at is null and c.state <> 'reconnect' and c.syncing
$$;
--> statement-breakpoint
revoke all on function prune_decisions(timestamptz, integer), list_occurrence_calendars() from public;
--> statement-breakpoint
grant execute on function prune_decisions(timestamptz, integer), list_occurrence_calendars() to almanac_app;
