-- One person twice: compared, merged, undone; corrections asked for and decided; lists brought as a workbook.
create table people.merge (
  county_code text not null,
  id uuid not null,
  kept_id uuid not null,
  merged_id uuid not null,
  taken text[] not null,
  before bytea,
  moved jsonb not null,
  kept_version integer not null,
  merged_by_name text not null,
  merged_at timestamptz not null,
  undone_by_name text,
  undone_at timestamptz,
  primary key (county_code, id),
  foreign key (county_code, kept_id) references people.person (county_code, id),
  foreign key (county_code, merged_id) references people.person (county_code, id)
);
comment on table people.merge is 'Two records became one (合并), with all that it takes to undo it';
comment on column people.merge.taken is 'Fields whose value was taken from the record that went';
comment on column people.merge.before is 'Personal data: the kept record before the merge, encrypted. Purpose: undoing it. Kept until the person is erased';
comment on column people.merge.moved is 'What followed: memberships, leaderships, earlier merges; ids only';
comment on column people.merge.kept_version is 'Version of the kept record right after: a later change bars the undo';
comment on column people.merge.merged_by_name is 'Personal data: name of whoever merged. Purpose: accountability. Kept as long as the merge';
comment on column people.merge.undone_by_name is 'Personal data: name of whoever undid it. Purpose: accountability. Kept as long as the merge';
select platform.isolate('people.merge');
create index merge_kept on people.merge (county_code, kept_id);
create index merge_merged on people.merge (county_code, merged_id);

create table people.not_same (
  county_code text not null,
  one_id uuid not null,
  other_id uuid not null,
  said_by_name text not null,
  said_at timestamptz not null,
  primary key (county_code, one_id, other_id),
  foreign key (county_code, one_id) references people.person (county_code, id),
  foreign key (county_code, other_id) references people.person (county_code, id),
  check (one_id < other_id)
);
comment on table people.not_same is 'Two records that look alike and are two people (不是同一人)';
comment on column people.not_same.said_by_name is 'Personal data: name of whoever said so. Purpose: accountability. Kept as long as the two records';
select platform.isolate('people.not_same');
create index not_same_other on people.not_same (county_code, other_id);

create table people.correction (
  county_code text not null,
  id uuid not null,
  person_id uuid not null,
  asked_by text not null check (asked_by in ('person', 'unit')),
  asked_by_name text not null,
  asked_at timestamptz not null,
  proposal bytea,
  fields text[] not null,
  note text not null,
  status text not null check (status in ('open', 'accepted', 'declined')),
  decided_by_name text,
  decided_at timestamptz,
  reason text,
  primary key (county_code, id),
  foreign key (county_code, person_id) references people.person (county_code, id),
  check ((status = 'open') = (decided_at is null))
);
comment on table people.correction is 'The person or their unit asks for a correction (更正申请); the coordinator decides, with a reason';
comment on column people.correction.proposal is 'Personal data: what the record should say, encrypted. Purpose: correcting it. Kept until the person is erased';
comment on column people.correction.asked_by is 'Personal data: whether the person or their unit asked. Purpose: answering the right one. Kept until the person is erased';
comment on column people.correction.asked_by_name is 'Personal data: name of whoever asked. Purpose: answering them. Kept until the person is erased';
comment on column people.correction.decided_by_name is 'Personal data: name of whoever decided. Purpose: accountability. Kept until the person is erased';
select platform.isolate('people.correction');
create index correction_person on people.correction (county_code, person_id);
create index correction_open on people.correction (county_code, status, id);

create table people.own_link (
  county_code text not null,
  token_hash bytea not null,
  person_id uuid not null,
  made_by_name text not null,
  expires_at timestamptz not null,
  spent_at timestamptz,
  primary key (county_code, token_hash),
  foreign key (county_code, person_id) references people.person (county_code, id)
);
comment on table people.own_link is 'A link by which a person without an account sees the own record once and asks for a correction (本人查看链接)';
comment on column people.own_link.token_hash is 'Personal data: hash of the link''s secret. Purpose: letting the person in. Kept until a week after it has run out';
comment on column people.own_link.made_by_name is 'Personal data: name of whoever made the link. Purpose: accountability. Kept until a week after it has run out';
select platform.isolate('people.own_link');
create index own_link_person on people.own_link (county_code, person_id);

create table people.import (
  county_code text not null,
  id uuid not null,
  file_name text not null,
  status text not null check (status in ('checked', 'applied')),
  rows bytea,
  report jsonb not null,
  created_by text not null,
  created_at timestamptz not null,
  primary key (county_code, id)
);
comment on table people.import is 'A list of people that was brought as a file: the dry run, and whether it was applied';
comment on column people.import.rows is 'Personal data: what was read, encrypted. Purpose: applying it after the check. Kept until applied, at most a week';
comment on column people.import.report is 'Personal data: differences by row, telephones masked. Purpose: showing what would change. Kept until applied, at most a week';
comment on column people.import.created_by is 'Personal data: account of whoever brought the file. Purpose: only they may apply it. Kept as long as the import';
select platform.isolate('people.import');

grant select, insert, update on people.merge, people.correction, people.own_link, people.import to kepu_app;
grant select, insert, delete on people.not_same to kepu_app;
grant delete on people.own_link, people.import, people.correction, people.look to kepu_app;
