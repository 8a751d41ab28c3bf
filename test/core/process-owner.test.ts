import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { isOwnerOver } from "../../src/core/index.js";

const here = { host: "here", pid: process.pid, instance: "this" };
const ended = spawnSync(process.execPath, ["-e", "0"]).pid;

describe("the owner of something", () => {
  it("is over when its number is nobody's on this machine, or ours since a restart", () => {
    expect(isOwnerOver({ ...here, pid: ended }, here)).toBe(true);
    expect(isOwnerOver({ ...here, instance: "before" }, here)).toBe(true);
  });

  it("is not over while it runs, which holds for ourselves", () => {
    expect(isOwnerOver(here, here)).toBe(false);
    expect(isOwnerOver({ ...here, pid: process.ppid, instance: "parent" }, here)).toBe(false);
  });

  it("may be alive on another machine, whatever its number", () => {
    for (const pid of [ended, process.pid]) {
      expect(isOwnerOver({ ...here, host: "there", pid }, here)).toBe(false);
    }
  });
});
