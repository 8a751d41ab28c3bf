// The least that serving can cost: Hono with two handlers and nothing else.
// Usage: node hono.js PORT FILE, where FILE is {headers, body} as JSON, the body in base64.
import { readFileSync } from "node:fs";
import { serve } from "@hono/node-server";
import { Hono } from "hono";

const [port, file] = process.argv.slice(2);
const { headers, body } = JSON.parse(readFileSync(file, "utf8"));
const bytes = new Uint8Array(Buffer.from(body, "base64"));

const app = new Hono();
app.get("/hello", (c) => c.json({ hello: "world" }));
app.get("/file", (c) => c.body(bytes, 200, headers));
serve({ fetch: app.fetch, hostname: "127.0.0.1", port: Number(port) });
