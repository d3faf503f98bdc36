create schema plan;
comment on schema plan is '规划与落实';

create table plan.plan (
  county_code text not null,
  id uuid not null,
  title text not null,
  issuer text,
  document_number text,
  issued_on date,
  period_start integer,
  period_end integer,
  status text not null check (status in ('draft', 'published', 'superseded', 'discarded')),
  revision integer not null,
  previous_id uuid,
  file_id uuid not null,
  file_name text not null,
  source_text text not null,
  imported jsonb not null,
  draft jsonb not null,
  version integer not null default 1,
  created_by text not null,
  created_at timestamptz not null,
  published_at timestamptz,
  primary key (county_code, id),
  foreign key (county_code, previous_id) references plan.plan (county_code, id),
  foreign key (county_code, file_id) references file.object (county_code, id)
);
comment on table plan.plan is 'A plan document and what became of it (实施方案)';
comment on column plan.plan.imported is 'The proposal as the importer made it: never changed';
comment on column plan.plan.draft is 'The proposal as the reviewer left it, with the decisions on unit names';
select platform.isolate('plan.plan');
create index plan_status on plan.plan (county_code, status);
create index plan_previous on plan.plan (county_code, previous_id);
create index plan_file on plan.plan (county_code, file_id);
create unique index plan_published_period on plan.plan (county_code, period_start, period_end) where status = 'published';

create table plan.draft_edit (
  county_code text not null,
  plan_id uuid not null,
  seq integer not null,
  at timestamptz not null,
  by_name text not null,
  edit jsonb not null,
  before jsonb not null,
  primary key (county_code, plan_id, seq),
  foreign key (county_code, plan_id) references plan.plan (county_code, id)
);
comment on table plan.draft_edit is 'Each correction of a draft with the draft before it, for undo';
select platform.isolate('plan.draft_edit');

create table plan.task (
  county_code text not null,
  plan_id uuid not null,
  id uuid not null,
  ordinal integer not null,
  number integer not null,
  category text,
  title text not null,
  open_ended boolean not null,
  deadline text,
  quantity_value numeric,
  quantity_unit text,
  quantity_period jsonb,
  span_start integer,
  span_end integer,
  primary key (county_code, plan_id, id),
  foreign key (county_code, plan_id) references plan.plan (county_code, id)
);
comment on table plan.task is 'Tasks (重点任务); a task keeps its id through the revisions of its plan';
select platform.isolate('plan.task');
create index task_id on plan.task (county_code, id);

create table plan.measure (
  county_code text not null,
  plan_id uuid not null,
  id uuid not null,
  task_id uuid not null,
  ordinal integer not null,
  number integer not null,
  title text not null,
  deadline text,
  quantity_value numeric,
  quantity_unit text,
  quantity_period jsonb,
  span_start integer,
  span_end integer,
  primary key (county_code, plan_id, id),
  foreign key (county_code, plan_id, task_id) references plan.task (county_code, plan_id, id)
);
comment on table plan.measure is 'Measures (举措) under a task';
select platform.isolate('plan.measure');
create index measure_task on plan.measure (county_code, plan_id, task_id);

create table plan.responsibility (
  county_code text not null,
  plan_id uuid not null,
  id uuid not null,
  task_id uuid not null,
  measure_id uuid,
  role text not null check (role in ('lead', 'responsible', 'implementer')),
  unit_id uuid,
  as_written text not null,
  ordinal integer not null,
  primary key (county_code, plan_id, id),
  foreign key (county_code, plan_id, task_id) references plan.task (county_code, plan_id, id),
  foreign key (county_code, plan_id, measure_id) references plan.measure (county_code, plan_id, id),
  foreign key (county_code, unit_id) references organization.unit (county_code, id)
);
comment on table plan.responsibility is 'Who leads and who answers for a task or a measure (任务分工)';
comment on column plan.responsibility.unit_id is 'Null for an open group such as 各乡镇（街道）';
select platform.isolate('plan.responsibility');
create index responsibility_task on plan.responsibility (county_code, plan_id, task_id);
create index responsibility_measure on plan.responsibility (county_code, plan_id, measure_id);
create index responsibility_unit on plan.responsibility (county_code, unit_id);

create table plan.indicator (
  county_code text not null,
  plan_id uuid not null,
  id uuid not null,
  ordinal integer not null,
  name text not null,
  unit text not null,
  primary key (county_code, plan_id, id),
  foreign key (county_code, plan_id) references plan.plan (county_code, id)
);
select platform.isolate('plan.indicator');

create table plan.indicator_value (
  county_code text not null,
  plan_id uuid not null,
  id uuid not null,
  indicator_id uuid not null,
  ordinal integer not null,
  year integer,
  value numeric not null,
  role text not null check (role in ('earlier', 'baseline', 'target', 'reference')),
  comparator text not null check (comparator in ('=', '>', '>=', '~')),
  of_place text,
  quote text,
  span_start integer,
  span_end integer,
  primary key (county_code, plan_id, id),
  foreign key (county_code, plan_id, indicator_id) references plan.indicator (county_code, plan_id, id)
);
comment on table plan.indicator_value is 'Figures of the plan: earlier, baseline, target, reference of another place, each with the words that say so';
select platform.isolate('plan.indicator_value');
create index indicator_value_indicator on plan.indicator_value (county_code, plan_id, indicator_id);
create index indicator_value_id on plan.indicator_value (county_code, id);

create table plan.phase (
  county_code text not null,
  plan_id uuid not null,
  ordinal integer not null,
  name text not null,
  start_year integer,
  end_year integer,
  span_start integer,
  span_end integer,
  primary key (county_code, plan_id, ordinal),
  foreign key (county_code, plan_id) references plan.plan (county_code, id)
);
select platform.isolate('plan.phase');

create table plan.campaign (
  county_code text not null,
  plan_id uuid not null,
  ordinal integer not null,
  name text not null,
  span_start integer,
  span_end integer,
  primary key (county_code, plan_id, ordinal),
  foreign key (county_code, plan_id) references plan.plan (county_code, id)
);
select platform.isolate('plan.campaign');

grant usage on schema plan to kepu_app;
grant select, insert, update on plan.plan to kepu_app;
grant select, insert, delete on plan.draft_edit to kepu_app;
grant select, insert on plan.task, plan.measure, plan.responsibility, plan.indicator, plan.indicator_value, plan.phase, plan.campaign to kepu_app;
