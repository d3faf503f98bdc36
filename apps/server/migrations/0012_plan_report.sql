-- Progress without forms (进展报告): for a body and a period the system assembles what the ledger holds; the body reads, may add a sentence, confirms.
create table plan.report_schedule (
  county_code text not null,
  year_plan_id uuid not null,
  kind text not null check (kind in ('quarter', 'half', 'year')),
  term_days integer not null check (term_days between 1 and 30),
  primary key (county_code, year_plan_id),
  foreign key (county_code, year_plan_id) references plan.year_plan (county_code, id)
);
comment on table plan.report_schedule is 'How often the bodies of a year report, and within how many working days after the period; without a row: quarterly, five days';
select platform.isolate('plan.report_schedule');

create table plan.report_round (
  county_code text not null,
  id uuid not null,
  year_plan_id uuid not null,
  kind text not null check (kind in ('quarter', 'half', 'year')),
  ordinal integer not null check (ordinal between 1 and 4),
  starts_on date not null,
  ends_on date not null,
  due_on date not null,
  status text not null check (status in ('open', 'closed')),
  opened_at timestamptz not null,
  closed_at timestamptz,
  primary key (county_code, id),
  unique (county_code, year_plan_id, kind, ordinal),
  foreign key (county_code, year_plan_id) references plan.year_plan (county_code, id),
  check (starts_on <= ends_on and ends_on < due_on)
);
comment on table plan.report_round is 'A period for which every body with a task reports (报送期)';
comment on column plan.report_round.due_on is 'A working day';
select platform.isolate('plan.report_round');

create table plan.report (
  county_code text not null,
  id uuid not null,
  round_id uuid not null,
  unit_id uuid not null,
  status text not null check (status in ('open', 'confirmed', 'returned', 'accepted', 'locked')),
  remark text,
  snapshot_id uuid,
  version integer not null default 1,
  primary key (county_code, id),
  unique (county_code, round_id, unit_id),
  foreign key (county_code, round_id) references plan.report_round (county_code, id),
  foreign key (county_code, unit_id) references organization.unit (county_code, id)
);
comment on table plan.report is 'A body''s report of a round (进展报告). Its figures stand nowhere but in the ledger until the body confirms them';
comment on column plan.report.remark is 'A sentence for the whole';
comment on column plan.report.snapshot_id is 'What the body confirmed last';
select platform.isolate('plan.report');
create index report_unit on plan.report (county_code, unit_id);

create table plan.report_sentence (
  county_code text not null,
  report_id uuid not null,
  annual_task_id uuid not null,
  sentence text not null,
  primary key (county_code, report_id, annual_task_id),
  foreign key (county_code, report_id) references plan.report (county_code, id),
  foreign key (county_code, annual_task_id) references plan.annual_task (county_code, id)
);
comment on table plan.report_sentence is 'What a body adds to the figures of one task, in a sentence';
select platform.isolate('plan.report_sentence');
create index report_sentence_task on plan.report_sentence (county_code, annual_task_id);

create table plan.report_snapshot (
  county_code text not null,
  id uuid not null,
  report_id uuid not null,
  content jsonb not null,
  hash text not null,
  hints integer not null,
  nothing_new boolean not null,
  confirmed_by_name text not null,
  confirmed_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, report_id) references plan.report (county_code, id)
);
comment on table plan.report_snapshot is 'What a body confirmed: figures, ids of the deliveries behind them, sentences; frozen, append-only';
comment on column plan.report_snapshot.hash is 'SHA-256 of the content in canonical JSON';
comment on column plan.report_snapshot.hints is 'How many plausibility hints stood beside it when it was confirmed';
comment on column plan.report_snapshot.nothing_new is 'Confirmed by «nothing new»: the body had nothing to add to what the ledger knows';
comment on column plan.report_snapshot.confirmed_by_name is 'Personal data: name of the person who confirmed. Purpose: accountability of official acts. Kept as long as the plan';
select platform.isolate('plan.report_snapshot');
create index report_snapshot_report on plan.report_snapshot (county_code, report_id);

create table plan.report_step (
  county_code text not null,
  id uuid not null,
  report_id uuid not null,
  action text not null check (action in ('confirm', 'withdraw', 'accept', 'return', 'lock', 'unlock')),
  reason text,
  by_name text not null,
  at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, report_id) references plan.report (county_code, id)
);
comment on table plan.report_step is 'What was done with a report, step by step: append-only';
comment on column plan.report_step.by_name is 'Personal data: name of the person who did it. Purpose: accountability of official acts. Kept as long as the plan';
select platform.isolate('plan.report_step');
create index report_step_report on plan.report_step (county_code, report_id);

grant select, insert, update on plan.report_schedule, plan.report_round, plan.report to kepu_app;
grant select, insert, update, delete on plan.report_sentence to kepu_app;
grant select, insert on plan.report_snapshot, plan.report_step to kepu_app;
