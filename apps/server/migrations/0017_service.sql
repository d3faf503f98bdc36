-- How often somebody without an account has tried something: counted by a keyed hash, in windows of time.
create table platform.try_count (
  county_code text not null,
  key bytea not null,
  window_start timestamptz not null,
  count integer not null,
  primary key (county_code, key, window_start)
);
comment on table platform.try_count is 'Tries of people without an account, by keyed hash of address, telephone or number; kept two days';
comment on column platform.try_count.key is 'Personal data: keyed hash of an address or telephone. Purpose: keeping guessers and floods out. Kept two days';
select platform.isolate('platform.try_count');
create index try_count_window on platform.try_count (county_code, window_start);
grant select, insert, update, delete on platform.try_count to kepu_app;

-- 点单服务: from a villager's wish to a service done, confirmed and rated.
create extension if not exists btree_gist;
create schema service;
comment on schema service is '点单服务';
grant usage on schema service to kepu_app;

create table service.setting (
  county_code text not null primary key,
  terms jsonb not null,
  entry text not null check (entry in ('village', 'township')),
  version integer not null default 1
);
comment on table service.setting is 'How a county runs its orders: working days of each step, and who hears of an order first. No row: the usual';
select platform.isolate('service.setting');
grant select, insert, update on service.setting to kepu_app;

create table service.menu_item (
  county_code text not null,
  id uuid not null,
  unit_id uuid not null,
  title text not null,
  summary text not null,
  topic text not null,
  audiences text[] not null,
  kind text not null,
  months integer[] not null,
  minutes integer not null check (minutes > 0),
  min_people integer not null check (min_people > 0),
  kits text[] not null,
  keywords text[] not null,
  task_id uuid,
  measure_id uuid,
  status text not null check (status in ('proposed', 'offered', 'returned', 'retired')),
  reason text,
  version integer not null default 1,
  created_at timestamptz not null,
  offered_at timestamptz,
  primary key (county_code, id),
  foreign key (county_code, unit_id) references organization.unit (county_code, id),
  foreign key (county_code, task_id) references ledger.purpose (county_code, id),
  foreign key (county_code, measure_id) references ledger.purpose (county_code, id)
);
comment on table service.menu_item is 'What can be ordered (服务清单), proposed by a department, approved by the coordinator';
comment on column service.menu_item.keywords is 'Words of people that mean this: data of the classification, changed on the screen';
select platform.isolate('service.menu_item');
create index menu_item_unit on service.menu_item (county_code, unit_id);
create index menu_item_task on service.menu_item (county_code, task_id);
create index menu_item_measure on service.menu_item (county_code, measure_id);
create unique index menu_item_title on service.menu_item (county_code, title) where status in ('proposed', 'offered');
grant select, insert, update on service.menu_item to kepu_app;

create table service."order" (
  county_code text not null,
  id uuid not null,
  number text not null,
  title text not null,
  wish text not null,
  menu_item_id uuid,
  topic text,
  words text[] not null,
  audience text,
  people integer check (people > 0),
  region_code text not null references organization.region (code),
  place text,
  wanted_from date,
  wanted_to date,
  day_part text check (day_part in ('morning', 'afternoon', 'evening')),
  channel text not null check (channel in ('self', 'helper', 'qr', 'phone', 'paper', 'api')),
  status text not null check (status in ('submitted', 'dispatched', 'claimed', 'offered', 'open', 'accepted', 'scheduled',
    'serving', 'done', 'confirmed', 'closed', 'rejected', 'merged', 'withdrawn')),
  region_unit_id uuid not null,
  holder_unit_id uuid not null,
  dispatcher_unit_id uuid,
  department_id uuid,
  team_id uuid,
  team_name text,
  seen_by uuid[] not null,
  step_from date not null,
  due_on date,
  question text,
  escalated_to uuid,
  visit_id uuid,
  visit_on date,
  round integer not null default 1,
  merged_into uuid,
  askers integer not null default 1,
  version integer not null default 1,
  created_at timestamptz not null,
  placed_on date not null,
  closed_at timestamptz,
  primary key (county_code, id),
  unique (county_code, number),
  foreign key (county_code, menu_item_id) references service.menu_item (county_code, id),
  foreign key (county_code, region_unit_id) references organization.unit (county_code, id),
  foreign key (county_code, holder_unit_id) references organization.unit (county_code, id),
  foreign key (county_code, dispatcher_unit_id) references organization.unit (county_code, id),
  foreign key (county_code, department_id) references organization.unit (county_code, id),
  foreign key (county_code, escalated_to) references organization.unit (county_code, id),
  foreign key (county_code, merged_into) references service."order" (county_code, id),
  check ((status = 'merged') = (merged_into is not null))
);
comment on table service."order" is 'An order (点单): a wish of one or several people in one place, on its way to a service';
comment on column service."order".number is 'Twelve digits drawn by chance: whoever has them and the code may look the order up';
comment on column service."order".wish is 'Personal data: the asker''s own words. Purpose: giving the service. Kept 3 years after the order is closed, then emptied by a job';
comment on column service."order".words is 'Words of the wish that it was classified by; empty when a person chose';
comment on column service."order".holder_unit_id is 'The unit that acts next; of a team, the unit whose team it is';
comment on column service."order".dispatcher_unit_id is 'Who dispatched it: there it goes when it''s handed back';
comment on column service."order".seen_by is 'Every unit that had it, and all above them: their staff see it';
comment on column service."order".step_from is 'The day on which the step under way began';
comment on column service."order".due_on is 'End of the step''s term in working days; null: the clock stands still, or nothing is due';
comment on column service."order".question is 'What the asker was asked: while it stands here, the clock stands still';
comment on column service."order".escalated_to is 'The unit above that was told that the step is overdue';
comment on column service."order".round is 'Counts up when a dissatisfied asker''s order is opened again';
select platform.isolate('service."order"');
create index order_holder on service."order" (county_code, holder_unit_id, status, due_on);
create index order_list on service."order" (county_code, placed_on, id);
create index order_status on service."order" (county_code, status, placed_on, id);
create index order_due on service."order" (county_code, due_on) where due_on is not null;
create index order_region on service."order" (region_code);
create index order_place on service."order" (county_code, region_code text_pattern_ops, placed_on);
create index order_menu on service."order" (county_code, menu_item_id, placed_on);
create index order_region_unit on service."order" (county_code, region_unit_id);
create index order_dispatcher on service."order" (county_code, dispatcher_unit_id);
create index order_department on service."order" (county_code, department_id);
create index order_escalated on service."order" (county_code, escalated_to);
create index order_team on service."order" (county_code, team_id, status);
create index order_visit on service."order" (county_code, visit_id);
create index order_merged on service."order" (county_code, merged_into);
create index order_seen on service."order" using gin (seen_by);
grant select, insert, update on service."order" to kepu_app;

create table service.asker (
  county_code text not null,
  id uuid not null,
  order_id uuid not null,
  number text not null,
  code_print bytea not null,
  called text,
  phone_sealed bytea,
  phone_masked text,
  phone_print bytea,
  device text,
  channel text not null check (channel in ('self', 'helper', 'qr', 'phone', 'paper', 'api')),
  people integer check (people > 0),
  joined_at timestamptz not null,
  confirmed_at timestamptz,
  confirmed_way text check (confirmed_way in ('asker', 'helper', 'phone')),
  primary key (county_code, id),
  unique (county_code, number),
  foreign key (county_code, order_id) references service."order" (county_code, id),
  check ((phone_sealed is null) = (phone_print is null)),
  check ((confirmed_at is null) = (confirmed_way is null))
);
comment on table service.asker is 'Who asked for an order (点单人): one household or group each; several may stand behind one order';
comment on column service.asker.code_print is 'Keyed hash of the six digits that the asker was given with the number';
comment on column service.asker.called is 'Personal data: how the asker is called, e.g. 王大爷. Purpose: finding them in the village. Kept 1 year after the order is closed, then emptied by a job';
comment on column service.asker.phone_sealed is 'Personal data: telephone, encrypted with the key under secrets/. Purpose: agreeing on the visit, calling back. Kept 1 year after the order is closed, then emptied by a job';
comment on column service.asker.phone_masked is 'Personal data: telephone with its middle hidden. Purpose: telling askers apart. Kept 1 year after the order is closed, then emptied by a job';
comment on column service.asker.phone_print is 'Personal data: keyed hash of the telephone. Purpose: finding repeated and invented orders. Kept 1 year after the order is closed, then emptied by a job';
comment on column service.asker.device is 'Personal data: keyed hash of address and browser. Purpose: finding bursts of invented orders. Kept 90 days, then emptied by a job';
select platform.isolate('service.asker');
create index asker_order on service.asker (county_code, order_id);
create index asker_phone on service.asker (county_code, phone_print);
create index asker_device on service.asker (county_code, device, joined_at);
grant select, insert, update on service.asker to kepu_app;

create table service.order_event (
  county_code text not null,
  id uuid not null,
  order_id uuid not null,
  at timestamptz not null,
  action text not null,
  from_status text,
  to_status text not null,
  by_name text not null,
  unit_id uuid,
  reason text,
  facts jsonb not null,
  primary key (county_code, id),
  foreign key (county_code, order_id) references service."order" (county_code, id),
  foreign key (county_code, unit_id) references organization.unit (county_code, id)
);
comment on table service.order_event is 'What happened to an order (办理过程): append-only';
comment on column service.order_event.by_name is 'Personal data: name of the person of staff who acted; of the public only that it was the asker. Purpose: accountability of official acts. Kept as long as the order';
select platform.isolate('service.order_event');
create index order_event_order on service.order_event (county_code, order_id, id);
create index order_event_unit on service.order_event (county_code, unit_id);
grant select, insert on service.order_event to kepu_app;

create table service.pause (
  county_code text not null,
  id uuid not null,
  order_id uuid not null,
  from_day date not null,
  to_day date,
  primary key (county_code, id),
  foreign key (county_code, order_id) references service."order" (county_code, id)
);
comment on table service.pause is 'Days on which an order''s clock stood still because the asker was awaited';
select platform.isolate('service.pause');
create index pause_order on service.pause (county_code, order_id);
grant select, insert, update on service.pause to kepu_app;

create table service.phone_code (
  county_code text not null,
  id uuid not null,
  phone_print bytea not null,
  code_print bytea not null,
  sent_at timestamptz not null,
  used_at timestamptz,
  primary key (county_code, id)
);
comment on table service.phone_code is 'One-time codes sent to telephones; good for a quarter of an hour, removed the day after';
comment on column service.phone_code.phone_print is 'Personal data: keyed hash of the telephone. Purpose: checking the code. Kept one day';
select platform.isolate('service.phone_code');
create index phone_code_phone on service.phone_code (county_code, phone_print, sent_at);
grant select, insert, update, delete on service.phone_code to kepu_app;

create table service.kit (
  county_code text not null,
  id uuid not null,
  name text not null,
  kind text not null,
  unit_id uuid not null,
  active boolean not null default true,
  version integer not null default 1,
  primary key (county_code, id),
  unique (county_code, name),
  foreign key (county_code, unit_id) references organization.unit (county_code, id)
);
comment on table service.kit is 'A set of equipment (器材) that a team can bring along: one row a set';
select platform.isolate('service.kit');
create index kit_unit on service.kit (county_code, unit_id);
grant select, insert, update on service.kit to kepu_app;

create table service.visit (
  county_code text not null,
  id uuid not null,
  team_id uuid not null,
  team_name text not null,
  unit_id uuid not null,
  day date not null,
  starts_at text not null,
  ends_at text not null,
  region_code text not null references organization.region (code),
  place text,
  status text not null check (status in ('planned', 'arrived', 'done', 'cancelled')),
  arrived_at text,
  left_at text,
  heads jsonb not null,
  member_ids uuid[] not null,
  note text,
  moves integer not null default 0,
  last_move text check (last_move in ('weather', 'asker', 'noShow', 'team', 'other')),
  delivery_id uuid,
  seen_by uuid[] not null,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, unit_id) references organization.unit (county_code, id),
  check (starts_at < ends_at)
);
comment on table service.visit is 'A team comes (上门服务): one visit serves one order or several. Times are of Asia/Shanghai';
comment on column service.visit.heads is 'How many of which group were there, as the leader noted once';
comment on column service.visit.delivery_id is 'The entry of the ledger that it made when it was confirmed';
select platform.isolate('service.visit');
create index visit_team on service.visit (county_code, team_id, day);
create index visit_day on service.visit (county_code, day);
create index visit_unit on service.visit (county_code, unit_id);
create index visit_region on service.visit (region_code);
grant select, insert, update on service.visit to kepu_app;

create table service.kit_reservation (
  county_code text not null,
  id uuid not null,
  kit_id uuid not null,
  visit_id uuid not null,
  during tsrange not null,
  primary key (county_code, id),
  foreign key (county_code, kit_id) references service.kit (county_code, id),
  foreign key (county_code, visit_id) references service.visit (county_code, id),
  constraint kit_reservation_once exclude using gist (county_code with =, kit_id with =, during with &&)
);
comment on table service.kit_reservation is 'A set of equipment is taken for a visit: the database lets no two overlap';
comment on column service.kit_reservation.during is 'From an hour before the visit to an hour after it, in the time of Asia/Shanghai';
select platform.isolate('service.kit_reservation');
create index kit_reservation_kit on service.kit_reservation (county_code, kit_id);
create index kit_reservation_visit on service.kit_reservation (county_code, visit_id);
grant select, insert, delete on service.kit_reservation to kepu_app;

create table service.rating (
  county_code text not null,
  id uuid not null,
  order_id uuid not null,
  asker_id uuid not null,
  round integer not null,
  team_id uuid,
  score integer not null check (score between 1 and 5),
  comment text,
  way text not null check (way in ('asker', 'callback')),
  rated_at timestamptz not null,
  primary key (county_code, id),
  unique (county_code, asker_id, round),
  foreign key (county_code, order_id) references service."order" (county_code, id),
  foreign key (county_code, asker_id) references service.asker (county_code, id)
);
comment on table service.rating is 'What an asker said of a service (评单), once a round; the team never sees who';
comment on column service.rating.comment is 'Personal data: the asker''s own words. Purpose: better service. Kept 3 years, then emptied by a job';
select platform.isolate('service.rating');
create index rating_order on service.rating (county_code, order_id);
create index rating_team on service.rating (county_code, team_id, rated_at);
grant select, insert, update on service.rating to kepu_app;

create table service.callback_round (
  county_code text not null,
  id uuid not null,
  from_day date not null,
  to_day date not null,
  seed bigint not null,
  list_hash text not null,
  list_size integer not null,
  drawn_at timestamptz not null,
  drawn_by_name text not null,
  primary key (county_code, id)
);
comment on table service.callback_round is 'A random sample for call-backs (回访抽样): seed and hash of the list let anybody draw it again';
comment on column service.callback_round.drawn_by_name is 'Personal data: name of the person who drew. Purpose: accountability of official acts. Kept as long as the ratings';
select platform.isolate('service.callback_round');
grant select, insert on service.callback_round to kepu_app;

create table service.callback (
  county_code text not null,
  id uuid not null,
  round_id uuid not null,
  ordinal integer not null,
  order_id uuid not null,
  asker_id uuid not null,
  outcome text check (outcome in ('reached', 'noAnswer', 'declined', 'wrongNumber')),
  noted_at timestamptz,
  noted_by_name text,
  primary key (county_code, id),
  unique (county_code, round_id, asker_id),
  foreign key (county_code, round_id) references service.callback_round (county_code, id),
  foreign key (county_code, order_id) references service."order" (county_code, id),
  foreign key (county_code, asker_id) references service.asker (county_code, id)
);
comment on table service.callback is 'One asker to be called back (回访), and what came of it';
comment on column service.callback.noted_by_name is 'Personal data: name of the person who called. Purpose: accountability of official acts. Kept as long as the ratings';
select platform.isolate('service.callback');
create index callback_order on service.callback (county_code, order_id);
create index callback_asker on service.callback (county_code, asker_id);
grant select, insert, update on service.callback to kepu_app;

create table service.signal_judgement (
  county_code text not null,
  order_id uuid not null,
  verdict text not null check (verdict in ('genuine', 'invented', 'unclear')),
  note text not null,
  judged_by_name text not null,
  judged_at timestamptz not null,
  primary key (county_code, order_id),
  foreign key (county_code, order_id) references service."order" (county_code, id)
);
comment on table service.signal_judgement is 'What a person found about an order that looked invented (核查结论)';
comment on column service.signal_judgement.judged_by_name is 'Personal data: name of the person who judged. Purpose: accountability of official acts. Kept as long as the order';
select platform.isolate('service.signal_judgement');
grant select, insert, update on service.signal_judgement to kepu_app;
