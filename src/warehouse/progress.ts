import { elapsedMs } from "../core/index.js";

/** A finished step of a refresh: what was done, in words, and how long it took. */
export interface Step {
  readonly step: string;
  readonly ms: number;
}

/** Told about each step as it ends. */
export type Progress = (step: Step) => void;

/** Times the steps of a refresh, tells about them and keeps them. */
export class Steps {
  readonly done: Step[] = [];
  private readonly tell: Progress;

  constructor(tell: Progress) {
    this.tell = tell;
  }

  /** Runs a step; it is told and kept when it succeeds. */
  async run<T>(step: string, work: () => T | Promise<T>): Promise<T> {
    const started_ms = elapsedMs();
    const result = await work();
    const finished = { step, ms: Math.round(elapsedMs() - started_ms) };
    this.done.push(finished);
    this.tell(finished);
    return result;
  }
}
