/** A process that holds something: its machine, its number there, and an id no other process has. */
export interface ProcessOwner {
  readonly host: string;
  readonly pid: number;
  readonly instance: string;
}

/**
 * True when the process that owns something is certainly over, as seen from the process `here`. Of
 * another machine or container nothing can be said, whatever numbers are in use here; our own number
 * under another id was that of a process before a restart.
 */
export function isOwnerOver(owner: ProcessOwner, here: ProcessOwner): boolean {
  if (owner.host !== here.host) return false;
  if (owner.pid === here.pid) return owner.instance !== here.instance;
  return !isRunning(owner.pid);
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
