create schema identity;
comment on schema identity is '账号、角色、授权';

-- The five tables of better-auth, in its own column names. A person may serve several counties, so they carry no county;
-- what a person may do in a county stands in identity.role_grant.
create table identity."user" (
  id text primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null default false,
  image text,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null,
  username text unique,
  "displayUsername" text,
  "twoFactorEnabled" boolean,
  active boolean not null default true
);
comment on table identity."user" is 'People who sign in (账号)';
comment on column identity."user".name is 'Personal data: name shown to colleagues. Purpose: accountability of official acts. Kept while the account is open, then 3 years';
comment on column identity."user".email is 'Personal data. A placeholder under .invalid unless the person gives one';
create table identity.session (
  id text primary key,
  "expiresAt" timestamptz not null,
  token text not null unique,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references identity."user" (id) on delete cascade
);
comment on column identity.session."ipAddress" is 'Personal data. Purpose: finding misuse. Kept until the session ends';
comment on column identity.session."userAgent" is 'Personal data. Purpose: showing a person their sessions. Kept until the session ends';
create index session_user_id on identity.session ("userId");
create table identity.account (
  id text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references identity."user" (id) on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null
);
create index account_user_id on identity.account ("userId");
create table identity.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null
);
create index verification_identifier on identity.verification (identifier);
create table identity."twoFactor" (
  id text primary key,
  secret text not null,
  "backupCodes" text not null,
  verified boolean not null default true,
  "failedVerificationCount" integer not null default 0,
  "lockedUntil" timestamptz,
  "userId" text not null references identity."user" (id) on delete cascade
);
create index two_factor_user on identity."twoFactor" ("userId");
create table identity."rateLimit" (
  id text primary key,
  key text not null unique,
  count integer not null,
  "lastRequest" bigint not null
);

create table identity.role_grant (
  county_code text not null,
  id uuid not null,
  user_id text not null references identity."user" (id),
  unit_id uuid not null,
  role text not null check (role in ('administrator', 'coordinator', 'officer', 'township', 'village', 'leader', 'auditor')),
  created_at timestamptz not null,
  primary key (county_code, id),
  unique (county_code, user_id, unit_id, role),
  foreign key (county_code, unit_id) references organization.unit (county_code, id)
);
comment on table identity.role_grant is 'A role over a unit and all units below it';
select platform.isolate('identity.role_grant');
create index role_grant_user on identity.role_grant (user_id);
create index role_grant_unit on identity.role_grant (county_code, unit_id);

-- Which counties a person serves, readable before a county is chosen.
create table identity.membership (
  user_id text not null references identity."user" (id),
  county text not null references organization.county (code),
  primary key (user_id, county)
);
comment on table identity.membership is 'The counties where a person holds a grant: read at sign-in, before a county is set';
create index membership_county on identity.membership (county);

grant usage on schema identity to kepu_app;
grant select, insert, update, delete on all tables in schema identity to kepu_app;
