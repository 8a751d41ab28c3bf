import type { RunManifest } from "./manifest.js";

/** The complete runs of the log while an extraction adds to them, so that they are read once. */
export class KnownRuns {
  private runs: readonly RunManifest[];
  /** The highest number that a run has or had; 0 before the first. */
  newestNumber: number;

  constructor(runs: readonly RunManifest[]) {
    this.runs = runs;
    this.newestNumber = runs.at(-1)?.run_no ?? 0;
  }

  /** The runs of a feed, oldest first. */
  of(source: string, feed: string): RunManifest[] {
    return this.runs.filter((run) => run.source === source && run.feed === feed);
  }

  /** The runs with a higher number than that, oldest first. */
  after(run_no: number): RunManifest[] {
    return this.runs.filter((run) => run.run_no > run_no);
  }

  /** Adds the newest run. */
  add(run: RunManifest): void {
    this.runs = [...this.runs, run];
    this.newestNumber = run.run_no;
  }

  /** Forgets a run that was removed from the log. */
  remove(run: RunManifest): void {
    this.runs = this.runs.filter((known) => known !== run);
  }
}
