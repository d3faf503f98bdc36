-- 人才队伍: people who popularise science, and their teams.
create schema people;
comment on schema people is '人才队伍';
grant usage on schema people to kepu_app;

create table people.person (
  county_code text not null,
  id uuid not null,
  name text not null,
  kinds text[] not null,
  head_post text check (head_post in ('hospital', 'school', 'agriculture')),
  unit_id uuid not null,
  employer text,
  position text,
  birth_year integer check (birth_year between 1900 and 2100),
  fields text[] not null default '{}',
  topics text[] not null default '{}',
  audiences text[] not null default '{}',
  languages text[] not null default '{}',
  region_code text references organization.region (code),
  appointed_by text,
  term_from date,
  term_to date,
  availability jsonb not null,
  volunteer_number text,
  phone_sealed bytea,
  phone_print bytea,
  consent_by text check (consent_by in ('self', 'guardian')),
  consent_on date,
  guardian_name text,
  user_id text references identity."user" (id),
  status text not null check (status in ('active', 'left', 'merged', 'erased')),
  left_on date,
  erase_on date,
  merged_into uuid,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, unit_id) references organization.unit (county_code, id),
  foreign key (county_code, merged_into) references people.person (county_code, id),
  check ((status = 'merged') = (merged_into is not null)),
  check ((phone_sealed is null) = (phone_print is null))
);
comment on table people.person is 'A person of the register (人才): expert, one of the three heads, envoy, lecturer, veteran, tutor, volunteer';
comment on column people.person.name is 'Personal data: name. Purpose: arranging services and certifying them. Kept until 1 year after the person leaves, then erased by a job';
comment on column people.person.employer is 'Personal data: where the person works. Purpose: matching. Kept until 1 year after the person leaves';
comment on column people.person.position is 'Personal data: post and title. Purpose: matching. Kept until 1 year after the person leaves';
comment on column people.person.birth_year is 'Personal data: year of birth, no day. Purpose: consent of a minor''s guardian; telling people of one name apart. Kept until 1 year after the person leaves';
comment on column people.person.volunteer_number is 'Personal data: number on the national volunteer platform. Purpose: service records by 民政部令第67号. Kept until 1 year after the person leaves';
comment on column people.person.phone_sealed is 'Personal data: telephone, encrypted with the key under secrets/. Purpose: arranging services; each look is logged. Kept until 1 year after the person leaves';
comment on column people.person.phone_print is 'Personal data: keyed hash of the telephone. Purpose: finding the same person twice without decrypting. Kept until 1 year after the person leaves';
comment on column people.person.consent_by is 'Personal data: who agreed to the record, the person or a guardian. Purpose: proof of consent. Kept until 1 year after the person leaves';
comment on column people.person.guardian_name is 'Personal data: name of a minor''s guardian. Purpose: proof of consent. Kept until 1 year after the person leaves';
comment on column people.person.user_id is 'Personal data: the person''s own account. Purpose: seeing and correcting the own record. Kept until 1 year after the person leaves';
comment on column people.person.merged_into is 'The record that this one was merged into (合并)';
select platform.isolate('people.person');
create index person_unit on people.person (county_code, unit_id);
create index person_merged on people.person (county_code, merged_into);
create index person_region on people.person (region_code);
create index person_user on people.person (user_id);
create index person_name on people.person (county_code, name);
create index person_print on people.person (county_code, phone_print);
create index person_list on people.person (county_code, status, id);
create index person_erase on people.person (county_code, erase_on);

create table people.team (
  county_code text not null,
  id uuid not null,
  name text not null,
  unit_id uuid not null,
  leader_id uuid,
  topics text[] not null,
  audiences text[] not null,
  languages text[] not null,
  region_code text not null references organization.region (code),
  longitude double precision,
  latitude double precision,
  radius_km integer not null check (radius_km > 0),
  weekly_visits integer not null check (weekly_visits > 0),
  availability jsonb not null,
  platform_number text,
  note text,
  active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (county_code, id),
  unique (county_code, name),
  foreign key (county_code, unit_id) references organization.unit (county_code, id),
  foreign key (county_code, leader_id) references people.person (county_code, id),
  check ((longitude is null) = (latitude is null))
);
comment on table people.team is 'A team of science volunteers (科技志愿服务队): whose it is, what it offers, how far it travels';
comment on column people.team.weekly_visits is 'Visits a week that it can make';
select platform.isolate('people.team');
create index team_unit on people.team (county_code, unit_id);
create index team_leader on people.team (county_code, leader_id);
create index team_region on people.team (region_code);

create table people.team_member (
  county_code text not null,
  team_id uuid not null,
  person_id uuid not null,
  primary key (county_code, team_id, person_id),
  foreign key (county_code, team_id) references people.team (county_code, id),
  foreign key (county_code, person_id) references people.person (county_code, id)
);
comment on table people.team_member is 'Who is in which team (队员)';
select platform.isolate('people.team_member');
create index team_member_person on people.team_member (county_code, person_id);

create table people.look (
  county_code text not null,
  id uuid not null,
  person_id uuid not null,
  looked_at timestamptz not null,
  looked_by text not null,
  looked_by_name text not null,
  unit_id uuid,
  purpose text not null check (purpose in ('arrange', 'appoint', 'emergency', 'check', 'subject')),
  note text not null,
  primary key (county_code, id),
  foreign key (county_code, person_id) references people.person (county_code, id),
  foreign key (county_code, unit_id) references organization.unit (county_code, id)
);
comment on table people.look is 'Each look at a telephone number (查看记录), with its purpose; the person sees it. Append-only';
comment on column people.look.looked_by is 'Personal data: account of whoever looked. Purpose: accountability to the person looked at. Kept as long as the person''s record';
comment on column people.look.looked_by_name is 'Personal data: name of whoever looked. Purpose: accountability to the person looked at. Kept as long as the person''s record';
select platform.isolate('people.look');
create index look_person on people.look (county_code, person_id, id);
create index look_unit on people.look (county_code, unit_id);

grant select, insert, update on people.person, people.team to kepu_app;
grant select, insert, delete on people.team_member to kepu_app;
grant select, insert on people.look to kepu_app;
