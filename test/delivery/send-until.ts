import { writeSync } from "node:fs";
import { drainOutbox, senders } from "../../src/delivery/index.js";
import { openState, type Outbox } from "../../src/state/index.js";
import { depsFor, sampleMail } from "./fixtures.js";

/**
 * Works through the outbox of the state file named first, by SMTP to the port named second, and
 * stands still for ever at the step named third, after telling so, to be killed there.
 */
const [path = "", port = "0", stop_at = "", filler_bytes = "0"] = process.argv.slice(2);

function reach(step: string): void {
  if (step !== stop_at) return;
  writeSync(1, `${step}\n`);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

function watched(outbox: Outbox): Outbox {
  return {
    ...outbox,
    claimNext: (wish) => {
      reach("before claim");
      const claim = outbox.claimNext(wish);
      reach("after claim");
      return claim;
    },
    advance: (claim, step) => {
      reach(`before ${step.to}`);
      const isOurs = outbox.advance(claim, step);
      reach(`after ${step.to}`);
      return isOurs;
    },
    settle: (claim, settlement) => {
      reach("before recording");
      const isOurs = outbox.settle(claim, settlement);
      reach("after recording");
      return isOurs;
    },
  };
}

const state = openState(path);
const sender = senders.smtp({
  ...{ host: "127.0.0.1", port: Number(port), secure: false, user: null, password: null },
  from: "Meantime <reports@plant.example>",
});
const filler = {
  ...{ filename: "rows.bin", content_type: "application/octet-stream", cid: null },
  content: Buffer.alloc(Number(filler_bytes), 7),
};
await drainOutbox(
  depsFor({ ...state, outbox: watched(state.outbox) }, sender, {
    renderMail: () => {
      const mail = sampleMail();
      reach("after render");
      return Promise.resolve({ ...mail, attachments: [...mail.attachments, filler] });
    },
  }),
);
state.close();
