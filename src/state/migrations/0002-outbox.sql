-- One row per schedule, period and recipient: the mail that is owed, and how far it came.
-- `handing_over` is written just before the last byte of the message leaves; from there on only
-- the server's answer, or a person, may move the row, never a second sending.
create table outbox (
    id integer not null primary key,
    schedule text not null,
    period text not null,
    recipient text not null collate nocase,
    report text not null,
    site text not null,
    origin text not null check (origin in ('schedule', 'person')),
    message_id text not null unique,
    state text not null default 'pending' check (
        state in (
            'pending', 'claimed', 'sending', 'handing_over',
            'sent', 'held', 'failed', 'uncertain', 'cancelled'
        )
    ),
    attempts integer not null default 0 check (attempts >= 0),
    not_before text not null,
    sender text,
    claim_token text,
    claim_owner text,
    lease_to text,
    reason text,
    reason_values text not null default '{}',
    created_at text not null,
    updated_at text not null,
    sent_at text,
    unique (schedule, period, recipient),
    check ((state in ('claimed', 'sending', 'handing_over')) <= (claim_token is not null)),
    check ((state = 'sent') = (sent_at is not null))
) strict;

create index outbox_waiting on outbox (state, not_before);

-- One row per try at a row of the outbox; `outcome` is null while it lasts.
create table delivery_attempt (
    outbox_id integer not null references outbox (id),
    number integer not null,
    started_at text not null,
    owner text not null,
    ended_at text,
    outcome text,
    detail text,
    primary key (outbox_id, number),
    check ((ended_at is null) = (outcome is null))
) strict;
