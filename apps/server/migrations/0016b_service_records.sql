-- Service records by 民政部令第67号: who organises records, who records certifies.
create table people.service_record (
  county_code text not null,
  id uuid not null,
  person_id uuid not null,
  organiser_id uuid not null,
  title text not null,
  kind text not null,
  served_on date not null,
  hours numeric(5, 1) not null check (hours <> 0 and abs(hours) <= 24),
  region_code text not null references organization.region (code),
  place text,
  person_times integer,
  audience text check (audience in ('youth', 'farmers', 'workers', 'elderly', 'officials', 'public')),
  proof text not null check (proof in ('seen', 'confirmed', 'claimed')),
  host_name text,
  source_module text not null,
  source_record text not null,
  delivery_id uuid,
  reverses uuid,
  reason text,
  recorded_by text not null,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  unique (county_code, source_module, source_record, person_id),
  unique (county_code, reverses),
  foreign key (county_code, person_id) references people.person (county_code, id),
  foreign key (county_code, organiser_id) references organization.unit (county_code, id),
  foreign key (county_code, reverses) references people.service_record (county_code, id),
  check ((reverses is null) = (hours > 0))
);
comment on table people.service_record is 'One person''s part in one service (志愿服务记录): append-only; a mistake is corrected by a reversing entry with negative hours';
comment on column people.service_record.hours is 'Without travel, in half hours';
comment on column people.service_record.proof is 'seen: written by the module in which the service was done; confirmed: by the host; claimed: by the person or their unit. A later confirmation stands in record_confirmation';
comment on column people.service_record.source_record is 'The record that it was done in: one record a person, however often it is reported; for what was entered by hand, its own id';
comment on column people.service_record.delivery_id is 'The entry of the ledger about the same service, if there is one';
comment on column people.service_record.host_name is 'Personal data: who of the hosts confirmed it. Purpose: proof of the service. Kept as long as the record';
comment on column people.service_record.recorded_by is 'Personal data: account of the recorder. Purpose: accountability. Kept as long as the record';
comment on column people.service_record.recorded_by_name is 'Personal data: name of the recorder. Purpose: accountability. Kept as long as the record';
comment on column people.service_record.person_id is 'Whose it is; a record stays when the person is erased, under the number alone';
select platform.isolate('people.service_record');
create index service_record_person on people.service_record (county_code, person_id, served_on);
create index service_record_organiser on people.service_record (county_code, organiser_id, served_on);
create index service_record_day on people.service_record (county_code, served_on, id);
create index service_record_region on people.service_record (region_code);
grant select, insert on people.service_record to kepu_app;

create table people.record_confirmation (
  county_code text not null,
  record_id uuid not null,
  host_name text not null,
  confirmed_by_name text not null,
  confirmed_at timestamptz not null,
  primary key (county_code, record_id),
  foreign key (county_code, record_id) references people.service_record (county_code, id)
);
comment on table people.record_confirmation is 'A host confirms afterwards what was a claim';
comment on column people.record_confirmation.host_name is 'Personal data: who of the hosts confirmed it. Purpose: proof of the service. Kept as long as the record';
comment on column people.record_confirmation.confirmed_by_name is 'Personal data: name of whoever entered the confirmation. Purpose: accountability. Kept as long as the record';
select platform.isolate('people.record_confirmation');
grant select, insert on people.record_confirmation to kepu_app;

create table people.export_mapping (
  county_code text not null primary key,
  columns jsonb not null,
  changed_at timestamptz not null
);
comment on table people.export_mapping is 'Columns and headings of the export for the platform of the civil affairs authority, where a county needs others than the usual ones';
select platform.isolate('people.export_mapping');
grant select, insert, update on people.export_mapping to kepu_app;
