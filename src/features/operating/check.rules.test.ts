import { describe, expect, it } from "vitest";
import { type Facts, judgeSafety } from "./check.rules.ts";
import { type CheckKey, checkKeys } from "./contract.ts";

// What is not safe yet (A3, H): one table of what is found and what is said of it.

const now = "2026-11-20T15:00:00.000Z";
const good: Facts = {
  now, baseUrl: "https://dyad.example.org", host: "127.0.0.1", demo: "0", secretKey: "given", backups: [{ at: "2026-11-20T02:00:00.000Z", outcome: "done" }], drills: [{ at: "2026-11-01T02:00:00.000Z", outcome: "done" }],
  secondFactor: [{ role: "administrator", people: 2, without: 0 }], mail: "set", scan: "there", nodeVersion: "24.4.0", databaseVersion: 18, databaseAccount: "plain", disk: { freeBytes: 50e9, allBytes: 100e9 }, clock: { offBy: 40, trailAhead: false },
  failedJobs: 0, chain: { brokenAt: null }, unsealedFor: 1, sealFile: "there", jobsSeenAt: "2026-11-20T14:59:50.000Z", clearing: { lookedAt: "2026-11-20T14:59:10.000Z", isReached: true, refused: 0, failed: 0 },
};
const stateOf = (key: CheckKey, change: Partial<Facts>) => judgeSafety({ ...good, ...change }).find((one) => one.key === key)!;

it("says of everything that it is safe where it is, and lists it", () => {
  const judged = judgeSafety(good);
  expect(judged.map((one) => one.key).toSorted()).toEqual([...checkKeys].toSorted());
  expect(judged.filter((one) => one.state !== "safe")).toEqual([]);
});

const unsafe: [CheckKey, string, Partial<Facts>, RegExp][] = [
  ["tls", "an address without encryption", { baseUrl: "http://dyad.example.org" }, /http:\/\/dyad\.example\.org/],
  ["tls", "open to the network, its own address given as loopback", { baseUrl: "http://127.0.0.1:8080", host: "0.0.0.0" }, /0\.0\.0\.0/],
  ["demo", "the made-up programme", { demo: "1" }, /one tap/],
  ["secret_key", "beside the data", { secretKey: "beside the data" }, /data folder/],
  ["backup", "none", { backups: [] }, /No backup/],
  ["backup", "27 hours old", { backups: [{ at: "2026-11-19T12:00:00.000Z", outcome: "done" }] }, /27 hours/],
  ["backup", "the last one failed, and the one before is old", { backups: [{ at: "2026-11-20T02:00:00.000Z", outcome: "failed" }, { at: "2026-11-18T02:00:00.000Z", outcome: "done" }] }, /61 hours.*failed/],
  ["backup", "begun and cut off", { backups: [{ at: "2026-11-20T02:00:00.000Z", outcome: null }] }, /No backup/],
  ["drill", "none", { drills: [] }, /No restore/],
  ["drill", "36 days old", { drills: [{ at: "2026-10-15T02:00:00.000Z", outcome: "done" }] }, /36 days/],
  ["second_factor", "some with a password alone", { secondFactor: [{ role: "administrator", people: 2, without: 1 }, { role: "clinician", people: 5, without: 0 }, { role: "supervisor", people: 1, without: 1 }] }, /Administrator 1 of 2, Supervisor 1 of 1/],
  ["mail", "none", { mail: "not set" }, /No letter/],
  ["scan", "none", { scan: "not set" }, /No scanner/],
  ["scan", "one that is silent", { scan: "silent" }, /no file is taken in/],
  ["node", "its fixes ended", { nodeVersion: "20.19.1" }, /30 April 2026/],
  ["node", "no long-term version", { nodeVersion: "21.1.0" }, /21\.1\.0/],
  ["database_version", "14", { databaseVersion: 14 }, /14/],
  ["database_account", "a super-user", { databaseAccount: "super-user" }, /super-user/],
  ["disk", "a tenth is not free", { disk: { freeBytes: 9e9, allBytes: 100e9 } }, /9 %/],
  ["disk", "a small one", { disk: { freeBytes: 1e9, allBytes: 4e9 } }, /25 %/],
  ["clock", "six seconds off", { clock: { offBy: -6_000, trailAhead: false } }, /6 seconds/],
  ["clock", "rows from the future", { clock: { offBy: 0, trailAhead: true } }, /future/],
  ["queue", "three given up", { failedJobs: 3 }, /3 pieces/],
  ["audit_chain", "broken", { chain: { brokenAt: "7, a link of the chain is missing" } }, /7, a link/],
  ["seals", "waiting for more than a minute", { unsealedFor: 61 }, /61 seconds/],
  ["seals", "no seal file", { sealFile: "missing" }, /seal file/],
  ["jobs", "not seen for a minute", { jobsSeenAt: "2026-11-20T14:58:59.000Z" }, /No process/],
  ["jobs", "seen, and the trail is not sealed", { unsealedFor: 90 }, /No process/],
  ["jobs", "nobody there", { jobsSeenAt: null }, /No process/],
  ["clearing", "not looked into for ten minutes", { clearing: { lookedAt: "2026-11-20T14:49:00.000Z", isReached: true, refused: 0, failed: 0 } }, /ten minutes/],
  ["clearing", "never looked into", { clearing: { lookedAt: null, isReached: true, refused: 0, failed: 0 } }, /ten minutes/],
  ["clearing", "the folder is gone", { clearing: { lookedAt: now, isReached: false, refused: 0, failed: 0 } }, /could not be opened/],
  ["clearing", "something was refused", { clearing: { lookedAt: now, isReached: true, refused: 2, failed: 1 } }, /: 3\./],
];
it.each(unsafe)("%s: %s is not safe, stands first, and says how it is mended in both languages", (key, _what, change, said) => {
  const found = stateOf(key, change);
  expect(found.state).toBe("unsafe");
  expect(found.means.en).toMatch(said);
  for (const words of [found.title, found.means, found.mend]) expect(words.es.length, key).toBeGreaterThan(3);
  expect(found.mend.es).not.toBe(found.mend.en);
  const [first] = judgeSafety({ ...good, ...change });
  expect(first!.state).toBe("unsafe");
});

it("has a case for each thing that is looked at", () => expect([...new Set(unsafe.map(([key]) => key))].toSorted()).toEqual([...checkKeys].toSorted()));

describe("what is on the edge", () => {
  it.each<[CheckKey, Partial<Facts>]>([
    ["tls", { baseUrl: "http://127.0.0.1:8080" }],
    ["tls", { baseUrl: "http://[::1]:8080", host: "::1" }],
    ["backup", { backups: [{ at: "2026-11-19T13:00:00.000Z", outcome: "done" }] }],
    ["drill", { drills: [{ at: "2026-10-16T15:00:00.000Z", outcome: "done" }] }],
    ["seals", { unsealedFor: null, sealFile: "nothing to seal" }],
    ["secret_key", { secretKey: "on another place" }],
    ["clearing", { clearing: "not set" }],
    ["node", { nodeVersion: "22.1.0" }],
  ])("%s is safe", (key, change) => expect(stateOf(key, change).state).toBe("safe"));

  it.each<[CheckKey, Partial<Facts>]>([
    ["backup", { backups: null }],
    ["disk", { disk: null }],
    ["clock", { clock: null }],
    ["queue", { failedJobs: null }],
    ["audit_chain", { chain: "too long" }],
    ["database_version", { databaseVersion: null }],
    ["node", { nodeVersion: "26.0.0" }],
  ])("%s is not known, which is not the same as safe", (key, change) => expect(stateOf(key, change)).toMatchObject({ state: "unknown", mend: { en: "" } }));
});
