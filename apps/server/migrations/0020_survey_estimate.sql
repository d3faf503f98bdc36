create table survey.answers (
  county_code text not null,
  id uuid not null,
  survey_id uuid not null,
  draw_id uuid not null,
  source_file text not null,
  sha256 text not null,
  respondents jsonb not null,
  respondent_count integer not null,
  taken_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, survey_id) references survey.survey (county_code, id),
  foreign key (county_code, draw_id) references survey.draw (county_code, id)
);
comment on table survey.answers is 'What came back from the field, one entry a respondent: village, traits, score. No names, no addresses; never changed, never given out row by row';
select platform.isolate('survey.answers');
create index answers_survey on survey.answers (county_code, survey_id, taken_at);
create index answers_draw on survey.answers (county_code, draw_id);

create table survey.estimate (
  county_code text not null,
  id uuid not null,
  survey_id uuid not null,
  answers_id uuid not null,
  recipe jsonb not null,
  method text not null,
  result jsonb not null,
  sha256 text not null,
  computed_at timestamptz not null,
  computed_by_name text not null,
  primary key (county_code, id),
  foreign key (county_code, survey_id) references survey.survey (county_code, id),
  foreign key (county_code, answers_id) references survey.answers (county_code, id)
);
comment on table survey.estimate is 'Estimates of a survey (估计): answers, recipe and method give the same result again; append-only';
comment on column survey.estimate.recipe is 'Margins of the population, trimming, cuts of the score, smallest cell';
comment on column survey.estimate.computed_by_name is 'Personal data: name of the person who had it computed. Purpose: accountability of official acts. Kept as long as the survey';
select platform.isolate('survey.estimate');
create index estimate_survey on survey.estimate (county_code, survey_id, computed_at);
create index estimate_answers on survey.estimate (county_code, answers_id);

create table survey.publication (
  county_code text not null,
  estimate_id uuid not null,
  value_id uuid not null,
  published_at timestamptz not null,
  published_by_name text not null,
  primary key (county_code, estimate_id),
  foreign key (county_code, estimate_id) references survey.estimate (county_code, id)
);
comment on table survey.publication is 'An estimate that became a measured value of the plan''s indicator';
comment on column survey.publication.value_id is 'The measured value in the module plan';
comment on column survey.publication.published_by_name is 'Personal data: name of the person who published it. Purpose: accountability of official acts. Kept as long as the survey';
select platform.isolate('survey.publication');

grant select, insert on survey.answers, survey.estimate, survey.publication to kepu_app;
