-- What was measured, what the coordinator writes into the final report, and the open data that was released.
create table plan.measured_value (
  county_code text not null,
  id uuid not null,
  version integer not null check (version > 0),
  plan_id uuid not null,
  indicator_id uuid not null,
  year integer not null check (year between 1990 and 2100),
  measured_on date,
  value numeric not null,
  low numeric,
  high numeric,
  level numeric,
  sample_size integer check (sample_size > 0),
  design_effect numeric check (design_effect > 0),
  method text not null,
  source text not null,
  scoring_rule text,
  source_module text not null,
  source_record text,
  withdrawn boolean not null default false,
  reason text,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  primary key (county_code, id, version),
  unique (county_code, source_module, source_record, version),
  foreign key (county_code, plan_id, indicator_id) references plan.indicator (county_code, plan_id, id),
  check ((low is null) = (high is null) and (low is null) = (level is null)),
  check (low is null or (low <= value and value <= high)),
  check ((version = 1) = (reason is null))
);
comment on table plan.measured_value is 'Measured values of indicators (测得值): append-only; a correction is a further version of the same id';
comment on column plan.measured_value.plan_id is 'The edition of the plan that was in force; the indicator keeps its id through later ones';
comment on column plan.measured_value.measured_on is 'Null where only the year is known';
comment on column plan.measured_value.scoring_rule is 'Values under different rules never stand in one trend; null: the source does not say';
comment on column plan.measured_value.withdrawn is 'This version says that there was no such value';
comment on column plan.measured_value.recorded_by_name is 'Personal data: name of the person who entered it. Purpose: accountability of official acts. Kept as long as the plan';
select platform.isolate('plan.measured_value');
create index measured_value_indicator on plan.measured_value (county_code, plan_id, indicator_id);

create table plan.evaluation_section (
  county_code text not null,
  plan_id uuid not null,
  section text not null,
  text text not null,
  keep_assembled boolean not null,
  version integer not null,
  updated_by_name text not null,
  updated_at timestamptz not null,
  primary key (county_code, plan_id, section),
  foreign key (county_code, plan_id) references plan.plan (county_code, id)
);
comment on table plan.evaluation_section is 'The coordinator''s own paragraphs of the final report (总结评估报告), a row a chapter';
comment on column plan.evaluation_section.keep_assembled is 'False: the text stands instead of the sentences that Kepu assembles';
comment on column plan.evaluation_section.updated_by_name is 'Personal data: name of the last writer. Purpose: accountability of official acts. Kept as long as the plan';
select platform.isolate('plan.evaluation_section');

create table plan.progress_edition (
  county_code text not null,
  edition integer not null check (edition > 0),
  plan_id uuid not null,
  as_of date not null,
  content jsonb not null,
  sha256 text not null,
  released_by_name text not null,
  released_at timestamptz not null,
  primary key (county_code, edition),
  unique (county_code, as_of),
  foreign key (county_code, plan_id) references plan.plan (county_code, id)
);
comment on table plan.progress_edition is 'Open data of the progress page as it stood on a day (公开数据版本): frozen, so that what was cited stays';
comment on column plan.progress_edition.released_by_name is 'Personal data: name of the person who released it. Purpose: accountability of official acts. Kept as long as the plan';
select platform.isolate('plan.progress_edition');
create index progress_edition_plan on plan.progress_edition (county_code, plan_id);

grant select, insert on plan.measured_value, plan.progress_edition to kepu_app;
grant select, insert, update on plan.evaluation_section to kepu_app;
