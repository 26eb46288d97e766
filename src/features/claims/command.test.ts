import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Language } from "#kernel/language.ts";
import { fileOf, goodNames, goodSets, today } from "#wire/x12/good-claims.test-support.ts";
import { x12CheckCommand, x12ReadCommand } from "./command.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const asked = (text: string | Uint8Array, language: Language = "en") => ({ readFile: () => (typeof text === "string" ? bytes(text) : text), language });
const good = fileOf(goodNames.map((name) => goodSets[name]));
const broken = good.replace("CLAIM0001*150.25", "CLAIM0001*151.25");
const sample = (file: string) => readFileSync(new URL(`../../../test/data/x12/${file}`, import.meta.url));

describe("dyad x12 read (A12, A13)", () => {
  it("says what a file holds: exit 0", async () => {
    const answer = await x12ReadCommand(["a.837"], asked(good));
    expect([answer.exit, answer.stderr]).toEqual([0, ""]);
    const { transactions, faults } = JSON.parse(answer.stdout);
    expect(faults).toEqual([]);
    expect(transactions).toHaveLength(4);
    expect(transactions[0]).toMatchObject({ type: "837P", control: "0001", version: "005010X222A1", segments: goodSets.subscriber.length + 2, providers: [{ subscribers: [{ patient: null, claims: [{ number: "CLAIM0001", chargeCents: 15_025 }] }] }] });
  });

  it("reads payments and answers, TA1 with what it says", async () => {
    const read = async (content: string | Uint8Array) => JSON.parse((await x12ReadCommand(["a"], asked(content))).stdout).transactions;
    expect(await read(sample("moov-io/835-sample1.txt"))).toMatchObject([{ type: "835", control: "0001" }, { type: "835", control: "0002" }]);
    expect(await read(sample("imsweb/277ca/x12_277CA_rejected.txt"))).toMatchObject([{ type: "277CA", control: "000001120", version: "005010X214" }]);
    expect(await read("ISA*00*          *00*          *ZZ*RECEIVER1      *ZZ*SENDER1        *260302*1101*^*00501*000000901*0*T*:~TA1*000000101*260302*1015*A*000~IEA*0*000000901~")).toEqual([{ type: "TA1", control: "000000101", accepted: "A", code: "000" }]);
  });

  it("reads an 835 to the cent, and names the sum that does not hold", async () => {
    const text = new TextDecoder().decode(sample("linuxforhealth/835_005010X221A1/medicare-part-a.835"));
    const paid = await x12ReadCommand(["a"], asked(text));
    expect([paid.exit, JSON.parse(paid.stdout).transactions]).toMatchObject([0, [{ type: "835", claims: expect.any(Array) }]]);
    const wrong = await x12ReadCommand(["a"], asked(text.replace(/BPR\*(.)\*[\d.]+/, "BPR*$1*1.5")));
    expect([wrong.exit, JSON.parse(wrong.stdout).faults]).toMatchObject([1, [{ id: "BPR", element: "02", message: "It says 1.5; the sums of the file come to another amount." }]]);
  });

  it("faults: exit 1, each with its place, in the language that is asked for", async () => {
    const cut = good.slice(0, 700);
    const [english, spanish] = [await x12ReadCommand(["a", "--json"], asked(cut)), await x12ReadCommand(["a", "--language", "es"], asked(cut, "es"))];
    expect([english.exit, spanish.exit]).toEqual([1, 1]);
    const [first] = JSON.parse(english.stdout).faults;
    expect(Object.keys(first)).toEqual(["segment", "id", "element", "message", "expected"]);
    expect(JSON.parse(spanish.stdout).faults.map((one: { message: string }) => one.message)).toContain("El archivo termina dentro de un segmento.");
  });
});

describe("dyad x12 check (A11)", () => {
  it("good claims: exit 0; a wrong total: exit 1, named", async () => {
    expect(await x12CheckCommand(["a"], today, asked(good))).toEqual({ exit: 0, stdout: '{\n  "faults": []\n}\n', stderr: "" });
    const answer = await x12CheckCommand(["--json", "a"], today, asked(broken));
    expect(answer.exit).toBe(1);
    expect(JSON.parse(answer.stdout).faults).toMatchObject([{ id: "CLM", element: "02", message: "It says 151.25; the lines come to 150.25.", expected: "150.25" }]);
  });
});

describe("used wrongly: exit 2, the error on stderr, nothing on stdout", () => {
  const missing = () => {
    throw new Error("ENOENT /secret/place");
  };
  it.each([
    ["no file", [], asked(good)],
    ["two files", ["a", "b"], asked(good)],
    ["an option that is not there", ["--fast", "a"], asked(good)],
    ["a file that is not there", ["a"], { ...asked(good), readFile: missing }],
  ])("%s", async (_what, argv, how) => {
    for (const answer of [await x12ReadCommand(argv, how), await x12CheckCommand(argv, today, how)]) {
      expect([answer.exit, answer.stdout]).toEqual([2, ""]);
      expect(JSON.parse(answer.stderr)).toMatchObject({ code: "malformed", fields: [] });
      expect(answer.stderr).not.toContain("secret");
    }
  });
});
