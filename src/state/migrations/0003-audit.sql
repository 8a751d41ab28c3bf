-- Who did what to which thing, and when. One row per act; rows are added and never changed.
create table audit (
    id integer not null primary key,
    at text not null,
    who text not null,
    action text not null,
    subject text not null,
    detail text not null default '{}'
) strict;

create index audit_subject on audit (subject, id);

create trigger audit_keeps_rows_as_written
before update on audit
begin
    select raise(abort, 'the audit log is append-only');
end;

create trigger audit_keeps_rows
before delete on audit
begin
    select raise(abort, 'the audit log is append-only');
end;
