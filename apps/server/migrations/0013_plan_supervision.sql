-- Lights over the nodes of a year (亮灯), what moves a due day (延期、等待他人), and the county's settings for them.
create table plan.supervision_setting (
  county_code text not null,
  valid_from date not null,
  blue_days integer not null check (blue_days between 0 and 60),
  yellow_days integer not null check (yellow_days between 0 and 60),
  behind_percent integer not null check (behind_percent between 0 and 100),
  digests_per_week integer not null check (digests_per_week between 0 and 7),
  office_unit_id uuid,
  legal_basis text,
  set_by_name text not null,
  set_at timestamptz not null,
  primary key (county_code, valid_from),
  foreign key (county_code, office_unit_id) references organization.unit (county_code, id),
  check (yellow_days <= blue_days),
  check ((office_unit_id is null) = (legal_basis is null))
);
comment on table plan.supervision_setting is 'From which day on the county''s lights go by which thresholds; a later setting changes no earlier light';
comment on column plan.supervision_setting.behind_percent is 'Within the blue days, less than this share of the amount makes yellow of blue (序时进度); 0: never';
comment on column plan.supervision_setting.digests_per_week is 'Most reminders a unit gets in a week, merged into one each (催办)';
comment on column plan.supervision_setting.office_unit_id is 'The body that the government has authorised to supervise (督查); null: nobody, orders are letters of coordination (协调函)';
comment on column plan.supervision_setting.legal_basis is 'By which document that body is authorised';
comment on column plan.supervision_setting.set_by_name is 'Personal data: name of the person who set it. Purpose: accountability of official acts. Kept as long as the plan';
select platform.isolate('plan.supervision_setting');
create index supervision_setting_office on plan.supervision_setting (county_code, office_unit_id);
grant select, insert, update on plan.supervision_setting to kepu_app;

create table plan.light_sweep (
  county_code text not null,
  year_plan_id uuid not null,
  began_on date not null,
  closed_through date,
  primary key (county_code, year_plan_id),
  foreign key (county_code, year_plan_id) references plan.year_plan (county_code, id)
);
comment on table plan.light_sweep is 'Up to which day the lights of a year are written down; the days after it are computed when somebody looks';
comment on column plan.light_sweep.began_on is 'The day on which somebody first watched: what was known by then counts by the day on which it happened';
select platform.isolate('plan.light_sweep');
grant select, insert, update on plan.light_sweep to kepu_app;

create table plan.light_change (
  county_code text not null,
  id uuid not null,
  year_plan_id uuid not null,
  node_id uuid not null,
  unit_id uuid,
  shown_on date not null,
  colour text not null check (colour in ('grey', 'blue', 'yellow', 'red', 'green')),
  reason text not null,
  last_day date,
  primary key (county_code, id),
  unique nulls not distinct (county_code, node_id, unit_id, shown_on),
  foreign key (county_code, year_plan_id) references plan.year_plan (county_code, id),
  foreign key (county_code, node_id) references plan.annual_node (county_code, id),
  foreign key (county_code, unit_id) references organization.unit (county_code, id)
);
comment on table plan.light_change is 'From which day on a node showed which colour (亮灯记录): append-only, one colour a day, never recoloured';
comment on column plan.light_change.unit_id is 'Whose light; null: that of all leads together';
comment on column plan.light_change.last_day is 'The last day in time as it was counted then; null while the clock stood still';
select platform.isolate('plan.light_change');
create index light_change_year on plan.light_change (county_code, year_plan_id);
create index light_change_unit on plan.light_change (county_code, unit_id);
grant select, insert on plan.light_change to kepu_app;

create table plan.extension (
  county_code text not null,
  id uuid not null,
  annual_task_id uuid not null,
  node_id uuid not null,
  unit_id uuid not null,
  owner_id uuid,
  wanted_day date not null,
  reason text not null,
  asked_on date not null,
  asked_by_name text not null,
  asked_at timestamptz not null,
  status text not null check (status in ('asked', 'granted', 'refused', 'withdrawn')),
  granted_day date,
  answer text,
  answered_on date,
  answered_by_name text,
  answered_at timestamptz,
  primary key (county_code, id),
  foreign key (county_code, annual_task_id) references plan.annual_task (county_code, id),
  foreign key (county_code, node_id) references plan.annual_node (county_code, id),
  foreign key (county_code, unit_id) references organization.unit (county_code, id),
  foreign key (county_code, owner_id) references organization.unit (county_code, id),
  check ((status = 'asked') = (answered_on is null)),
  check ((status = 'granted') = (granted_day is not null))
);
comment on table plan.extension is 'A body asks for a later day for a node (延期申请), the coordinator answers with a reason';
comment on column plan.extension.unit_id is 'Who asks';
comment on column plan.extension.owner_id is 'Whose light it concerns; null: that of all leads together';
comment on column plan.extension.asked_by_name is 'Personal data: name of the person who asked. Purpose: accountability of official acts. Kept as long as the plan';
comment on column plan.extension.answered_by_name is 'Personal data: name of the person who answered. Purpose: accountability of official acts. Kept as long as the plan';
select platform.isolate('plan.extension');
create index extension_task on plan.extension (county_code, annual_task_id);
create index extension_node on plan.extension (county_code, node_id);
create index extension_unit on plan.extension (county_code, unit_id);
create index extension_owner on plan.extension (county_code, owner_id);
create unique index extension_open on plan.extension (county_code, node_id, owner_id) nulls not distinct where status = 'asked';
grant select, insert, update on plan.extension to kepu_app;

create table plan.wait (
  county_code text not null,
  id uuid not null,
  annual_task_id uuid not null,
  node_id uuid not null,
  unit_id uuid not null,
  owner_id uuid,
  awaited_id uuid not null,
  what text not null,
  since date not null,
  told_on date not null,
  told_by_name text not null,
  told_at timestamptz not null,
  ended_on date,
  ending text check (ending in ('answered', 'withdrawn', 'ended')),
  answer text,
  ended_by_name text,
  ended_at timestamptz,
  primary key (county_code, id),
  foreign key (county_code, annual_task_id) references plan.annual_task (county_code, id),
  foreign key (county_code, node_id) references plan.annual_node (county_code, id),
  foreign key (county_code, unit_id) references organization.unit (county_code, id),
  foreign key (county_code, owner_id) references organization.unit (county_code, id),
  foreign key (county_code, awaited_id) references organization.unit (county_code, id),
  check (since <= told_on),
  check ((ended_on is null) = (ending is null))
);
comment on table plan.wait is 'A body waits for another one (等待他人): the clock of its node stands still until that one answers';
comment on column plan.wait.owner_id is 'Whose light it concerns; null: that of all leads together';
comment on column plan.wait.awaited_id is 'Who is awaited';
comment on column plan.wait.told_by_name is 'Personal data: name of the person who said so. Purpose: accountability of official acts. Kept as long as the plan';
comment on column plan.wait.ended_by_name is 'Personal data: name of the person who ended it. Purpose: accountability of official acts. Kept as long as the plan';
select platform.isolate('plan.wait');
create index wait_task on plan.wait (county_code, annual_task_id);
create index wait_node on plan.wait (county_code, node_id);
create index wait_unit on plan.wait (county_code, unit_id);
create index wait_owner on plan.wait (county_code, owner_id);
create index wait_awaited on plan.wait (county_code, awaited_id);
create unique index wait_open on plan.wait (county_code, node_id, owner_id) nulls not distinct where ended_on is null;
grant select, insert, update on plan.wait to kepu_app;
