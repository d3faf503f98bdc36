create schema ledger;
comment on schema ledger is '台账';

create table ledger.purpose (
  county_code text not null,
  id uuid not null,
  task_id uuid not null,
  title text not null,
  label text not null,
  active boolean not null default true,
  primary key (county_code, id),
  foreign key (county_code, task_id) references ledger.purpose (county_code, id)
);
comment on table ledger.purpose is 'What work may be done for: tasks and measures, as the plan module tells them. The ledger lies below the plan and asks nobody';
comment on column ledger.purpose.task_id is 'The task that a measure belongs to; a task''s own id for a task';
comment on column ledger.purpose.label is 'Short name for lists, e.g. 提升行动 1';
select platform.isolate('ledger.purpose');
create index purpose_task on ledger.purpose (county_code, task_id);

create table ledger.delivery (
  county_code text not null,
  occurred_on date not null,
  id uuid not null,
  title text not null,
  kind text not null,
  unit_id uuid not null,
  region_code text not null references organization.region (code),
  task_id uuid,
  measure_id uuid,
  note text,
  source_module text not null,
  source_record text,
  reverses uuid,
  reason text,
  recorded_by text not null,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  primary key (county_code, occurred_on, id),
  unique (county_code, occurred_on, reverses),
  unique (county_code, occurred_on, source_module, source_record),
  foreign key (county_code, unit_id) references organization.unit (county_code, id),
  foreign key (county_code, task_id) references ledger.purpose (county_code, id),
  foreign key (county_code, measure_id) references ledger.purpose (county_code, id)
) partition by range (occurred_on);
comment on table ledger.delivery is 'What was done, when, where, by whom, for what: append-only; a mistake is corrected by a reversing entry';
comment on column ledger.delivery.reverses is 'The entry that this one cancels; its reach stands here with a minus sign';
comment on column ledger.delivery.task_id is 'Task that it was done for: the same id through all revisions of the plan';
comment on column ledger.delivery.recorded_by_name is 'Personal data: name of the recorder. Purpose: accountability. Kept as long as the ledger';
select platform.isolate('ledger.delivery');
create index delivery_id on ledger.delivery (county_code, id);
create index delivery_unit on ledger.delivery (county_code, unit_id, occurred_on);
create index delivery_task on ledger.delivery (county_code, task_id, occurred_on);
create index delivery_measure on ledger.delivery (county_code, measure_id, occurred_on);
create index delivery_region on ledger.delivery (region_code);
grant usage on schema ledger to kepu_app;
grant select, insert on ledger.delivery to kepu_app;
grant select, insert, update on ledger.purpose to kepu_app;

create table ledger.reach (
  county_code text not null,
  occurred_on date not null,
  delivery_id uuid not null,
  audience text not null check (audience in ('youth', 'farmers', 'workers', 'elderly', 'officials', 'public')),
  person_times integer not null,
  persons integer,
  primary key (county_code, occurred_on, delivery_id, audience),
  foreign key (county_code, occurred_on, delivery_id) references ledger.delivery (county_code, occurred_on, id),
  check (persons is null or abs(persons) <= abs(person_times))
) partition by range (occurred_on);
comment on table ledger.reach is 'How many of which group: 人次 person_times counts attendances, 人数 persons counts people once, null when unknown';
select platform.isolate('ledger.reach');
grant select, insert on ledger.reach to kepu_app;

do $$
begin
  for year in 2019..2035 loop
    execute format('create table ledger.delivery_%s partition of ledger.delivery for values from (%L) to (%L)',
      year, make_date(year, 1, 1), make_date(year + 1, 1, 1));
    execute format('create table ledger.reach_%s partition of ledger.reach for values from (%L) to (%L)',
      year, make_date(year, 1, 1), make_date(year + 1, 1, 1));
    perform platform.isolate(format('ledger.delivery_%s', year)::regclass);
    perform platform.isolate(format('ledger.reach_%s', year)::regclass);
  end loop;
end $$;

create table ledger.import (
  county_code text not null,
  id uuid not null,
  file_id uuid not null,
  file_name text not null,
  status text not null check (status in ('checked', 'recorded')),
  rows jsonb not null,
  report jsonb not null,
  created_by text not null,
  created_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, file_id) references file.object (county_code, id)
);
comment on table ledger.import is 'A workbook of deliveries, read and checked, waiting to be recorded';
select platform.isolate('ledger.import');
create index import_file on ledger.import (county_code, file_id);
grant select, insert, update on ledger.import to kepu_app;
