// Loads a Meantime dataset, downtime as CSV, into a danfo.js data frame and prints as JSON how many
// records it has by class, and the records and hours of unplanned downtime of each asset.
// Usage: node load.js downtime.csv
import danfo from "danfojs-node";

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error("usage: node load.js downtime.csv");

const downtime = await danfo.readCSV(file);
const classes = downtime.column("time_class").valueCounts();

// An outage without an end has no duration yet: it counts as a record and adds no seconds.
const unplanned = downtime.query(downtime.column("time_class").eq("unplanned"));
const known = unplanned.loc({ columns: ["asset_tag", "duration_s"] }).fillNa(0);
const byAsset = known.groupby(["asset_tag"]).agg({ duration_s: ["count", "sum"] });

console.log(
  JSON.stringify({
    rows: downtime.shape[0],
    classes: Object.fromEntries(classes.index.map((name, i) => [name, classes.values[i]])),
    unplanned: danfo.toJSON(byAsset).map((row) => ({
      asset: row.asset_tag,
      rows: row.duration_s_count,
      seconds: row.duration_s_sum,
    })),
  }),
);
