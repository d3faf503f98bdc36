-- Reminders merged into one digest a unit (催办合并), and throttled: modules hand in what is open, the unit gets one list.
create table notification.digest (
  county_code text not null,
  id uuid not null,
  unit_id uuid not null,
  topic text not null,
  sent_on date not null,
  items jsonb not null,
  primary key (county_code, id),
  foreign key (county_code, unit_id) references organization.unit (county_code, id)
);
comment on table notification.digest is 'One list of what a unit has open (今日提醒), sent on a working day; a later one takes its place in the inbox';
comment on column notification.digest.topic is 'Which module''s reminders: each is throttled for itself';
select platform.isolate('notification.digest');
create index digest_unit on notification.digest (county_code, unit_id, topic, sent_on);
grant select, insert on notification.digest to kepu_app;
