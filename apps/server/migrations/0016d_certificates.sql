-- Certificates of service, their keys, and dossiers for title evaluation.
create table people.signing_key (
  county_code text not null,
  id text not null,
  public_key bytea not null,
  private_sealed bytea not null,
  created_at timestamptz not null,
  retired_at timestamptz,
  primary key (county_code, id)
);
comment on table people.signing_key is 'Ed25519 keys that sign certificates: one in use, earlier ones stay so that what they signed is verified. The private half lies encrypted';
comment on column people.signing_key.id is 'did:key of the public half';
select platform.isolate('people.signing_key');
create unique index signing_key_current on people.signing_key (county_code) where retired_at is null;

create table people.issuer (
  county_code text not null primary key,
  next_index integer not null check (next_index >= 0)
);
comment on table people.issuer is 'The next free place in the county''s list of revocations';
select platform.isolate('people.issuer');

create table people.certificate (
  county_code text not null,
  id uuid not null,
  code text not null,
  kind text not null check (kind in ('service', 'dossier')),
  person_id uuid not null,
  unit_id uuid not null,
  key_id text not null,
  status_index integer not null,
  masked text not null,
  from_day date not null,
  to_day date not null,
  services integer not null,
  hours numeric(8, 1) not null,
  content bytea,
  issued_by_name text not null,
  issued_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by_name text,
  revoke_reason text,
  primary key (county_code, id),
  unique (county_code, code),
  unique (county_code, status_index),
  foreign key (county_code, person_id) references people.person (county_code, id),
  foreign key (county_code, unit_id) references organization.unit (county_code, id),
  foreign key (county_code, key_id) references people.signing_key (county_code, id),
  check ((revoked_at is null) = (revoke_reason is null))
);
comment on table people.certificate is 'A certificate of service (志愿服务证明) or a dossier (科普实绩) that was signed and given out';
comment on column people.certificate.masked is 'Personal data: the name with all but its first character hidden. Purpose: public verification. Kept as long as the certificate';
comment on column people.certificate.content is 'Personal data: credential and what was printed, encrypted. Purpose: printing it again. Kept until the person is erased';
comment on column people.certificate.issued_by_name is 'Personal data: name of whoever issued it. Purpose: accountability. Kept as long as the certificate';
comment on column people.certificate.revoked_by_name is 'Personal data: name of whoever revoked it. Purpose: accountability. Kept as long as the certificate';
select platform.isolate('people.certificate');
create index certificate_person on people.certificate (county_code, person_id, id);
create index certificate_unit on people.certificate (county_code, unit_id);
create index certificate_key on people.certificate (county_code, key_id);

grant select, insert, update on people.signing_key, people.issuer, people.certificate to kepu_app;
