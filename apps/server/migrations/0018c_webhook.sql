-- Telling other systems (回调推送): events go out signed, are tried again, and can be sent again from the log.
create table notification.webhook (
  county_code text not null,
  id uuid not null,
  title text not null,
  url text not null,
  events text[] not null,
  key_sealed bytea not null,
  previous_key_sealed bytea,
  previous_until timestamptz,
  active boolean not null,
  stopped_reason text check (stopped_reason in ('gone', 'failing')),
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (county_code, id),
  check ((previous_key_sealed is null) = (previous_until is null))
);
comment on table notification.webhook is 'An address that hears of events (推送地址), with the key that signs what it is sent';
comment on column notification.webhook.events is 'Names of events, or a module and a star: service.*';
comment on column notification.webhook.key_sealed is 'Key of the signatures, encrypted with the key under secrets/';
comment on column notification.webhook.previous_key_sealed is 'Signs too until previous_until, so that the receiver can change over';
comment on column notification.webhook.stopped_reason is 'Why the system itself stopped it: the address answered 410, or nothing came through for days';
select platform.isolate('notification.webhook');
grant select, insert, update on notification.webhook to kepu_app;

create table notification.webhook_delivery (
  county_code text not null,
  id uuid not null,
  webhook_id uuid not null,
  event_id uuid not null,
  event text not null,
  data jsonb not null,
  happened_at timestamptz not null,
  status text not null check (status in ('waiting', 'delivered', 'failed')),
  attempts integer not null default 0,
  replays integer not null default 0,
  next_at timestamptz,
  last_status integer,
  last_failure text check (last_failure in ('status', 'address', 'privateAddress', 'timeout', 'connection')),
  delivered_at timestamptz,
  created_at timestamptz not null,
  primary key (county_code, id),
  unique (county_code, webhook_id, event_id),
  foreign key (county_code, webhook_id) references notification.webhook (county_code, id)
);
comment on table notification.webhook_delivery is 'What was sent to whom, and what came of it (推送记录); the id goes along, so a receiver knows a repeat. Kept 90 days';
select platform.isolate('notification.webhook_delivery');
create index webhook_delivery_list on notification.webhook_delivery (county_code, webhook_id, created_at, id);
create index webhook_delivery_all on notification.webhook_delivery (county_code, created_at, id);
grant select, insert, update, delete on notification.webhook_delivery to kepu_app;
