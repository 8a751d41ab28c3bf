/**
 * Extracts one feed in a process of its own, which kills itself at a named step, or reports how it
 * ended as one line of JSON. Arguments: data directory, step or `-`, snapshot mode, files.
 */
import { setTimeout as wait } from "node:timers/promises";
import { fixedClock, isAppError, silentLog } from "../../src/core/index.js";
import { extractAll, takeLock, type ExtractProgress, type Lock } from "../../src/extract/index.js";
import { testFeed } from "../sources/read-file.js";
import { testSource } from "./test-plant.js";

const [dataDir = "", killAt = "-", snapshot = "append", ...files] = process.argv.slice(2);
const clock = fixedClock("2026-01-02T03:04:05Z");
let reached = 0;

function kill(step: string): void {
  reached += 1;
  if (killAt === step || killAt === `${reached}`) process.kill(process.pid, "SIGKILL");
}

const lock = await takeLock(dataDir, clock);
const watched: Lock = {
  token: lock.token,
  assertHeld: async () => {
    kill("files_written");
    await lock.assertHeld();
    // The manifest is written next; a timer that is due first meets it half-way.
    if (killAt === "manifest") void wait(0).then(() => kill("manifest"));
  },
  release: () => lock.release(),
};
const feed = testFeed({ key: ["id"], files, snapshot: snapshot === "full" ? "full" : "append" });
try {
  const progress = ({ step }: ExtractProgress): void => kill(step);
  const options = { dataDir, clock, log: silentLog, softwareVersion: "0", progress, lock: watched };
  const runs = await extractAll([testSource([feed])], options);
  process.stdout.write(JSON.stringify({ runs: runs.length, reached }));
} catch (error) {
  const code = isAppError(error) ? error.code : "none";
  process.stdout.write(JSON.stringify({ code, message: String(error) }));
} finally {
  await lock.release();
}
