import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { drainOutbox, listDeliveries, senders } from "../../src/delivery/index.js";
import { newDelivery } from "../../src/delivery/plan.js";
import { openState, type State } from "../../src/state/index.js";
import { depsFor, NOW, sampleSchedule, statePath } from "./fixtures.js";
import { startMailServer, type MailServer } from "./mail-server.js";

const SCRIPT = fileURLToPath(new URL("./send-until.ts", import.meta.url));
// More than the buffers of a loopback connection hold, so that the sender is stopped in DATA.
const LARGE_BYTES = 12_000_000;

let server: MailServer;
let path: string;
let state: State;
beforeEach(async () => {
  server = await startMailServer();
  path = statePath();
  state = openState(path);
  const owed = {
    period: "2018-05",
    recipient: "manager@plant.example",
    origin: "schedule",
  } as const;
  state.outbox.add([newDelivery(sampleSchedule(), owed, "reports@plant.example")], NOW);
});
afterEach(async () => {
  state.close();
  await server.close();
});

function start(stop_at: string, filler_bytes = 0): ChildProcess {
  const words = [SCRIPT, path, server.port, stop_at, filler_bytes].map(String);
  return spawn(process.execPath, ["--import", "tsx", ...words], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

async function kill(child: ChildProcess): Promise<void> {
  const over = once(child, "exit");
  child.kill("SIGKILL");
  expect(await over).toEqual([null, "SIGKILL"]);
}

/** What a service that starts again makes of it, told twice. */
async function restart(): Promise<[state: string | undefined, arrived: number]> {
  server.hold = null;
  server.answer = "accept";
  const deps = depsFor(state, senders.smtp(server.config()));
  await drainOutbox(deps);
  await drainOutbox(deps);
  return [listDeliveries(state)[0]?.state, server.received.length];
}

describe("a process killed while it delivers", () => {
  const own_steps = [
    // Nothing the server could accept has left: exactly one arrives.
    ["before claim", "sent", 1],
    ["after claim", "sent", 1],
    ["after render", "sent", 1],
    ["before sending", "sent", 1],
    ["after sending", "sent", 1],
    ["before handing_over", "sent", 1], // all bytes have left, but not the line with the dot
    // The dot may be on its way. Here it is not, which nobody but this test can know.
    ["after handing_over", "uncertain", 0],
    // The server said yes, and nobody wrote it down: still after the end of DATA.
    ["before recording", "uncertain", 1],
    ["after recording", "sent", 1],
  ] as const;

  it.each(own_steps)("%s: the delivery is %s, arrived: %i", async (step, expected, arrived) => {
    const child = start(step);
    await once(child.stdout!, "data"); // a pipe, as asked for in `start`
    await kill(child);
    expect(await restart()).toEqual([expected, arrived]);
  });

  it("after the connection, before the greeting: sent, arrived: 1", async () => {
    server.hold = "greeting";
    const reached = server.at("greeting");
    const child = start("never");
    await reached;
    await kill(child);
    expect(await restart()).toEqual(["sent", 1]);
  });

  it("in the envelope: sent, arrived: 1", async () => {
    server.hold = "recipient";
    const reached = server.at("recipient");
    const child = start("never");
    await reached;
    await kill(child);
    expect(await restart()).toEqual(["sent", 1]);
  });

  it("in the middle of DATA: sent, arrived: 1", async () => {
    server.hold = "reading";
    const reached = server.at("reading");
    const child = start("never", LARGE_BYTES);
    await reached;
    expect(listDeliveries(state)[0]?.state).toBe("sending");
    await kill(child);
    expect(await restart()).toEqual(["sent", 1]);
  });

  it("after the final dot, before the answer: uncertain, arrived: 1, not sent again", async () => {
    server.answer = "never";
    const reached = server.at("complete");
    const child = start("never");
    await reached;
    await kill(child);
    expect(await restart()).toEqual(["uncertain", 1]);
    expect(listDeliveries(state)[0]?.reason_text).toContain("may have arrived");
    expect(server.connections()).toBe(1);
  });
});
