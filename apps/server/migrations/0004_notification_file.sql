create schema notification;
comment on schema notification is '消息、待办';
create table notification.todo (
  county_code text not null,
  id uuid not null,
  unit_id uuid not null,
  kind text not null,
  subject_type text not null,
  subject_id text not null,
  facts jsonb not null,
  due_on date,
  opened_at timestamptz not null,
  done_at timestamptz,
  primary key (county_code, id),
  foreign key (county_code, unit_id) references organization.unit (county_code, id)
);
comment on table notification.todo is 'One inbox (我的待办): a thing that a unit has to do, opened and closed by the module that knows';
select platform.isolate('notification.todo');
create index todo_unit on notification.todo (county_code, unit_id, opened_at) where done_at is null;
create index todo_unit_all on notification.todo (county_code, unit_id, opened_at);
create unique index todo_open_subject on notification.todo (county_code, unit_id, kind, subject_id) where done_at is null;
grant usage on schema notification to kepu_app;
grant select, insert, update on notification.todo to kepu_app;

create schema file;
comment on schema file is '附件';
create table file.object (
  county_code text not null,
  id uuid not null,
  name text not null,
  media_type text not null,
  size bigint not null,
  sha256 text not null,
  used_by text not null,
  created_by text not null,
  created_at timestamptz not null,
  primary key (county_code, id)
);
comment on table file.object is 'Uploads: the bytes lie in the file store under their SHA-256';
comment on column file.object.used_by is 'Module and record that use it, e.g. plan/0198…';
select platform.isolate('file.object');
create index object_sha256 on file.object (county_code, sha256);
grant usage on schema file to kepu_app;
grant select, insert, update on file.object to kepu_app;
