import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { configHash, loadConfig } from "../../src/config/index.js";
import { folderWith, load, problemsOf, SMALLEST } from "./config-fixture.js";

const MAIL = `mail:
  host: smtp.plant.example
  user: meantime
  password: \${env:SMTP_PASSWORD}
  from: Meantime <meantime@plant.example>
`;

describe("defaults", () => {
  test("what is left out has its default", () => {
    const cwd = folderWith(SMALLEST);
    const config = loadConfig({ env: {}, cwd });
    expect(config).toEqual({
      file: "meantime.yaml",
      data_dir: join(cwd, "var"),
      host: "127.0.0.1",
      port: 3000,
      public_url: null,
      sites: [{ id: "plant", name: "plant", zone: "Europe/Berlin", currency: null }],
      sources: [
        {
          id: "cmms",
          title: "cmms",
          site: "plant",
          attribution: null,
          licence: null,
          is_generated: false,
          observation: { basis: "records_of_asset" },
          failures_from: "work_order",
          asset_noun: ["asset", "assets"],
          feeds: [
            {
              id: "orders",
              entity: "work_order",
              connector: "csv",
              files: [join(cwd, "orders.csv")],
              dialect: { delimiter: ",", quote: '"', encoding: "utf-8" },
              sheet: null,
              key: ["No"],
              snapshot: "append",
              fields: {
                number: { column: "No" },
                asset: { column: "Asset" },
                reported_at: { column: "Reported" },
                is_failure: { column: "Failure" },
              },
              exclude: [],
            },
          ],
        },
      ],
      recurrence_days: 90,
      schedules: [],
      refresh_cron: null,
      mail: null,
    });
  });

  test("a file that does not exist is the extraction's business", () => {
    expect(load(SMALLEST).sources[0]?.feeds[0]?.files[0]).toMatch(/orders\.csv$/);
  });

  test("everything in it is frozen", () => {
    const config = load(SMALLEST);
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.sources[0]?.feeds[0]?.fields["asset"])).toBe(true);
  });

  test("what a source and a feed say about writing reaches the fields it fits", () => {
    const yaml = SMALLEST.replace("feeds:", 'defaults: { decimal: ",", zone: UTC }\n    feeds:')
      .replace("files: orders.csv", 'files: orders.csv\n        format: "%d.%m.%Y"')
      .concat("          cost: Cost\n          due_on: { column: Due, zone: Asia/Tokyo }\n");
    const fields = load(yaml).sources[0]?.feeds[0]?.fields;
    expect(fields?.["cost"]).toEqual({ column: "Cost", decimal: "," });
    expect(fields?.["reported_at"]).toEqual({
      column: "Reported",
      zone: "UTC",
      format: ["%d.%m.%Y"],
    });
    expect(fields?.["due_on"]).toMatchObject({ zone: "Asia/Tokyo", format: ["%d.%m.%Y"] });
    expect(fields?.["asset"]).toEqual({ column: "Asset" });
  });

  test("a declared day begins when it does at the site", () => {
    // Berlin is two hours ahead of UTC in July and one in January.
    const window = "observation: { basis: declared, from: 2020-07-01, to: 2021-01-01 }";
    const config = load(SMALLEST.replace("feeds:", `${window}\n    feeds:`));
    expect(config.sources[0]?.observation).toEqual({
      basis: "declared",
      from: "2020-06-30T22:00:00Z",
      to: "2020-12-31T23:00:00Z",
    });
  });

  test("an offset in a declared instant is read with it", () => {
    const window = "observation: { basis: until_last_end, from: 2020-07-01T02:00:00.9+02:00 }";
    const config = load(SMALLEST.replace("feeds:", `${window}\n    feeds:`));
    expect(config.sources[0]?.observation).toMatchObject({ from: "2020-07-01T00:00:00Z" });
  });

  test("keys and values keep their zeros", () => {
    const field = "is_failure: { column: Type, map: { 01: true, 1: false } }";
    const config = load(SMALLEST.replace("is_failure: Failure", field));
    const map = config.sources[0]?.feeds[0]?.fields["is_failure"]?.map;
    expect(map).toEqual({ "01": "true", "1": "false" });
  });
});

describe("where the file is found", () => {
  test("the command line wins over the environment, which wins over the folder", () => {
    const cwd = folderWith(SMALLEST);
    writeFileSync(join(cwd, "a.yaml"), SMALLEST);
    writeFileSync(join(cwd, "b.yaml"), SMALLEST);
    const env = { MEANTIME_CONFIG: "b.yaml" };
    expect(loadConfig({ env, cwd, file: "a.yaml" }).file).toBe("a.yaml");
    expect(loadConfig({ env, cwd }).file).toBe("b.yaml");
    expect(loadConfig({ env: {}, cwd }).file).toBe("meantime.yaml");
  });

  test("without any of them it is the bundled sample", () => {
    const cwd = join(folderWith(SMALLEST), "empty");
    mkdirSync(cwd);
    const config = loadConfig({ env: {}, cwd });
    expect(config.file).toMatch(/data\/sample\/meantime\.yaml$/);
    expect(config.data_dir).toBe(join(cwd, "var"));
  });

  test("a named file that is not there is an error of its own", () => {
    expect(problemsOf(SMALLEST, { file: "other.yaml" })).toMatchObject({
      code: "config.file_missing",
      message: expect.stringContaining("other.yaml") as string,
    });
  });

  test("a file that is not UTF-8 is refused", () => {
    const cwd = folderWith(new Uint8Array([0x6e, 0x3a, 0x20, 0xe4, 0x0a]));
    expect(() => loadConfig({ env: {}, cwd })).toThrow(/not UTF-8/);
  });

  test("a file past the limit is refused", () => {
    const cwd = folderWith(`# ${"x".repeat(5_242_880)}\n${SMALLEST}`);
    expect(() => loadConfig({ env: {}, cwd })).toThrow(/too large/);
  });
});

describe("address and data directory", () => {
  test("the port is the command line's, else PORT, else the file's", () => {
    const yaml = `port: 4000\n${SMALLEST}`;
    const env = { PORT: "5000" };
    expect(load(yaml, { env, overrides: { port: "6000" } }).port).toBe(6000);
    expect(load(yaml, { env }).port).toBe(5000);
    expect(load(yaml).port).toBe(4000);
  });

  test("a port that is none names the option it came from", () => {
    const error = problemsOf(SMALLEST, { overrides: { port: "99999" } });
    expect(error.issues[0]).toMatchObject({ where: "--port", received: "99999" });
    expect(problemsOf(SMALLEST, { env: { PORT: "http" } }).issues[0]?.where).toBe("PORT");
  });

  test("the data directory is relative to the file, or to the start for --data", () => {
    const cwd = folderWith(SMALLEST);
    mkdirSync(join(cwd, "etc"));
    writeFileSync(join(cwd, "etc", "m.yaml"), `data_dir: store\n${SMALLEST}`);
    expect(loadConfig({ env: {}, cwd, file: "etc/m.yaml" }).data_dir).toBe(
      join(cwd, "etc", "store"),
    );
    const overrides = { data: "elsewhere" };
    expect(loadConfig({ env: {}, cwd, file: "etc/m.yaml", overrides }).data_dir).toBe(
      join(cwd, "elsewhere"),
    );
  });

  test("only loopback is accepted", () => {
    for (const host of ["127.0.0.1", "127.8.9.1", "::1", "localhost"]) {
      expect(load(`host: "${host}"\n${SMALLEST}`).host).toBe(host);
    }
    for (const host of ["0.0.0.0", "::", "10.0.0.1", "127.0.0.1.example.org", "plant"]) {
      expect(problemsOf(`host: "${host}"\n${SMALLEST}`).code).toBe("config.host_not_loopback");
      expect(problemsOf(SMALLEST, { overrides: { host } })).toMatchObject({
        code: "config.host_not_loopback",
        kind: "config",
      });
    }
  });
});

describe("secrets", () => {
  const env = { SMTP_PASSWORD: "swordfish" };

  test("a reference is read, and shown nowhere", () => {
    const { mail } = load(SMALLEST + MAIL, { env });
    expect(mail?.password).toBe("swordfish");
    expect(mail).toMatchObject({ port: 587, secure: false, user: "meantime" });
    expect(JSON.stringify(mail)).not.toContain("swordfish");
  });

  test("a secret may stand in a file beside the configuration", () => {
    const yaml = SMALLEST + MAIL.replace("${env:SMTP_PASSWORD}", "${file:password.txt}");
    const cwd = folderWith(yaml);
    expect(problemsOf(yaml, { cwd }).issues[0]?.message).toContain("readable file");
    writeFileSync(join(cwd, "password.txt"), "sword fish \n");
    expect(loadConfig({ env: {}, cwd }).mail?.password).toBe("sword fish ");
  });

  test("a password written out is refused and not repeated", () => {
    const error = problemsOf(SMALLEST + MAIL.replace("${env:SMTP_PASSWORD}", "swordfish"));
    expect(error.issues[0]?.where).toContain("mail.password");
    expect(JSON.stringify([error.message, error.issues])).not.toContain("swordfish");
  });

  test("a variable that is not set is named", () => {
    expect(problemsOf(SMALLEST + MAIL).issues[0]?.message).toContain("SMTP_PASSWORD");
  });

  test("a reference elsewhere is not taken for a text", () => {
    const error = problemsOf(SMALLEST.replace("orders.csv", "${env:ORDERS}"));
    expect(error.issues[0]?.message).toContain("is not read here");
  });
});

describe("configHash", () => {
  test("changes with what shapes the figures and with nothing else", () => {
    const hash = configHash(load(SMALLEST));
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(configHash(load(`port: 4000\n${SMALLEST}`))).toBe(hash);
    expect(configHash(load(SMALLEST.replace("zone: Europe/Berlin", "zone: UTC")))).not.toBe(hash);
    expect(configHash(load(SMALLEST.replace("number: No", "number: Nr")))).not.toBe(hash);
    expect(configHash(load(`recurrence_days: 30\n${SMALLEST}`))).not.toBe(hash);
  });
});
