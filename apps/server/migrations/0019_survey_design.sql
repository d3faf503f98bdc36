create schema survey;
comment on schema survey is '科学素质测评';
grant usage on schema survey to kepu_app;

create table survey.survey (
  county_code text not null,
  id uuid not null,
  year integer not null check (year between 2000 and 2100),
  title text not null,
  design jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (county_code, id)
);
comment on table survey.survey is 'A survey of scientific literacy (公民科学素质测评)';
comment on column survey.survey.design is 'Wished precision, strata, villages, addresses a village (抽样设计)';
select platform.isolate('survey.survey');

create table survey.frame (
  county_code text not null,
  id uuid not null,
  survey_id uuid not null,
  source_file text not null,
  sha256 text not null,
  villages jsonb not null,
  village_count integer not null,
  households integer not null,
  adults integer not null,
  uploaded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, survey_id) references survey.survey (county_code, id)
);
comment on table survey.frame is 'Villages and communities with their sizes, as they were when the sample was drawn (抽样框); never changed';
comment on column survey.frame.sha256 is 'Of the villages in canonical form: what a draw names as its frame';
comment on column survey.frame.villages is 'Code, name, urban or rural, households, adults of 18 to 69';
select platform.isolate('survey.frame');
create index frame_survey on survey.frame (county_code, survey_id, uploaded_at);

create table survey.draw (
  county_code text not null,
  id uuid not null,
  survey_id uuid not null,
  frame_id uuid not null,
  design jsonb not null,
  seed bigint not null,
  method text not null,
  drawn jsonb not null,
  sha256 text not null,
  drawn_at timestamptz not null,
  drawn_by_name text not null,
  reason text,
  primary key (county_code, id),
  foreign key (county_code, survey_id) references survey.survey (county_code, id),
  foreign key (county_code, frame_id) references survey.frame (county_code, id)
);
comment on table survey.draw is 'A draw of villages and addresses (抽样); append-only: the newest counts, an earlier one stays with the reason why it was drawn again';
comment on column survey.draw.method is 'Name and version of the method: with frame, design and seed it gives the same sample again';
comment on column survey.draw.sha256 is 'Of the drawn sample in canonical form';
comment on column survey.draw.drawn_by_name is 'Personal data: name of the person who drew. Purpose: accountability of official acts. Kept as long as the survey';
select platform.isolate('survey.draw');
create index draw_survey on survey.draw (county_code, survey_id, drawn_at);
create index draw_frame on survey.draw (county_code, frame_id);

grant select, insert, update on survey.survey to kepu_app;
grant select, insert on survey.frame, survey.draw to kepu_app;
