import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Mail } from "#server/mail.ts";
import { startServer, type TestServer } from "../access/server.ts";
import { anyWord, openFamily, adultAt, type Family } from "../outgoing/family.ts";
import { makeChange } from "../outgoing/changing.ts";
import { mayLeave, mayRead, mayWrite, standsWithFamily } from "../outgoing/oracle.ts";
import { leaveAll, letsInNobody, type Payload, readAll, writeAll } from "../outgoing/payloads.ts";
import { families, type FamilyDraw } from "../outgoing/plan.ts";
import { begin } from "../outgoing/releasing.ts";
import { write } from "../outgoing/writing.ts";

// Idea 6: whatever leaves, to whomever, holds nothing that is hidden from them; families, changes and their order are drawn.

const mails = vi.hoisted(() => [] as Mail[]);
// A letter is caught where it would be handed to the mail server, and a sheet of paper is read as what it is set from: its data are all that stands on it.
vi.mock("#server/mail.ts", async (real) => ({ ...(await real<object>()), mailState: () => "sends", sendMail: async (_smtp: string, _base: string, mail: Mail) => void mails.push(mail) }));
vi.mock("#server/pdf.ts", async (real) => ({ ...(await real<object>()), writePdf: ({ data, title }: { data: unknown; title: string }) => Buffer.from(`%PDF-1.7\n${JSON.stringify({ data, title })}\n%%EOF\n`) }));

const SEED = 20_261_120;
const RUNS = process.env.TEST_LONG === "1" ? 300 : Number(process.env.FAMILIES ?? 14);
let server: TestServer;
const written = new Map<string, number>();
beforeAll(async () => {
  server = await startServer({ demo: "1", now: "2026-11-10T15:00:00Z" });
});
afterAll(() => server.close());

/** A family made as drawn, and everything that leaves about it. */
async function letLeave(draw: FamilyDraw, turn: number): Promise<{ family: Family; payloads: Payload[] }> {
  const marks = [performance.now()];
  const family = await openFamily(server, draw);
  marks.push(performance.now());
  for (const step of draw.steps) {
    const before = family.secrets.length;
    if (step.do === "write") {
      const answer = (await write[step.what](family, adultAt(family, step.adult))) as { status?: number } | undefined;
      if (answer?.status !== undefined && answer.status !== 200) for (const one of family.secrets.slice(before)) one.isKept = false;
      else written.set(step.what, (written.get(step.what) ?? 0) + 1);
    }
    else if (step.do === "change") await makeChange(family, step.change);
    else await begin(family, step.place, draw.releases[step.place]!);
  }
  marks.push(performance.now());
  const read = await readAll(family, turn, 6);
  marks.push(performance.now());
  const out = { family, payloads: [...read, ...(await leaveAll(family)), ...(await writeAll(family, mails))] };
  marks.push(performance.now());
  if (process.env.SHOW) console.info(marks.slice(1).map((one, at) => Math.round(one - marks[at]!)).join(" "), read.length);
  return out;
}

/** What stands in a payload that its recipient may not learn. */
function leaksIn(family: Family, one: Payload): string[] {
  const words = new Set(one.text.toLowerCase().match(anyWord) ?? []);
  const found = family.secrets.filter(({ word }) => words.has(word));
  const name = one.to === "reader" ? one.name : one.to;
  const of = (place: string | null) => (place === null ? "" : ` of adult ${family.known.adults.findIndex((each) => each.personId === place)}`);
  const strangers = [...words].filter((word) => !family.secrets.some((each) => each.word === word)).map((word) => `${one.kind} to ${name}: ${word}, of another family`);
  const wrong = one.to === "letter" && one.address !== "" && one.personId !== null && !mayWrite(family.known, one.personId, one.address) ? [`${one.kind} went to an address that it may not go to`] : [];
  return [
    ...strangers,
    ...wrong,
    ...found
      .filter((each) => (one.to === "reader" ? !mayRead(family.known, one.reader, each) : one.to === "outside" ? !mayLeave(family.known, one.paper, each) : true))
      .map((each) => `${one.kind} to ${name}: ${each.where}, ${each.holds}${each.part2 ? " under Part 2" : ""}${of(each.of)}`),
  ];
}

/** What a reader was promised and did not get: her own, her relationship's and, with the right to it, the child's record. */
function missedBy(family: Family, payloads: readonly Payload[]): string[] {
  const record = payloads.filter((one) => one.to === "reader" && one.kind === "cases.record" && one.status === 200);
  return [...family.known.adults.map(({ personId }) => personId), family.staff.clinician.staffId].flatMap((who) => {
    const pages = record.filter((one) => one.to === "reader" && (one.reader.personId === who || one.reader.staffId === who) && one.name !== "clinician reading along");
    const reader = pages[0]?.to === "reader" ? pages[0].reader : null;
    if (reader === null) return standsWithFamily(family.known, who) ? ["an adult who stands with the family reads no record"] : [];
    const text = pages.map((one) => one.text).join("\n");
    return family.secrets.filter((one) => one.where.startsWith("a passage") && one.isKept && mayRead(family.known, reader, one) && !text.includes(one.word)).map((one) => `the record of ${reader.role} lacks ${one.where}`);
  });
}

describe("idea 6: what leaves", () => {
  it("holds nothing that is hidden from whoever gets it", async () => {
    const counted = { families: 0, payloads: 0, secrets: 0, met: 0 };
    const kinds = new Map<string, number>();
    const refused = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(families, async (draw) => {
        const started = performance.now();
        const { family, payloads } = await letLeave(draw, counted.families);
        if (process.env.SHOW) console.info(payloads.length, Math.round(performance.now() - started));
        counted.families++;
        counted.payloads += payloads.length;
        counted.secrets += family.secrets.length;
        for (const one of payloads) {
          if (one.status === 200) kinds.set(one.kind, (kinds.get(one.kind) ?? 0) + 1);
          counted.met += new Set(one.text.toLowerCase().match(anyWord) ?? []).size;
        }
        for (const one of family.refused) refused.set(one, (refused.get(one) ?? 0) + 1);
        expect(payloads.filter((one) => one.status >= 500 || (one.status === 400 && !one.kind.endsWith("reading along"))).map((one) => `${one.kind} ${one.status} ${one.text.slice(0, 300)}`)).toEqual([]);
        if (process.env.SHOW) return void console.info([...new Set(payloads.flatMap((one) => leaksIn(family, one))), ...letsInNobody(family, payloads), ...missedBy(family, payloads)].join("\n"));
        expect([...new Set(payloads.flatMap((one) => leaksIn(family, one)))]).toEqual([]);
        expect(letsInNobody(family, payloads)).toEqual([]);
        expect(missedBy(family, payloads)).toEqual([]);
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: true },
    );
    console.info(JSON.stringify({ seed: SEED, ...counted }));
    if (process.env.SHOW) console.info(JSON.stringify([...kinds]), JSON.stringify([...written]), JSON.stringify([...refused], null, 1));
  }, 3_600_000);
});
