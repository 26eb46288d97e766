import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { exceptions, findLayerFaults, kindOf, readingOrder } from "./layers.ts";

const projectRoot = path.resolve(import.meta.dirname, "../..");
const files = fs.readdirSync(path.join(projectRoot, "src"), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.relative(projectRoot, path.join(entry.parentPath, entry.name)));
const present = new Set(files);
const read = (file: string) => fs.readFileSync(path.join(projectRoot, file), "utf8");
const code = files.filter((file) => /\.tsx?$/.test(file));

describe("The layers of the design", () => {
  it("are kept by every file", () => {
    expect(code.length).toBeGreaterThan(50);
    expect(code.flatMap((file) => findLayerFaults(file, read(file), (other) => present.has(other)))).toEqual([]);
  });

  it("have every feature in the reading order, once", () => {
    const folders = fs.readdirSync(path.join(projectRoot, "src/features"), { withFileTypes: true }).filter((entry) => entry.isDirectory() && fs.readdirSync(path.join(entry.parentPath, entry.name)).length > 0);
    expect(folders.map((folder) => folder.name).filter((name) => !readingOrder.includes(name))).toEqual([]);
    expect(new Set(readingOrder).size).toBe(readingOrder.length);
  });

  it("have no exception that is no longer used", () => {
    for (const exception of Object.keys(exceptions)) {
      const [from, to] = exception.split(" -> ") as [string, string];
      const users = code.filter((file) => file.startsWith(from) && read(file).includes(to.replace("src/", "#")));
      expect([exception, present.has(to), users.length > 0]).toEqual([exception, true, true]);
    }
  });
});

/** A bad sample for each guard, and the words with which it must fire. */
const samples: [what: string, file: string, source: string, fault: string][] = [
  ["a kernel that imports a feature", "src/kernel/a.ts", 'import { a } from "#features/people/contract.ts";', "kernel may not import contract"],
  ["a contract that imports its store", "src/features/people/contract.ts", 'import { a } from "./store.ts";', "contract may not import store"],
  ["rules that import the database, as a type only", "src/features/people/rules.ts", 'import type { Transaction } from "#database/actor.ts";', "rules may not import database"],
  ["rules that import the database within a type", "src/features/people/rules.ts", 'type A = import("#database/actor.ts").Transaction;', "rules may not import database"],
  ["rules that load the database on demand", "src/features/people/rules.ts", 'const a = await import("#database/actor.ts");', "rules may not import database"],
  ["rules that hand on a store", "src/features/people/rules.ts", 'export { a } from "./store.ts";', "rules may not import store"],
  ["a screen that imports a handler", "src/features/people/screens/People.tsx", 'import { a } from "../handlers.ts";', "screens may not import handlers"],
  ["a store that imports a handler", "src/features/people/store.ts", 'import { a } from "./handlers.ts";', "store may not import handlers"],
  ["a server that imports a feature's rules", "src/server/a.ts", 'import { a } from "#features/people/rules.ts";', "server may not import rules"],
  ["a main that imports a store", "src/main/server.ts", 'import { a } from "#features/people/store.ts";', "main may not import store"],
  ["anything that imports main", "src/server/a.ts", 'import { a } from "#main/open.ts";', "server may not import main"],
  ["a feature that imports one read later", "src/features/people/rules.ts", 'import { a } from "#features/notes/rules.ts";', "people is read before notes"],
  ["code that imports a test", "src/features/people/rules.ts", 'import { a } from "./rules.test.ts";', "for tests only"],
  ["a file that is not there", "src/features/people/rules.ts", 'import { a } from "./nothing.ts";', "is not there"],
  ["an import without its ending", "src/features/people/rules.ts", 'import { a } from "./contract";', "the ending is written out"],
  ["a path that climbs", "src/features/people/rules.ts", 'import { a } from "../../kernel/a.ts";', "write it with #"],
  ["a barrel", "src/features/people/rules.ts", 'export * from "./contract.ts";', "is a barrel"],
  ["a name that says nothing", "src/features/people/more/helper.ts", "export {};", "does not say what kind"],
  ["a library in rules", "src/features/people/rules.ts", 'import { sql } from "kysely";', "a pure file imports the library kysely"],
  ["a module of Node in rules", "src/features/people/rules.ts", 'import fs from "node:fs";', "a pure file imports the library node:fs"],
  ["Temporal outside the kernel", "src/features/people/rules.ts", 'import { Temporal } from "temporal-polyfill";', "a pure file imports the library temporal-polyfill"],
  ["a library whose name begins like an allowed one", "src/features/people/contract.ts", 'import { z } from "zodiac";', "a pure file imports the library zodiac"],
  ["the clock, by Date.now", "src/kernel/a.ts", "const a = Date.now();", "a pure file uses Date.now"],
  ["the clock, by Date['now']", "src/kernel/a.ts", 'const a = Date["now"]();', "a pure file uses Date.now"],
  ["the clock, by new Date()", "src/features/people/rules.ts", "const a = () => ({ at: new Date() });", "a pure file uses new Date()"],
  ["the clock, by Date()", "src/features/people/rules.ts", "const a = Date();", "a pure file uses Date()"],
  ["the clock, by Temporal", "src/kernel/a.ts", "const a = Temporal.Now.instant();", "a pure file uses Temporal.Now"],
  ["chance, by Math.random", "src/wire/x12/a.ts", "const a = Math.random();", "a pure file uses Math.random"],
  ["chance, by crypto", "src/wire/x12/a.ts", "const a = crypto.randomUUID();", "a pure file uses crypto"],
  ["the environment", "src/features/people/words.ts", "const a = process.env.HOME;", "a pure file uses process"],
  ["the network", "src/features/people/fhir.ts", 'await fetch("https://example.org");', "a pure file uses fetch"],
  ["a way round by globalThis", "src/features/people/fhir.ts", 'await globalThis.fetch("https://example.org");', "a pure file uses globalThis"],
];

describe("Each guard of the layers", () => {
  const there = new Set(["src/features/people/contract.ts", "src/features/people/store.ts", "src/features/people/handlers.ts", "src/features/people/rules.ts", "src/features/people/rules.test.ts", "src/features/notes/rules.ts", "src/database/actor.ts", "src/main/open.ts", "src/kernel/a.ts"]);

  it.each(samples)("fires on %s", (_what, file, source, fault) => {
    expect(findLayerFaults(file, source, (other) => there.has(other)).join("\n")).toContain(fault);
  });

  it("leaves good code alone", () => {
    const good: [string, string][] = [
      ["src/kernel/a.ts", 'import { Temporal } from "temporal-polyfill"; export const a = (text: string) => new Date(text).getTime() + Temporal.Instant.from(text).epochMilliseconds;'],
      ["src/features/people/rules.ts", 'import { z } from "zod"; import { a } from "./contract.ts"; export const b = { process: a.fetch, now: z.string() };'],
      ["src/features/notes/rules.ts", 'import { a } from "#features/people/rules.ts"; export const b = a;'],
      ["src/features/people/handlers.ts", 'import fs from "node:fs"; import { a } from "./store.ts"; export const b = () => [a, Date.now(), fs, process.env.HOME];'],
    ];
    for (const [file, source] of good) expect(findLayerFaults(file, source, (other) => there.has(other))).toEqual([]);
  });

  it.each([
    ["src/features/intake/promise.rules.ts", "rules"],
    ["src/features/site/page-checks.ts", "rules"],
    ["src/features/intake/referrals.contract.ts", "contract"],
    ["src/features/policy/staff.words.ts", "words"],
    ["src/features/exchange/people.fhir.ts", "outside"],
    ["src/features/site/home.pages.tsx", "pages"],
    ["src/features/day/screens/Day.tsx", "screens"],
    ["src/features/contract.ts", "contract"],
    ["src/features/policy/cases.test-support.ts", "test"],
    ["src/features/site/Anything.tsx", null],
  ])("knows what %s is", (file, kind) => expect(kindOf(file)).toBe(kind));
});
