-- Years before and after the prepared ones: nothing is refused because a county records a memory of 2015, or lives on into 2040.
create table platform.audit_entry_other partition of platform.audit_entry default;
select platform.isolate('platform.audit_entry_other');
create table ledger.delivery_other partition of ledger.delivery default;
select platform.isolate('ledger.delivery_other');
create table ledger.reach_other partition of ledger.reach default;
select platform.isolate('ledger.reach_other');

comment on table identity.account is 'How a person signs in: password hash or identity provider; the shape is better-auth''s';
comment on table identity."rateLimit" is 'Requests by address, to slow down guessing; the shape is better-auth''s';
comment on table identity.session is 'Signed-in browsers; the shape is better-auth''s';
comment on table identity."twoFactor" is 'Secrets of one-time codes (TOTP); the shape is better-auth''s';
comment on table identity.verification is 'One-time tokens; the shape is better-auth''s';
comment on table plan.campaign is 'Named campaigns and observance days of a plan (品牌活动、宣传日)';
comment on table plan.indicator is 'Goals of a plan (指标)';
comment on table plan.phase is 'Phases of a plan (实施阶段)';
