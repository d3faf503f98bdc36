-- Orders of supervision (督办单), or letters of coordination (协调函) where nobody is authorised: one matter, one order.
create table plan.supervision_order (
  county_code text not null,
  id uuid not null,
  year integer not null,
  ordinal integer not null,
  kind text not null check (kind in ('coordination', 'supervision')),
  level text not null check (level in ('blue', 'orange', 'red')),
  step text not null check (step in
    ('matter', 'approval', 'notice', 'receipt', 'handling', 'feedback', 'review', 'closed', 'withdrawn')),
  annual_task_id uuid not null,
  node_id uuid not null,
  owner_id uuid,
  unit_id uuid not null,
  issuer_id uuid not null,
  legal_basis text,
  title text not null,
  basis text not null,
  demand text not null,
  term_days integer not null check (term_days between 1 and 60),
  submitted_by_id text,
  term_from date,
  deadline date,
  opened_on date not null,
  opened_at timestamptz not null,
  version integer not null default 1,
  primary key (county_code, id),
  unique (county_code, kind, year, ordinal),
  foreign key (county_code, annual_task_id) references plan.annual_task (county_code, id),
  foreign key (county_code, node_id) references plan.annual_node (county_code, id),
  foreign key (county_code, owner_id) references organization.unit (county_code, id),
  foreign key (county_code, unit_id) references organization.unit (county_code, id),
  foreign key (county_code, issuer_id) references organization.unit (county_code, id),
  check ((kind = 'supervision') = (legal_basis is not null)),
  check ((deadline is null) = (step in ('matter', 'approval', 'notice')) or step = 'withdrawn')
);
comment on table plan.supervision_order is 'An order of supervision, or a letter of coordination (督办单、协调函), with the step that is next of its eight';
comment on column plan.supervision_order.unit_id is 'The body that it is addressed to';
comment on column plan.supervision_order.owner_id is 'Whose light it is about; null: that of all leads together';
comment on column plan.supervision_order.legal_basis is 'By which document the issuer may supervise; null: it only coordinates';
comment on column plan.supervision_order.submitted_by_id is 'Personal data: account of the person who submitted it. Purpose: nobody approves their own order. Kept as long as the plan';
comment on column plan.supervision_order.term_from is 'The day after which the term runs: of issue, or of the last new term';
comment on column plan.supervision_order.deadline is 'Last day of the term as set; waiting for somebody puts it off';
select platform.isolate('plan.supervision_order');
create index supervision_order_task on plan.supervision_order (county_code, annual_task_id);
create index supervision_order_node on plan.supervision_order (county_code, node_id);
create index supervision_order_owner on plan.supervision_order (county_code, owner_id);
create index supervision_order_unit on plan.supervision_order (county_code, unit_id);
create index supervision_order_issuer on plan.supervision_order (county_code, issuer_id);
create unique index supervision_order_open on plan.supervision_order (county_code, node_id, unit_id)
  where step not in ('closed', 'withdrawn');
grant select, insert, update on plan.supervision_order to kepu_app;

create table plan.supervision_order_event (
  county_code text not null,
  order_id uuid not null,
  ordinal integer not null,
  action text not null,
  step text not null,
  level text not null,
  note text,
  deadline date,
  unit_id uuid,
  by_name text not null,
  at timestamptz not null,
  primary key (county_code, order_id, ordinal),
  foreign key (county_code, order_id) references plan.supervision_order (county_code, id),
  foreign key (county_code, unit_id) references organization.unit (county_code, id)
);
comment on table plan.supervision_order_event is 'What was done with an order (督办过程): append-only';
comment on column plan.supervision_order_event.step is 'The step after it';
comment on column plan.supervision_order_event.by_name is 'Personal data: name of the person who did it. Purpose: accountability of official acts. Kept as long as the plan';
select platform.isolate('plan.supervision_order_event');
create index supervision_order_event_unit on plan.supervision_order_event (county_code, unit_id);
grant select, insert on plan.supervision_order_event to kepu_app;
