-- Appraisal (目标管理考核): schemes as data, sheets computed from records, objections, and what was released, for good.
create table plan.scheme (
  county_code text not null,
  id uuid not null,
  draft jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (county_code, id)
);
comment on table plan.scheme is 'A scheme of appraisal (考核办法) as it is being written; what was published stands in scheme_edition';
select platform.isolate('plan.scheme');

create table plan.scheme_edition (
  county_code text not null,
  scheme_id uuid not null,
  edition integer not null check (edition > 0),
  content jsonb not null,
  sha256 text not null,
  published_at timestamptz not null,
  published_by_name text not null,
  primary key (county_code, scheme_id, edition),
  foreign key (county_code, scheme_id) references plan.scheme (county_code, id)
);
comment on table plan.scheme_edition is 'A published edition of a scheme of appraisal: append-only';
comment on column plan.scheme_edition.sha256 is 'Of the canonical JSON of the content';
comment on column plan.scheme_edition.published_by_name is 'Personal data: name of the person who published it. Purpose: accountability of official acts. Kept as long as the plan';
select platform.isolate('plan.scheme_edition');

create table plan.appraisal (
  county_code text not null,
  id uuid not null,
  year_plan_id uuid not null,
  scheme_id uuid not null,
  edition integer not null,
  title text not null,
  status text not null check (status in ('prepared', 'disclosed', 'released')),
  as_of date,
  disclosed_at timestamptz,
  object_until date,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (county_code, id),
  unique (county_code, year_plan_id, scheme_id),
  foreign key (county_code, year_plan_id) references plan.year_plan (county_code, id),
  foreign key (county_code, scheme_id, edition) references plan.scheme_edition (county_code, scheme_id, edition)
);
comment on table plan.appraisal is 'An appraisal of a year by one edition of a scheme; released when it has a row in appraisal_release';
comment on column plan.appraisal.as_of is 'Records up to and on this day count';
comment on column plan.appraisal.object_until is 'The last day on which a body may object';
select platform.isolate('plan.appraisal');
create index appraisal_scheme on plan.appraisal (county_code, scheme_id, edition);

create table plan.appraisal_sheet (
  county_code text not null,
  appraisal_id uuid not null,
  unit_id uuid not null,
  ordinal integer not null,
  content jsonb not null,
  confirmed_at timestamptz,
  confirmed_by_name text,
  primary key (county_code, appraisal_id, unit_id),
  foreign key (county_code, appraisal_id) references plan.appraisal (county_code, id),
  foreign key (county_code, unit_id) references organization.unit (county_code, id)
);
comment on table plan.appraisal_sheet is 'The sheet of one body (评分表) until the appraisal is released: what was computed from records';
comment on column plan.appraisal_sheet.confirmed_at is 'The body has seen its sheet and objects to nothing (无异议)';
comment on column plan.appraisal_sheet.confirmed_by_name is 'Personal data: name of the person who confirmed. Purpose: accountability of official acts. Kept as long as the plan';
select platform.isolate('plan.appraisal_sheet');
create index appraisal_sheet_unit on plan.appraisal_sheet (county_code, unit_id);

create table plan.appraisal_entry (
  county_code text not null,
  id uuid not null,
  appraisal_id uuid not null,
  unit_id uuid not null,
  item_id text not null,
  score numeric not null check (score >= 0),
  reason text not null,
  entered_by_name text not null,
  entered_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, appraisal_id) references plan.appraisal (county_code, id),
  foreign key (county_code, unit_id) references organization.unit (county_code, id)
);
comment on table plan.appraisal_entry is 'Points that a person gave for an item, with the reason: append-only, the last one holds';
comment on column plan.appraisal_entry.entered_by_name is 'Personal data: name of the person who gave the points. Purpose: accountability of official acts. Kept as long as the plan';
select platform.isolate('plan.appraisal_entry');
create index appraisal_entry_appraisal on plan.appraisal_entry (county_code, appraisal_id);
create index appraisal_entry_unit on plan.appraisal_entry (county_code, unit_id);

create table plan.objection (
  county_code text not null,
  id uuid not null,
  appraisal_id uuid not null,
  unit_id uuid not null,
  item_id text not null,
  score numeric,
  reason text not null,
  raised_by_name text not null,
  raised_at timestamptz not null,
  state text not null check (state in ('open', 'upheld', 'rejected')),
  answer text,
  new_score numeric,
  answered_by_name text,
  answered_at timestamptz,
  primary key (county_code, id),
  foreign key (county_code, appraisal_id) references plan.appraisal (county_code, id),
  foreign key (county_code, unit_id) references organization.unit (county_code, id),
  check ((state = 'open') = (answered_at is null)),
  check ((state = 'upheld') = (new_score is not null))
);
comment on table plan.objection is 'A body objects to an item of its sheet (异议), and what was answered';
comment on column plan.objection.score is 'The points objected to';
comment on column plan.objection.raised_by_name is 'Personal data: name of the person who objected. Purpose: accountability of official acts. Kept as long as the plan';
comment on column plan.objection.answered_by_name is 'Personal data: name of the person who answered. Purpose: accountability of official acts. Kept as long as the plan';
select platform.isolate('plan.objection');
create index objection_appraisal on plan.objection (county_code, appraisal_id);
create index objection_unit on plan.objection (county_code, unit_id);
create unique index objection_open on plan.objection (county_code, appraisal_id, unit_id, item_id) where state = 'open';

create table plan.appraisal_release (
  county_code text not null,
  appraisal_id uuid not null,
  content text not null,
  sha256 text not null,
  released_at timestamptz not null,
  released_by_name text not null,
  primary key (county_code, appraisal_id),
  foreign key (county_code, appraisal_id) references plan.appraisal (county_code, id)
);
comment on table plan.appraisal_release is 'A released appraisal, frozen: the canonical bytes of scheme, inputs and scores with their SHA-256; append-only';
comment on column plan.appraisal_release.released_by_name is 'Personal data: name of the person who released it. Purpose: accountability of official acts. Kept as long as the plan';
select platform.isolate('plan.appraisal_release');

grant select, insert, update, delete on plan.scheme to kepu_app;
grant select, insert on plan.scheme_edition, plan.appraisal_entry, plan.appraisal_release to kepu_app;
grant select, insert, update on plan.appraisal, plan.objection to kepu_app;
grant select, insert, update, delete on plan.appraisal_sheet to kepu_app;
