import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit } from "./support.ts";

/**
 * A month of billing, end to end (A11–A14): a session is signed and becomes a claim, the claim a file in the folder of a clearing
 * house's client; 999, 277CA and 835 come back, and the ledger and the report say what they come to. Three denials for three
 * reasons: each becomes a check, and each check holds the next claim like it. The steps stand on each other.
 */
let program: Program;
let browser: Browser;
let biller: Page;
let clinician: Page;
const root = fs.mkdtempSync(path.join(os.tmpdir(), "dyad-journey-"));
beforeAll(async () => {
  [program, browser] = await Promise.all([startProgram("1", undefined, { DYAD_CLEARING_FOLDER: root }), openBrowser()]);
  [biller, clinician] = [await signedIn("biller@demo.dyad"), await signedIn("clinician@demo.dyad")];
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
  fs.rmSync(root, { recursive: true, force: true });
});
async function signedIn(email: string): Promise<Page> {
  const visitor = await visit(browser, program);
  await signIn(visitor, program, email);
  return visitor.page;
}

type Finding = { id: string; value: string };
type Claim = { claimId: string; caseId: string; number: string; payerId: string; payerName: string; serviceDay: string; state: string; outcome: string | null; chargeCents: number; findings: Finding[] };
type View = { claim: Claim; lines: { sessionId: string }[]; steps: { to: string; codes: string[] }[]; money: { account: string; cents: number }[]; learnt: { checkId: string }[] };
async function get<T>(address: string, of: Page = biller): Promise<T> {
  const answer = await of.request.get(`/api${address}`);
  expect(answer.status(), address).toBe(200);
  return (await answer.json()) as T;
}
async function post<T>(address: string, data: object): Promise<T> {
  const answer = await biller.request.post(`/api${address}`, { data, headers: { origin: program.address } });
  expect(answer.status(), `${address}: ${await answer.text()}`).toBe(200);
  return (await answer.json()) as T;
}
const claimsIn = async (tab: string) => (await get<{ claims: Claim[] }>(`/claims?tab=${tab}`)).claims;
const view = (claimId: string) => get<View>(`/claims/${claimId}`);
const memberOf = async ({ claimId }: Claim) => (await get<{ memberNumber: string | null }>(`/claims/${claimId}/content`)).memberNumber ?? "";

let sessionId = "";
let control = 0;
/** The claims of the file by the last digits of the member, each with others of the same child that stay behind. */
const sent = new Map<string, Claim>();
const left = new Map<string, string[]>();
const REASONS = { "003": "5", "001": "27", "006": "4" } as const;
type End = keyof typeof REASONS;
const ends = Object.keys(REASONS) as End[];

describe("a month of billing", () => {
  it("a session is signed, and is a claim without anybody's hands", async () => {
    const { owed } = await get<{ owed: { kind: string; caseId: string | null; sessionId: string | null }[] }>("/day", clinician);
    for (const one of await claimsIn("ready")) if ((await memberOf(one)).endsWith("003")) sessionId = owed.find(({ kind, caseId }) => kind === "note" && caseId === one.caseId)?.sessionId ?? "";
    expect(sessionId).not.toBe("");
    await clinician.goto(`/app/sessions/${sessionId}/note`);
    const words = clinician.getByRole("textbox", { name: /^Text: / }).first();
    await words.waitFor();
    // Who came may stand in the note already.
    const everybody = clinician.getByRole("button", { name: "Everybody here, as booked" });
    if ((await everybody.count()) > 0) await everybody.click();
    await words.fill("They read together and she leaned in.");
    await clinician.getByText(/^Saved \d\d:\d\d/).filter({ visible: true }).first().waitFor();
    await clinician.keyboard.press("Control+Enter");
    await clinician.getByRole("dialog").getByRole("button", { name: /^Sign/ }).click();
    await clinician.getByText(/Signed/).filter({ visible: true }).first().waitFor();
    const found = async () => {
      for (const one of await claimsIn("ready")) if ((await view(one.claimId)).lines.some((line) => line.sessionId === sessionId)) sent.set("003", one);
      return sent.get("003")?.state ?? "none";
    };
    await expect.poll(found, { timeout: 45_000 }).toBe("scrubbed");
  });

  it("the claim is written into a file, and handed to the clearing house: the file lies in the folder, and says what the claim says", async () => {
    const { claimId, payerId } = sent.get("003")!;
    for (const one of (await claimsIn("ready")).filter((each) => each.claimId !== claimId && each.payerId === payerId)) {
      const member = await memberOf(one);
      const end = ends.find((each) => member.endsWith(each));
      if (end === undefined) continue;
      if (!sent.has(end)) sent.set(end, one);
      else left.set(end, [...(left.get(end) ?? []), one.claimId]);
    }
    expect([...sent.keys()].toSorted()).toEqual(ends.toSorted());
    const { batches } = await post<{ batches: { batchId: string; control: number; claims: number }[] }>("/claim-batches", { payerId, claimIds: [...sent.values()].map((one) => one.claimId) });
    expect(batches).toMatchObject([{ claims: 3 }]);
    ({ control } = batches[0]!);
    await biller.goto("/app/clearing");
    await biller.getByRole("button", { name: `Hand to the clearing house: ${control}` }).click();
    await biller.getByText("Handed over: 3 claims.").waitFor();
    await expectAccessible(biller, "the way to the clearing house");
    const [name] = fs.readdirSync(path.join(root, "demo-dc", "out"));
    const file = fs.readFileSync(path.join(root, "demo-dc", "out", name!), "latin1");
    for (const one of sent.values()) expect(file).toContain(`CLM*${one.number}*`);
    expect((await view(sent.get("003")!.claimId)).money).toContainEqual({ account: "receivable", cents: sent.get("003")!.chargeCents });
  });

  it("999, 277CA and 835 come back, each by a press: the claims move on, and the ledger with them", async () => {
    for (const [says, state] of [["The file can be read (999).", "acknowledged"], ["The payer looked at each claim (277CA).", "accepted"], ["The payment came (835).", "posted"]] as const) {
      await biller.getByRole("button", { name: `Demo: let the mock clearing house answer: ${control}` }).click();
      await biller.getByText(says).waitFor();
      for (const one of sent.values()) expect((await view(one.claimId)).claim.state).toBe(state);
    }
    expect(await biller.getByRole("button", { name: `answer: ${control}` }).count()).toBe(0);
    for (const [end, one] of sent) {
      const { claim, steps, money } = await view(one.claimId);
      expect([end, claim.outcome, steps.findLast((step) => step.to === "denied")?.codes]).toEqual([end, "denied", [`CO-${REASONS[end as End]}`]]);
      // Nothing is written off silently: what was refused is still open.
      expect(money).toContainEqual({ account: "receivable", cents: one.chargeCents });
    }
  });

  it("each denial becomes a check, and each check holds the next claim like it", async () => {
    const conditions = { "5": { kind: "place", places: ["12"] }, "27": { kind: "asked_within", days: 0 }, "4": { kind: "modifier_missing", code: "DEMO1", modifier: "D1" } } as const;
    const learnt: { next: string; checkId: string }[] = [];
    for (const end of ends) {
      const one = sent.get(end)!;
      const { proposed } = await get<{ proposed: { reasonCode: string }[] }>(`/claims/${one.claimId}/checks-to-learn`);
      expect(proposed.map(({ reasonCode }) => reasonCode)).toEqual([REASONS[end]]);
      expect(left.get(end)?.length ?? 0, `another claim like ${end}`).toBeGreaterThan(0);
      const { checkId } = await post<{ checkId: string }>("/claim-checks", { payerId: one.payerId, reasonCode: REASONS[end], condition: conditions[REASONS[end]], words: "Turned away before: look at it first.", learntFrom: one.claimId });
      learnt.push({ next: left.get(end)![0]!, checkId });
    }
    const isHeld = async ({ next, checkId }: { next: string; checkId: string }) => {
      const { claim, learnt: said } = await view(next);
      return claim.state === "draft" && said.some((each) => each.checkId === checkId);
    };
    await expect.poll(async () => Promise.all(learnt.map(isHeld)), { timeout: 90_000 }).toEqual([true, true, true]);
    await biller.goto(`/app/claims/${learnt[0]!.next}`);
    await biller.getByText("Turned away before: look at it first.").first().waitFor();
    // Nothing that is held gets into a file.
    const answer = await biller.request.post("/api/claim-batches", { data: { payerId: sent.get("003")!.payerId, claimIds: learnt.map((one) => one.next) }, headers: { origin: program.address } });
    expect([answer.status(), await answer.json()]).toEqual([200, { batches: [] }]);
  });

  it("the report says what was refused, by its reasons, and which check holds the next one", async () => {
    const { reasons } = await get<{ reasons: { reason: string; claims: number; openCents: number }[] }>("/denials");
    for (const reason of Object.values(REASONS)) expect(reasons.find((one) => one.reason === reason)?.openCents ?? 0, reason).toBeGreaterThan(0);
    await biller.goto("/app/money");
    const rows = biller.getByRole("row").filter({ hasText: "Turned away before: look at it first." });
    await rows.first().waitFor();
    expect(await rows.count()).toBe(3);
    await expectAccessible(biller, "the report of money");
  });
});
