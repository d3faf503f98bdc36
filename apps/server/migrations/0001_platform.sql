-- What every module stands on: isolation by county, the audit chain, idempotency.
create schema platform;
comment on schema platform is 'Commands, audit, isolation: no domain noun';

-- Row-level security by county, also for the owner of the table. The county is set by SET LOCAL in each transaction.
create function platform.isolate(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy county on %s using (county_code = current_setting(''kepu.county'', true)) '
    'with check (county_code = current_setting(''kepu.county'', true))', target);
end $$;

create table platform.audit_head (
  county_code text not null,
  chain smallint not null,
  seq bigint not null default 0,
  hash bytea not null default '\x',
  primary key (county_code, chain)
);
comment on table platform.audit_head is 'The last link of each audit chain; several chains a county, so that commands do not queue behind one row';
select platform.isolate('platform.audit_head');
grant select, insert, update on platform.audit_head to kepu_app;

create table platform.audit_entry (
  county_code text not null,
  recorded_at timestamptz not null,
  chain smallint not null,
  seq bigint not null,
  acted_at timestamptz not null,
  command_id uuid not null,
  actor_id text not null,
  actor_name text not null,
  unit_id uuid,
  action text not null,
  subject_type text not null,
  subject_id text not null,
  detail jsonb not null,
  hash bytea not null,
  primary key (county_code, recorded_at, chain, seq)
) partition by range (recorded_at);
comment on table platform.audit_entry is 'Who did what to what and when: append-only, each entry hashed with the one before it';
comment on column platform.audit_entry.recorded_at is 'True time of the machine';
comment on column platform.audit_entry.acted_at is 'The county''s own time (shifted for a demonstration county)';
comment on column platform.audit_entry.actor_name is 'Name of the person at that time';
select platform.isolate('platform.audit_entry');
grant select, insert on platform.audit_entry to kepu_app;
create index audit_entry_subject on platform.audit_entry (county_code, subject_type, subject_id);
create index audit_entry_chain on platform.audit_entry (county_code, chain, seq);

create table platform.idempotency (
  county_code text not null,
  actor_id text not null,
  key text not null,
  command text not null,
  request_hash text not null,
  response jsonb,
  created_at timestamptz not null,
  primary key (county_code, actor_id, key)
);
comment on table platform.idempotency is 'The first answer to a key; a repeat gets it again. Kept a week';
select platform.isolate('platform.idempotency');
grant select, insert, update, delete on platform.idempotency to kepu_app;

do $$
begin
  for year in 2024..2038 loop
    execute format('create table platform.audit_entry_%s partition of platform.audit_entry for values from (%L) to (%L)',
      year, make_date(year, 1, 1), make_date(year + 1, 1, 1));
    perform platform.isolate(format('platform.audit_entry_%s', year)::regclass);
  end loop;
end $$;
grant usage on schema platform to kepu_app;
