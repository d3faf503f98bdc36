-- The county's year (年度计划): what is to be done in a year, by whom, by when, and what counts as done.
create table plan.year_plan (
  county_code text not null,
  id uuid not null,
  plan_id uuid not null,
  year integer not null check (year between 2000 and 2100),
  title text not null,
  document_number text,
  status text not null check (status in ('draft', 'issued', 'closed')),
  version integer not null default 1,
  created_at timestamptz not null,
  issued_at timestamptz,
  closed_at timestamptz,
  primary key (county_code, id),
  unique (county_code, year),
  foreign key (county_code, plan_id) references plan.plan (county_code, id)
);
comment on table plan.year_plan is 'The work plan of one year (年度工作计划); one a year';
comment on column plan.year_plan.plan_id is 'The edition of the plan that it was drafted from; tasks keep their ids through later editions';
select platform.isolate('plan.year_plan');
create index year_plan_plan on plan.year_plan (county_code, plan_id);

create table plan.annual_task (
  county_code text not null,
  id uuid not null,
  year_plan_id uuid not null,
  ordinal integer not null,
  task_id uuid not null,
  measure_id uuid,
  title text not null,
  deliverable text,
  quantity numeric check (quantity > 0),
  unit text,
  scope text not null check (scope in ('together', 'each')),
  rule jsonb,
  starts_on date not null,
  due_on date not null,
  status text not null check (status in ('active', 'withdrawn')),
  copied_from uuid,
  version integer not null default 1,
  primary key (county_code, id),
  foreign key (county_code, year_plan_id) references plan.year_plan (county_code, id),
  foreign key (county_code, task_id) references ledger.purpose (county_code, id),
  foreign key (county_code, measure_id) references ledger.purpose (county_code, id),
  check (starts_on <= due_on),
  check ((quantity is null) = (rule is null))
);
comment on table plan.annual_task is 'A task of a year (年度任务) under a task or measure of the plan';
comment on column plan.annual_task.deliverable is 'What is to be shown in the end (成果形式)';
comment on column plan.annual_task.scope is 'together: the quantity is reached by all bodies together; each: by every body with a duty';
comment on column plan.annual_task.rule is 'What of the ledger counts toward the quantity; null: done when its nodes are confirmed';
comment on column plan.annual_task.copied_from is 'The task of an earlier year that it was copied from';
select platform.isolate('plan.annual_task');
create index annual_task_year on plan.annual_task (county_code, year_plan_id);
create index annual_task_task on plan.annual_task (county_code, task_id);
create index annual_task_measure on plan.annual_task (county_code, measure_id);

create table plan.annual_duty (
  county_code text not null,
  annual_task_id uuid not null,
  unit_id uuid not null,
  role text not null check (role in ('lead', 'support')),
  primary key (county_code, annual_task_id, unit_id),
  foreign key (county_code, annual_task_id) references plan.annual_task (county_code, id),
  foreign key (county_code, unit_id) references organization.unit (county_code, id)
);
comment on table plan.annual_duty is 'Who leads (牵头) and who supports (配合) a task of the year';
select platform.isolate('plan.annual_duty');
create index annual_duty_unit on plan.annual_duty (county_code, unit_id);

create table plan.annual_node (
  county_code text not null,
  id uuid not null,
  annual_task_id uuid not null,
  ordinal integer not null,
  title text not null,
  due_on date not null,
  quantity numeric check (quantity > 0),
  primary key (county_code, id),
  foreign key (county_code, annual_task_id) references plan.annual_task (county_code, id)
);
comment on table plan.annual_node is 'A point in time of a task of the year (节点): an amount reached by then, or a thing confirmed';
comment on column plan.annual_node.quantity is 'Amount to have been reached since the task''s start (序时进度); null: somebody confirms that it is done';
select platform.isolate('plan.annual_node');
create index annual_node_task on plan.annual_node (county_code, annual_task_id);

create table plan.node_completion (
  county_code text not null,
  id uuid not null,
  node_id uuid not null,
  unit_id uuid not null,
  done_on date not null,
  note text,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  returned_at timestamptz,
  return_reason text,
  primary key (county_code, id),
  foreign key (county_code, node_id) references plan.annual_node (county_code, id),
  foreign key (county_code, unit_id) references organization.unit (county_code, id)
);
comment on table plan.node_completion is 'A body says that a node without an amount is done; the coordinator may return it with a reason';
comment on column plan.node_completion.recorded_by_name is 'Personal data: name of the person who said so. Purpose: accountability of official acts. Kept as long as the plan';
select platform.isolate('plan.node_completion');
create unique index node_completion_open on plan.node_completion (county_code, node_id, unit_id) where returned_at is null;
create index node_completion_node on plan.node_completion (county_code, node_id);
create index node_completion_unit on plan.node_completion (county_code, unit_id);

create table plan.year_receipt (
  county_code text not null,
  year_plan_id uuid not null,
  unit_id uuid not null,
  issued_at timestamptz not null,
  received_at timestamptz,
  received_by_name text,
  primary key (county_code, year_plan_id, unit_id),
  foreign key (county_code, year_plan_id) references plan.year_plan (county_code, id),
  foreign key (county_code, unit_id) references organization.unit (county_code, id)
);
comment on table plan.year_receipt is 'To whom a year''s plan was issued (下达) and who has signed for it (签收)';
comment on column plan.year_receipt.received_by_name is 'Personal data: name of the person who signed. Purpose: accountability of official acts. Kept as long as the plan';
select platform.isolate('plan.year_receipt');
create index year_receipt_unit on plan.year_receipt (county_code, unit_id);

create table plan.annual_change (
  county_code text not null,
  id uuid not null,
  annual_task_id uuid not null,
  reason text not null,
  before jsonb not null,
  after jsonb not null,
  changed_by_name text not null,
  changed_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, annual_task_id) references plan.annual_task (county_code, id)
);
comment on table plan.annual_change is 'A task of the year changed after it was issued (任务调整), with the reason';
comment on column plan.annual_change.changed_by_name is 'Personal data: name of the person who changed it. Purpose: accountability of official acts. Kept as long as the plan';
select platform.isolate('plan.annual_change');
create index annual_change_task on plan.annual_change (county_code, annual_task_id);

grant select, insert, update on plan.year_plan, plan.annual_task, plan.node_completion, plan.year_receipt to kepu_app;
grant select, insert, update, delete on plan.annual_duty, plan.annual_node to kepu_app;
-- A task of a draft is removed; one that was issued is withdrawn.
grant delete on plan.annual_task to kepu_app;
grant select, insert on plan.annual_change to kepu_app;
