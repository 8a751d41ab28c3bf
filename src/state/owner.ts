import { randomUUID } from "node:crypto";
import { hostname } from "node:os";

const SEPARATOR = "|";
// One identity for the life of this process: a pid alone is used again by the next process.
const INSTANCE = randomUUID();

/** The name under which this process claims things: host, pid and an id that no other process has. */
export function thisOwner(): string {
  return [hostname(), process.pid, INSTANCE].join(SEPARATOR);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, under another user.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * True when the process behind an owner's name is certainly over. Of another machine nothing can
 * be said, so there only the lease ends a claim.
 */
export function isOwnerGone(owner: string): boolean {
  const [host, pid, instance] = owner.split(SEPARATOR);
  if (host !== hostname()) return false;
  if (Number(pid) === process.pid) return instance !== INSTANCE;
  return !isRunning(Number(pid));
}
