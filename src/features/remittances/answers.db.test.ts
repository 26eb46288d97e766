import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { row, rows, type Transaction } from "#database/actor.ts";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { startServer, type TestServer } from "../../../test/access/server.ts";
import { accountsOf, envelope, sendClaims, statesOf, type Sent } from "./claims.test-support.ts";
import { takeFile } from "./taking.handlers.ts";

// What comes back before money does, on the real database: TA1, 999, 277CA, 277, and what belongs to nothing.

let server: TestServer;
let scene: Scene;
beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T15:00:00.000Z" });
  scene = await makeScene(server, "ours");
});
afterAll(() => server.close());

const does = <T>(work: (tx: Transaction) => Promise<T>) => operatorDoes(scene, work);
const take = (text: string) => does((tx) => takeFile(tx, { services: server.services, language: "en" }, { bytes: Buffer.from(text, "latin1"), way: "folder" }));
const send = (charges: number[]) => does((tx) => sendClaims(tx, scene, charges));
const states = async (sent: Sent) => {
  const found = await does((tx) => statesOf(tx, sent.claims));
  return sent.claims.map((one) => found.get(one.claimId));
};
const header = (element: string, segment: string) => {
  const number = String(envelope().control).padStart(9, "0");
  return { number, text: ["ISA", "00", " ".repeat(10), "00", " ".repeat(10), "ZZ", "MADEUPPAYER".padEnd(15), "ZZ", "MADEUP".padEnd(15), "261120", "0915", "^", "00501", number, "0", "T", ":"].join(element) + segment };
};
type Group = { code: string; version: string; set: string; segments: string[][] };
/** A file of one interchange: what stands above the groups, and the groups. */
function fileOf(above: string[][], groups: Group[], [element, segment] = ["*", "~"]): string {
  const { number, text } = header(element!, segment!);
  const body = groups.flatMap(({ code, version, set, segments }, at) => [["GS", code, "MADEUPPAYER", "MADEUP", "20261120", "0915", String(at + 1), "X", version], ["ST", set, "0001", version], ...segments, ["SE", String(segments.length + 2), "0001"], ["GE", "1", String(at + 1)]]);
  return text + [...above, ...body, ["IEA", String(groups.length), number]].map((one) => one.join(element) + segment).join("");
}
const ta1 = (control: number, accepted: string) => ["TA1", String(control).padStart(9, "0"), "261120", "0900", accepted, accepted === "A" ? "000" : "024"];
const of999 = (control: number, told: string[][], set = "0001"): Group => ({ code: "FA", version: "005010X231A1", set: "999", segments: [["AK1", "HC", String(control), "005010X222A1"], ["AK2", "837", set, "005010X222A1"], ...told, ["AK9", "A", "1", "1", "1"]] });
const of277 = (version: string, claims: string[][][]): Group => ({ code: "HN", version, set: "277", segments: [["BHT", version.startsWith("005010X214") ? "0085" : "0010", "08", "REF1", "20261120", "0915", "TH"], ["HL", "1", "", "20", "1"], ["NM1", "PR", "2", "MADE UP", "", "", "", "", "PI", "MADEUP1"], ["HL", "2", "1", "21", "1"], ["NM1", "41", "2", "US", "", "", "", "", "46", "US"], ["HL", "3", "2", "19", "1"], ["NM1", "85", "2", "US", "", "", "", "", "XX", "1234567893"], ...claims.flatMap((one, at) => [["HL", String(at + 4), "3", "PT"], ["NM1", "QC", "1", "UP", "MADE", "", "", "", "MI", "70000001"], ...one])] });
const on = (number: string, status: string, payerNumber?: string) => [["TRN", "2", number], ["STC", status, "20261119", "WQ", "100"], ...(payerNumber === undefined ? [] : [["REF", "1K", payerNumber]])];

describe("What a payer says before it pays (A13)", () => {
  it("TA1: a file that was turned away is to be written anew and asks for nothing; one that was let in is noted", async () => {
    const [turned, letIn] = [await send([1000]), await send([2000])];
    const before = await does(accountsOf);
    expect((await take(fileOf([ta1(turned.control, "R"), ta1(letIn.control, "A"), ta1(999_999, "R")], []))).summary).toMatchObject({ rejected: 1, acknowledged: 1, strays: 1 });
    expect([await states(turned), await states(letIn)]).toEqual([["batched"], ["acknowledged"]]);
    expect((await does(accountsOf)).receivable).toBe(before.receivable! - 1000);
    expect(await does((tx) => rows(tx, sql`select kind, names from received_strays order by id desc limit 1`))).toEqual([{ kind: "TA1", names: "999999" }]);
  });

  it("999: a set that cannot be read turns its claims away, with the place on the claim where it is named; others are acknowledged", async () => {
    const sent = await send([1000, 2000]);
    const file = fileOf([], [of999(sent.control, [["IK3", "SV1", "27", "2400", "8"], ["CTX", `CLM01:${sent.claims[0]!.number}`], ["IK4", "1:2", "", "7", "BAD"], ["IK5", "R", "5"]])]);
    expect((await take(file)).summary).toMatchObject({ rejected: 2 });
    const codes = await does((tx) => rows<{ codes: string[] }>(tx, sql`select s.evidence -> 'codes' as codes from claim_steps s join claims c on c.agency_id = s.agency_id and c.id = s.claim_id where s.to_state = 'rejected' and c.batch_id = ${sent.batchId} and c.id = any (${sent.claims.map((one) => one.claimId)}::uuid[]) order by c.charge_cents`));
    expect(codes.map((one) => one.codes)).toEqual([["999", "SV101 7"], ["999", "OTHER"]]);
    const good = await send([3000]);
    await take(fileOf([], [of999(good.control, [["IK5", "E", "5"]])]));
    expect([await states(sent), await states(good)]).toEqual([["rejected", "rejected"], ["acknowledged"]]);
    // A set that the file does not have is nobody's.
    const other = await send([4000]);
    expect((await take(fileOf([], [of999(other.control, [["IK5", "R", "5"]], "0002")]))).summary).toMatchObject({ rejected: 0, strays: 1 });
    expect(await states(other)).toEqual(["sent"]);
  });

  it("277CA: claim by claim, with the payer's number and the day it came; 277 on demand; other separators, several groups at once", async () => {
    const sent = await send([1000, 2000, 3000, 4000]);
    const [first, second, third, fourth] = sent.claims;
    const answers = fileOf([], [of277("005010X214", [on(first!.number, "A2:20", "ICN1"), on(second!.number, "A7:562:85"), on(third!.number, "A1:19"), on("NOBODYS1", "A2:20")]), of277("005010X212", [on(fourth!.number, "P1:20", "ICN4")])], ["|", "\n"]);
    expect((await take(answers)).summary).toMatchObject({ accepted: 1, rejected: 1, acknowledged: 1, pended: 1, strays: 1 });
    expect(await states(sent)).toEqual(["accepted", "rejected", "acknowledged", "pended"]);
    expect(await does((tx) => row(tx, sql`select payer_claim_number as number, received_on as day from claims where id = ${first!.claimId}`))).toEqual({ number: "ICN1", day: "2026-11-19" });
    // An answer that comes late takes nothing back.
    await take(fileOf([], [of277("005010X214", [on(fourth!.number, "A1:19")])]));
    expect((await states(sent))[3]).toBe("pended");
  });

  it("a file that is cut off, of another kind, or none is refused and kept; two of the same at once are one", async () => {
    const sent = await send([1000]);
    const whole = fileOf([ta1(sent.control, "A")], []);
    const cut = await take(whole.slice(0, -20));
    expect([cut.state, cut.faults.length > 0, await states(sent)]).toEqual(["refused", true, ["sent"]]);
    expect((await take("no file at all")).state).toBe("refused");
    const both = await Promise.all([take(whole), take(whole)]);
    expect(both.map((one) => one.isNew).toSorted()).toEqual([false, true]);
    expect(await does((tx) => row(tx, sql`select content from received_files where id = ${both[0].fileId}`))).toEqual({ content: expect.stringMatching(/^sealed1:/) });
  });
});
