import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { isOwnerOver, type ProcessOwner } from "../core/index.js";

const SEPARATOR = "|";
// One identity for the life of this process: a pid alone is used again by the next process.
const HERE: ProcessOwner = { host: hostname(), pid: process.pid, instance: randomUUID() };

/** The name under which this process claims things: host, pid and an id that no other process has. */
export function thisOwner(): string {
  return [HERE.host, HERE.pid, HERE.instance].join(SEPARATOR);
}

/**
 * True when the process behind an owner's name is certainly over. Of another machine nothing can
 * be said, so there only the lease ends a claim.
 */
export function isOwnerGone(owner: string): boolean {
  const [host = "", pid, instance = ""] = owner.split(SEPARATOR);
  return isOwnerOver({ host, pid: Number(pid), instance }, HERE);
}
