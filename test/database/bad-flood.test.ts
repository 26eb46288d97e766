import { afterAll, beforeAll, expect, it } from "vitest";
import { randomUUID } from "node:crypto";
import { staffRoles } from "#features/disclosure/contract.ts";
import { hashPassword } from "#server/sign-in.ts";
import { makeStaff } from "../support/agency.ts";
import { addressOf, type Route, routes } from "../access/matrix.ts";
import { PASSWORD } from "../access/access.samples.ts";
import { samples } from "../access/samples.ts";
import { adultAccount, makeScene, type Scene } from "../access/scene.ts";
import { call, startServer, type TestServer } from "../access/server.ts";

// To every route, requests that are nearly right: each is answered, never by a fault of our own, never with a word of how
// the program is made, and the server goes on.

const COUNT = process.env.TEST_LONG === "1" ? 100_000 : 2_000;
/** The same at every run. */
let state = 20_261_122;
const chance = (): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 4_294_967_296;
};
const pick = <T>(from: readonly T[]): T => from[Math.floor(chance() * from.length)]!;

let server: TestServer;
let scene: Scene;
/** Who asks. The flood ends sign-ins, takes roles away and closes cases: somebody who was refused as nobody is let in anew. */
const whos = ["everything", "clinician", "caregiver"] as const;
const enter: Record<(typeof whos)[number], () => Promise<string>> = {
  everything: async () => scene.cookieOf(await makeStaff(scene.place, scene.agency, { name: "Everything", roles: staffRoles, passwordHash: await hashPassword(PASSWORD) })),
  clinician: () => scene.cookieOf(scene.clinician),
  caregiver: async () => scene.cookieOf(await adultAccount(scene, scene.adultA, await hashPassword(PASSWORD))),
};
const cookies = new Map<string, string>();

const nested = (depth: number): unknown => { let one: unknown = 1; for (let level = 0; level < depth; level++) one = level % 2 ? [one] : { a: one }; return one; }; // prettier-ignore
/** Values that nobody means, and that have broken programs. */
const wild: readonly (() => unknown)[] = [
  () => null, () => true, () => -1, () => 0, () => 1e308, () => 9_007_199_254_740_993, () => 1.5, () => 2_147_483_648, () => -0, () => "", () => " ", () => "\u0000", () => "a\u0000b", () => "\ud800", () => "x\udfff", () => "\u202eabc\u2066", () => "a".repeat(150_000), () => "🧸".repeat(2_000), () => "é".normalize("NFD").repeat(300), () => "2026-02-30", () => "2026-13-01", () => "0000-00-00", () => "9999-12-31", () => "-2026-01-01", () => "275760-09-14", () => "2026-11-20T25:61", () => "2026-11-20T10:00:00+99:99", () => "2026-03-08T02:30", () => "Infinity", () => "NaN", () => "1e999", () => "٣", () => "__proto__", () => "constructor", () => "' or 1=1 --", () => "%", () => "{{7*7}}", () => "<script>x</script>", () => "../../etc/passwd", () => "=1+1", () => [], () => [[]], () => [null], () => Array.from({ length: 5_000 }, () => "x"), () => ({}), () => ({ $ne: null }), () => nested(60), () => randomUUID(), () => scene.caseId, () => scene.adultA, () => "00000000-0000-0000-0000-000000000000", () => scene.caseId.toUpperCase(),
]; // prettier-ignore
const wildWord = (): string => { const value = pick(wild)(); return typeof value === "string" ? value.slice(0, 400) : JSON.stringify(value).slice(0, 400); }; // prettier-ignore

type Place = { holder: Record<string, unknown> | unknown[]; key: string | number };
const placesOf = (value: unknown, found: Place[] = []): Place[] => {
  if (value === null || typeof value !== "object") return found;
  for (const key of Array.isArray(value) ? value.keys() : Object.keys(value)) {
    found.push({ holder: value as Record<string, unknown>, key });
    placesOf((value as Record<string | number, unknown>)[key], found);
  }
  return found;
};
/** A body with one thing or two of it spoilt. */
function spoil(body: unknown): unknown {
  if (chance() < 0.05) return pick(wild)();
  const spoilt = structuredClone(body);
  for (let times = chance() < 0.25 ? 2 : 1; times > 0; times--) {
    const places = placesOf(spoilt);
    if (places.length === 0 || chance() < 0.08) (spoilt as Record<string, unknown>)[pick(["colour", "__proto__x", "caseId", "agencyId", "toString", ""])] = pick(wild)();
    else {
      const { holder, key } = pick(places);
      const how = chance();
      if (how < 0.15) {
        if (Array.isArray(holder)) holder.splice(Number(key), 1);
        else delete holder[key];
      }
      else if (how < 0.22) (holder as Record<string | number, unknown>)[key] = [(holder as Record<string | number, unknown>)[key]];
      else (holder as Record<string | number, unknown>)[key] = pick(wild)();
    }
  }
  return spoilt;
}
/** An address with an id or a part of its query spoilt. */
function spoilAddress(address: string): string {
  const [path, query = ""] = address.split("?") as [string, string?];
  const word = () => (chance() < 0.2 ? pick(["%00", "%", "%c3%28", "%2e%2e%2f", "..", "%ud800", "a".repeat(600)]) : encodeURIComponent(wildWord().replace(/[\ud800-\udfff]/g, "")));
  const ids = [...path.matchAll(/[0-9a-f]{8}-[0-9a-f-]{27}/gi)];
  if (ids.length > 0 && chance() < 0.6) {
    const { index, 0: id } = pick(ids);
    return `${path.slice(0, index)}${word() || "x"}${path.slice(index + id.length)}${query ? `?${query}` : ""}`;
  }
  const parts = query.split("&").filter((part) => part !== "");
  const names = [...parts.map((part) => part.split("=")[0]!), "after", "from", "to", "q", "caseId", "limit"];
  const extra = `${pick(names)}${pick(["", "[]", "[a]", ".b"])}=${word()}`;
  return `${path}?${[...parts.filter(() => chance() < 0.7), extra].join("&")}`;
}

type Request = { route: Route; address: string; body: unknown };
let ready: Request[] = [];

/** After so many requests another agency of the same making takes the place of the one that they have worn down. */
const WORN_AFTER = 5_000;
async function beginAnew(slug: string): Promise<void> {
  scene = await makeScene(server, slug);
  for (const who of whos) cookies.set(who, await enter[who]());
  ready = [];
  for (const route of routes) {
    const sample = samples[route.name]!;
    if (sample.bytes) continue;
    const given = (await sample.given?.(scene, { staffId: scene.clinician.staffId })) ?? {};
    ready.push({ route, address: addressOf(scene, route, sample, given), body: sample.body?.(scene, given) ?? {} });
  }
}

beforeAll(async () => {
  server = await startServer({ demo: "1", now: "2026-11-20T15:00:00Z" });
}, 240_000);
afterAll(() => server.close());

it(`answers ${COUNT} requests that are nearly right, to every route, and none by a fault of its own`, async () => {
  const faults: string[] = [];
  const statuses = new Map<number, number>();
  for (let count = 0; count < COUNT; count++) {
    if (count % WORN_AFTER === 0) await beginAnew(`flood-${count / WORN_AFTER}`);
    // Every route in turn, so that each has its share.
    const { route, address, body } = ready[count % ready.length]!;
    const hasBody = route.method !== "GET" && route.method !== "DELETE";
    const [where, what] = hasBody && chance() < 0.8 ? [address, spoil(body)] : [spoilAddress(address), body];
    const isOfFamilies = Array.isArray(route.access.who) && route.access.who.every((who) => who === "caregiver");
    const who: (typeof whos)[number] = isOfFamilies || chance() < 0.05 ? "caregiver" : chance() < 0.3 ? "clinician" : "everything";
    const answer = await call(server, cookies.get(who)!, route.method, where, hasBody ? what : undefined, chance() < 0.3 ? { "x-dyad-language": "es" } : {});
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    if (answer.status === 401) cookies.set(who, await enter[who]());
    const isOurFault = answer.status >= 500 && answer.status !== 501;
    const tells = /node_modules|at .*\.(ts|js|mjs):\d+|\bselect .* from\b|\binsert into\b|violates|syntax error/i.test(answer.status >= 400 ? answer.text : "");
    const isShaped = answer.status < 400 || (typeof answer.body?.code === "string" && typeof answer.body?.message === "string" && Array.isArray(answer.body?.fields));
    if (isOurFault || tells || !isShaped) faults.push(`${answer.status} ${route.method} ${where.slice(0, 300)} as ${who} ${hasBody ? JSON.stringify(what)?.slice(0, 400) : ""} → ${answer.text.slice(0, 200)}`);
    if (faults.length > 60) break;
  }
  expect(faults.join("\n"), server.logged.filter((line) => line.includes(`"level":50`)).slice(-5).join("\n")).toBe("");
  // Most of it is refused: a flood that is mostly taken would show nothing.
  const refused = [...statuses].filter(([status]) => status >= 400).reduce((sum, [, times]) => sum + times, 0);
  expect(refused).toBeGreaterThan(COUNT / 2);
  // And most of what is refused is refused for what it says, not for who says it.
  process.stdout.write(`  flood: ${[...statuses].toSorted(([a], [b]) => a - b).map(([status, times]) => `${status}: ${times}`).join(", ")}\n`);
  expect(statuses.get(401) ?? 0).toBeLessThan(COUNT / 20);
  expect((await call(server, cookies.get("clinician")!, "GET", "/readyz")).status).toBe(200);
}, process.env.TEST_LONG === "1" ? 7_200_000 : 240_000);
