import { openState } from "../../src/state/index.js";

// Opens the state file named first, adds as many entries as named third, and ends.
const [path = "", who = "", count = "0"] = process.argv.slice(2);
const state = openState(path);
for (let i = 0; i < Number(count); i += 1) {
  state.audit.record({ at: "t", who, action: "test", subject: `n/${i}`, detail: {} });
}
state.close();
