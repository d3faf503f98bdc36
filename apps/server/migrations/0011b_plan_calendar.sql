-- A body's days as a calendar that phones and Outlook subscribe to: the address is the key.
create table plan.calendar_feed (
  county_code text not null,
  unit_id uuid not null,
  key_word text not null,
  renewed_at timestamptz not null,
  primary key (county_code, unit_id),
  unique (county_code, key_word),
  foreign key (county_code, unit_id) references organization.unit (county_code, id)
);
comment on table plan.calendar_feed is 'The address of each body''s calendar (日历订阅): whoever has it may read days, titles and amounts, nothing of persons';
comment on column plan.calendar_feed.key_word is '192 random bits; renewed when the address has got into wrong hands';
select platform.isolate('plan.calendar_feed');
grant select, insert, update on plan.calendar_feed to kepu_app;
