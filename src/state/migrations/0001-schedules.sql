-- What is known of each schedule: since when (nothing earlier is owed), and what was decided for
-- each of its periods. One row per schedule; one row per schedule and period, written once.
create table schedule (
    id text not null primary key,
    first_seen_at text not null
) strict;

create table schedule_period (
    schedule text not null references schedule (id),
    period text not null,
    fired_at text not null,
    decided_at text not null,
    decision text not null check (decision in ('deliver', 'skip')),
    reason text check (reason in ('superseded', 'missed', 'too_old')),
    primary key (schedule, period),
    check ((decision = 'skip') = (reason is not null))
) strict;

-- One row per job that runs by itself (extraction, the tick): the last due time it served, and
-- who is at it now.
create table job (
    id text not null primary key,
    served_at text not null,
    claim_token text,
    claim_owner text,
    lease_to text,
    finished_at text,
    outcome text check (outcome in ('ok', 'failed')),
    check ((claim_token is null) = (claim_owner is null))
) strict;
