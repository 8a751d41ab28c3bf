import { randomUUID } from "node:crypto";
import type { Database } from "./database.js";
import { isOwnerGone, thisOwner } from "./owner.js";

/** What the state file knows of a job that runs by itself. */
export interface Job {
  readonly id: string;
  /** The newest due time that was served, ISO 8601 UTC; first, the moment the job became known. */
  readonly served_at: string;
  readonly finished_at: string | null;
  readonly outcome: "ok" | "failed" | null;
}

/** A wish to run a job for a due time. */
export interface JobClaim {
  readonly id: string;
  readonly due_at: string;
  readonly at: string;
  /** Until when the claim holds if its process cannot be asked. */
  readonly lease_to: string;
}

/** How a claimed job ended. */
export interface JobEnd {
  readonly id: string;
  readonly token: string;
  readonly due_at: string;
  readonly at: string;
  readonly outcome: "ok" | "failed";
}

/** Jobs that at most one process runs for a due time. */
export interface Jobs {
  /** The job, or undefined when it was never known. */
  find(id: string): Job | undefined;
  /** The job, made known at that instant when it was not. */
  known(id: string, at: string): Job;
  /** A token when the job is now ours for that due time; undefined when another has it or had it. */
  claim(wish: JobClaim): string | undefined;
  finish(end: JobEnd): void;
  /** Notes that something was alive at that instant. */
  beat(id: string, at: string): void;
}

interface JobRow extends Job {
  readonly claim_owner: string | null;
  readonly lease_to: string | null;
}

function toJob({ id, served_at, finished_at, outcome }: JobRow): Job {
  return { id, served_at, finished_at, outcome };
}

function read(database: Database, id: string): JobRow | undefined {
  return database.first<JobRow>(
    `select id, served_at, finished_at, outcome, claim_owner, lease_to from job where id = $id`,
    { id },
  );
}

function known(database: Database, id: string, at: string): JobRow {
  database.run("insert into job (id, served_at) values ($id, $at) on conflict do nothing", {
    id,
    at,
  });
  return read(database, id) ?? { id, served_at: at, ...NOTHING };
}

const NOTHING = { finished_at: null, outcome: null, claim_owner: null, lease_to: null };

function claim(database: Database, wish: JobClaim): string | undefined {
  return database.transaction(() => {
    const job = known(database, wish.id, wish.at);
    if (job.served_at >= wish.due_at) return undefined;
    const isHeld = job.claim_owner !== null && !isOwnerGone(job.claim_owner);
    if (isHeld && (job.lease_to ?? "") > wish.at) return undefined;
    const token = randomUUID();
    database.run(
      `update job set claim_token = $token, claim_owner = $owner, lease_to = $lease_to
       where id = $id`,
      { id: wish.id, token, owner: thisOwner(), lease_to: wish.lease_to },
    );
    return token;
  });
}

/** The jobs of a state file. */
export function jobsOf(database: Database): Jobs {
  return {
    find: (id) => {
      const row = read(database, id);
      return row === undefined ? undefined : toJob(row);
    },
    known: (id, at) => toJob(known(database, id, at)),
    claim: (wish) => claim(database, wish),
    finish: ({ id, token, due_at, at, outcome }) => {
      database.run(
        `update job set served_at = $due_at, finished_at = $at, outcome = $outcome,
             claim_token = null, claim_owner = null, lease_to = null
         where id = $id and claim_token = $token`,
        { id, token, due_at, at, outcome },
      );
    },
    beat: (id, at) => {
      database.run(
        `insert into job (id, served_at) values ($id, $at)
         on conflict (id) do update set served_at = max(served_at, excluded.served_at)`,
        { id, at },
      );
    },
  };
}
