import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { judgeDemo } from "#main/open.ts";
import { readSettings, refuseOpenDemo, SettingError, settingNames } from "#server/settings.ts";

const root = "/srv/dyad";
const read = (environment: Record<string, string | undefined>) => readSettings(environment, root);

/** One value of each setting that is accepted, and one that is not; null where nothing is refused. */
const examples: Record<string, { good: string; bad: string | null }> = {
  PORT: { good: "9090", bad: "0" },
  HOST: { good: "0.0.0.0", bad: "a host" },
  DATABASE_URL: { good: "postgres://app:secret@db/dyad", bad: "mysql://db" },
  DATABASE_OWNER_URL: { good: "postgresql://owner@db/dyad", bad: "db" },
  DYAD_DATA_DIR: { good: "/var/lib/dyad", bad: null },
  DYAD_DEMO: { good: "markers", bad: "yes" },
  DYAD_BASE_URL: { good: "https://dyad.example.org", bad: "dyad.example.org" },
  DYAD_SECRET_KEY: { good: "x".repeat(32), bad: "x".repeat(31) },
  DYAD_SMTP_URL: { good: "smtps://mail.example.org:465", bad: "mail.example.org" },
  DYAD_SMS_URL: { good: "https://sms.example.org/send", bad: "sms" },
  DYAD_FILES: { good: "/var/lib/dyad-files", bad: "s3://bucket/prefix" },
  DYAD_RECORDINGS: { good: "/var/lib/dyad-recordings", bad: "s3://bucket/prefix" },
  DYAD_RECORDING_GB: { good: "20", bad: "0" },
  DYAD_SCAN: { good: "tcp://127.0.0.1:3310", bad: "clamd" },
  DYAD_CLEARING_FOLDER: { good: "/var/lib/dyad-clearing", bad: "sftp://clearing.example.org" },
  DYAD_ROLE: { good: "jobs", bad: "worker" },
  DYAD_KEYS: { good: "/etc/dyad/keys", bad: null },
  DYAD_SECRET_KEY_BEFORE: { good: "y".repeat(32), bad: "y".repeat(31) },
  DYAD_BACKUPS: { good: "/backups", bad: null },
  DYAD_BACKUPS_AT: { good: "23:59", bad: "24:00" },
  DYAD_TRUSTED_PROXIES: { good: "10.0.0.5, fd00::/8", bad: "10.0.0.5,proxy" },
  DYAD_PRIVATE_PROVIDERS: { good: "1", bad: "yes" },
};

describe("The settings (interfaces, section 1)", () => {
  it("are complete: every name that is read is listed, and every listed one changes what is read", () => {
    const asked = new Set<string>();
    const watching = new Proxy({} as Record<string, string | undefined>, {
      get: (_target, name) => {
        asked.add(String(name));
        return undefined;
      },
    });
    read(watching);
    expect([...asked].sort()).toEqual(Object.keys(settingNames).sort());
    expect(Object.keys(examples).sort()).toEqual(Object.keys(settingNames).sort());
    const plain = read({});
    for (const [name, { good }] of Object.entries(examples)) expect(read({ [name]: good }), name).not.toEqual(plain);
  });

  it("are read nowhere else: no other file of the product looks into the environment for one", () => {
    const source = path.resolve(import.meta.dirname, "../../src");
    const files = fs.readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file));
    const readers = files.flatMap((file) => [...fs.readFileSync(path.join(source, file), "utf8").matchAll(/process\.env\.([A-Z_]+)/g)].map((found) => found[1]!));
    expect(readers.filter((name) => name in settingNames || name.startsWith("DYAD_"))).toEqual([]);
  });

  it.each(Object.entries(examples).filter(([, { bad }]) => bad !== null))("stop the start at a bad %s, with its name and what is accepted", (name, { bad }) => {
    const attempt = () => read({ [name]: bad! });
    expect(attempt).toThrow(SettingError);
    expect(attempt).toThrow(new RegExp(`^${name} .*Accepted: .{8,}`));
  });

  it("do not repeat a secret that was refused", () => {
    for (const environment of [{ DYAD_SECRET_KEY: "hunter2" }, { DATABASE_URL: "mysql://app:hunter2@db/dyad" }]) expect(() => read(environment)).toThrow(expect.objectContaining({ message: expect.not.stringContaining("hunter2") }));
  });

  it("stop the start at an unknown DYAD_ name, and leave names of others alone", () => {
    expect(() => read({ DYAD_PORT: "1" })).toThrow(/DYAD_PORT is not a setting.*DYAD_DATA_DIR/);
    expect(read({ HOME: "/root", npm_config_x: "1" }).port).toBe(8080);
  });

  it("have the defaults of the two commands; an empty value is no value", () => {
    expect(read({ PORT: "", DYAD_DEMO: "" })).toEqual({ port: 8080, host: "127.0.0.1", dataDirectory: "/srv/dyad/.dyad", databaseUrl: null, databaseOwnerUrl: null, demo: null, baseUrl: null, secretKey: null, smtpUrl: null, smsUrl: null, scan: null, files: "/srv/dyad/.dyad/files", role: "all", recordings: null, recordingGigabytes: 10, clearingFolder: null, secretKeyBefore: null, keys: "/srv/dyad/.dyad", backups: null, backupsAt: "02:30", trustedProxies: ["127.0.0.1", "::1"], privateProviders: "0" });
  });

  it("keep the demo on this machine", () => {
    for (const host of ["127.0.0.1", "::1", "localhost"]) expect(() => refuseOpenDemo(read({ HOST: host }), "1")).not.toThrow();
    expect(() => refuseOpenDemo(read({ HOST: "0.0.0.0" }), "markers")).toThrow(SettingError);
    expect(() => refuseOpenDemo(read({ HOST: "0.0.0.0" }), "0")).not.toThrow();
  });
});

describe("Which demo a database has", () => {
  const empty = { stored: null, hasAgencies: false };
  it.each([
    ["an embedded empty one gets it", {}, empty, "1"],
    ["an empty one of somebody's own stays empty", { DATABASE_URL: "postgres://db/x" }, empty, "0"],
    ["an empty one gets what is set", { DYAD_DEMO: "markers" }, empty, "markers"],
    ["a filled one keeps its own", {}, { stored: "markers" as const, hasAgencies: true }, "markers"],
    ["one with agencies and nothing stored has none", {}, { stored: null, hasAgencies: true }, "0"],
  ])("%s", (_what, environment, state, expected) => expect(judgeDemo(read(environment), state)).toBe(expected));

  it("stops the start where another value is set than the one stored", () => {
    expect(() => judgeDemo(read({ DYAD_DEMO: "0" }), { stored: "1", hasAgencies: true })).toThrow(SettingError);
    expect(() => judgeDemo(read({ DYAD_DEMO: "1" }), { stored: null, hasAgencies: true })).toThrow(/DYAD_DEMO is 1.*DYAD_DEMO=0/);
  });
});
