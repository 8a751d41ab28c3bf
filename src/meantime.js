#!/usr/bin/env node
// The one file that runs as it is: it lets Node read TypeScript, in this process, and goes on there.
import { register } from "tsx/esm/api";

register();
const { run } = await import("./cli.ts");
process.exitCode = await run(process.argv.slice(2));
