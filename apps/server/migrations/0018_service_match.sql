-- Who should go (推荐队伍), and a month's backlog planned in one go (统筹排期).
create table service.match_setting (
  county_code text not null primary key,
  settings jsonb not null,
  version integer not null default 1
);
comment on table service.match_setting is 'How a county weighs the reasons for a team and counts ways. No row: the usual';
select platform.isolate('service.match_setting');
grant select, insert, update on service.match_setting to kepu_app;

create table service.region_place (
  county_code text not null,
  region_code text not null references organization.region (code),
  longitude double precision not null check (longitude between 70 and 140),
  latitude double precision not null check (latitude between 0 and 60),
  source text not null,
  primary key (county_code, region_code)
);
comment on table service.region_place is 'Where a township or village lies, WGS 84, for estimating ways; entered by the county';
comment on column service.region_place.source is 'Who says so, e.g. 自然资源局; of a demonstration county that it is invented';
select platform.isolate('service.region_place');
create index region_place_region on service.region_place (region_code);
grant select, insert, update, delete on service.region_place to kepu_app;

create table service.assignment_plan (
  county_code text not null,
  id uuid not null,
  unit_id uuid not null,
  from_day date not null,
  to_day date not null,
  status text not null check (status in ('running', 'proposed', 'failed', 'cancelled', 'confirmed')),
  settings jsonb not null,
  progress jsonb not null,
  result jsonb,
  made_by_name text not null,
  made_at timestamptz not null,
  settled_at timestamptz,
  version integer not null default 1,
  primary key (county_code, id),
  foreign key (county_code, unit_id) references organization.unit (county_code, id),
  check (from_day <= to_day)
);
comment on table service.assignment_plan is 'A proposal which team visits which orders on which day (统筹排期方案), until somebody confirms it';
comment on column service.assignment_plan.unit_id is 'Whose orders: those that this unit or one below it has claimed';
comment on column service.assignment_plan.result is 'Cost by part, that of the greedy rule, bound, gap, proven, seconds';
comment on column service.assignment_plan.made_by_name is 'Personal data: name of the person who asked for it. Purpose: accountability of official acts. Kept as long as the orders';
select platform.isolate('service.assignment_plan');
create index assignment_plan_list on service.assignment_plan (county_code, unit_id, made_at);
grant select, insert, update on service.assignment_plan to kepu_app;

create table service.assignment_row (
  county_code text not null,
  plan_id uuid not null,
  order_id uuid not null,
  team_id uuid,
  day date,
  stop integer,
  why_not text check (why_not in ('noPlace', 'noTeam', 'noRoom')),
  by_hand boolean not null default false,
  dropped boolean not null default false,
  outcome text check (outcome in ('offered', 'moved', 'refused')),
  primary key (county_code, plan_id, order_id),
  foreign key (county_code, plan_id) references service.assignment_plan (county_code, id),
  foreign key (county_code, order_id) references service."order" (county_code, id),
  check ((team_id is null) = (day is null))
);
comment on table service.assignment_row is 'One order of a proposal: team and day, or why it has none; what became of it on confirming';
comment on column service.assignment_row.stop is 'Place in the day''s trip, from 1';
select platform.isolate('service.assignment_row');
create index assignment_row_order on service.assignment_row (county_code, order_id);
grant select, insert, update, delete on service.assignment_row to kepu_app;

-- Keys of other systems that may place orders (Open311).
create table service.api_key (
  county_code text not null,
  id uuid not null,
  title text not null,
  key_print bytea not null,
  active boolean not null,
  created_at timestamptz not null,
  used_on date,
  primary key (county_code, id),
  unique (county_code, key_print)
);
comment on table service.api_key is 'Keys of other systems that may place orders (接口密钥); the key itself is kept nowhere';
select platform.isolate('service.api_key');
grant select, insert, update on service.api_key to kepu_app;

-- What the county sees of unmet demand, and the public interface's lists by change.
create index order_demand on service."order" (county_code, placed_on, topic, status);
create index order_event_at on service.order_event (county_code, at);
