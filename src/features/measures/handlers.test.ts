import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { acting, makeAgency, makeStaff } from "../../../test/support/agency.ts";
import { type Family, makeFamily, Phone, setStage, type Stage } from "#features/answering/answering.test-support.ts";
import { insertAuthority, insertContactWay, insertPart } from "#features/people/store.ts";
import { insertSupervision } from "#features/account/store.ts";
import type { Actor } from "#database/actor.ts";
import type { Finding } from "#kernel/findings.ts";
import { listItems } from "#features/instruments/answers.rules.ts";
import type { TextPack } from "#features/instruments/contract.ts";
import { instrumentsOf } from "#features/instruments/handlers.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
  await acting(stage.place, stage.agency.operator, (tx) => insertSupervision(tx, stage.supervisor.staffId, stage.clinician.staffId));
});
afterAll(() => stage.close());

/** Asks one adult; of what comes back, the one battery with the findings. */
async function send(actor: Actor, family: Family, change: object = {}) {
  const { status, body } = await stage.call(actor, "POST", `/cases/${family.caseId}/batteries`, { to: [{ respondentId: family.adultA, instruments: ["phq-9"], language: "en", delivery: "none", ...change }] });
  return { status, body: status === 200 ? { ...body.batteries[0], findings: body.findings } : body };
}
const list = async (actor: Actor, family: Family) => (await stage.call(actor, "GET", `/cases/${family.caseId}/measures`)).body;
const caregiver = (personId: string): Actor => ({ kind: "caregiver", agencyId: stage.agency.agencyId, timeZone: stage.agency.timeZone, personId, accountId: personId, name: "Made-Up" });
const findingsOf = ({ body }: { body: { findings: readonly Finding[] } }): readonly Finding[] => body.findings;
const blocking = (answer: { body: { findings: readonly Finding[] } }) => findingsOf(answer).filter((one) => one.severity === "block" && one.result === "not_met").map((one) => one.rule);

async function answered(family: Family, place: number, instruments = ["phq-9"]) {
  const sent = await send(stage.clinician, family, { instruments });
  const phone = new Phone(stage, (await stage.call(stage.clinician, "POST", `/batteries/${sent.body.batteryId}/link`)).body.address);
  await phone.open(2021);
  while (phone.step() > 0) await phone.pick(place);
  await phone.send({ go: "send" });
  return sent.body;
}

test("B13: a battery is sent by staff of the case, one link, its instruments in order, and the answer holds no link", async () => {
  const family = await makeFamily(stage);
  const sent = await send(stage.clinician, family, { instruments: ["pcl-5", "phq-9"], delivery: "email" });
  expect(sent.status).toBe(200);
  expect(sent.body).toMatchObject({ expiresAt: "2026-12-04T15:00:00.000Z", messageId: expect.any(String), requests: [{ instrument: "pcl-5", state: "sent", about: "self", respondentName: "Ana Made-Up" }, { instrument: "phq-9" }] });
  expect(JSON.stringify(sent.body)).not.toContain("/m/");
  expect((await send(stage.frontDesk, family)).status).toBe(200);
  expect((await send(stage.supervisor, family)).status).toBe(200);
});

test("who is not on the case, works elsewhere, or only bills or audits, sends nothing, reads nothing, opens and withdraws nothing", async () => {
  const family = await makeFamily(stage);
  const { body } = await send(stage.clinician, family);
  const outside = await makeAgency(stage.place);
  const elsewhere = await makeStaff(stage.place, outside, { roles: ["clinician", "front_desk"] });
  const biller = await makeStaff(stage.place, stage.agency, { roles: ["biller"] });
  for (const actor of [stage.trainee, elsewhere]) {
    expect((await send(actor, family)).status).toBe(404);
    expect((await stage.call(actor, "GET", `/cases/${family.caseId}/measures`)).status).toBe(404);
    expect((await stage.call(actor, "POST", `/batteries/${body.batteryId}/link`)).status).toBe(404);
    expect((await stage.call(actor, "POST", `/batteries/${body.batteryId}/withdraw`)).status).toBe(404);
  }
  for (const actor of [biller, caregiver(family.adultA)]) {
    expect((await send(actor, family)).status).toBe(403);
    expect((await stage.call(actor, "POST", `/batteries/${body.batteryId}/link`)).status).toBe(403);
  }
  expect((await list(stage.clinician, family)).requests).toMatchObject([{ state: "sent" }]);
});

test("D3: without a safe e-mail address a message is refused with what to do, nothing is stored, and the room stays open", async () => {
  const silent = await makeFamily(stage, { a: null });
  const refused = await send(stage.clinician, silent, { delivery: "email" });
  expect(refused.status).toBe(422);
  expect(blocking(refused)).toEqual(["safe-contact"]);
  await acting(stage.place, stage.clinician, (tx) => insertContactWay(tx, { personId: silent.adultA, way: "email", value: "shared@example.org", isSafe: false, voicemail: "hang_up", hours: [] }));
  expect(blocking(await send(stage.clinician, silent, { delivery: "email" }))).toEqual(["safe-contact"]);
  expect((await list(stage.clinician, silent)).requests).toEqual([]);
  expect((await send(stage.clinician, silent)).status).toBe(200);
});

test("only an adult around this child is asked: not the child, not an adult of another case, not one who has left", async () => {
  const [family, other] = [await makeFamily(stage), await makeFamily(stage)];
  expect((await send(stage.clinician, family, { respondentId: other.adultA })).status).toBe(400);
  const child = await stage.fresh.asOwner(async (client) => (await client.query("select child_id from dyad.cases where id = $1", [family.caseId])).rows[0].child_id);
  expect((await send(stage.clinician, family, { respondentId: child })).status).toBe(400);
  await acting(stage.place, stage.agency.operator, (tx) => sql`update case_people set valid_to = '2026-11-19', valid_from = '2026-11-01' where person_id = ${family.adultB}`.execute(tx));
  expect((await send(stage.clinician, family, { respondentId: family.adultB })).status).toBe(400);
});

test("B13: what no adult may answer by a link is refused by its rule, in the language of who sends", async () => {
  const family = await makeFamily(stage);
  const expected: [string, string][] = [["observation-dyad", "instrument-by-adult"], ["tesi-prr", "instrument-by-adult"], ["epds", "instrument-wording"], ["cbcl-1-5-5", "instrument-wording"], ["ace-10", "instrument-wording"], ["no-such", "instrument-installed"]];
  for (const [instrument, rule] of expected) {
    const refused = await send(stage.clinician, family, { instruments: ["phq-9", instrument] });
    expect([refused.status, blocking(refused)]).toEqual([422, [rule]]);
  }
  expect((await send(stage.clinician, family, { instruments: ["phq-9", "phq-9"] })).status).toBe(400);
  expect((await send(stage.clinician, family, { instruments: [] })).status).toBe(400);
  const spanish = await send(stage.clinician, family, { instruments: ["phq-9", "pcl-5"], language: "es" });
  expect(findingsOf(spanish).filter((one) => one.severity === "warn")).toMatchObject([{ rule: "instrument-language", clause: "pcl-5" }]);
  await stage.fresh.asOwner((client) => client.query("update dyad.persons set birth_date = null where id = (select child_id from dyad.cases where id = $1)", [family.caseId]));
  expect(blocking(await send(stage.clinician, family))).toEqual(["birth-year-gate"]);
});

test("B13: an adult's answers are her own: clinician and supervisor see them, front desk sees done, the other adult sees nothing", async () => {
  const family = await makeFamily(stage);
  await acting(stage.place, stage.clinician, (tx) => insertAuthority(tx, family.caseId, { holderId: family.adultB, holderOrganization: null, kind: "parent", document: "Made-up order", scopes: ["records", "treatment"], limits: "", validFrom: "2026-11-20", validTo: null }));
  await answered(family, 1);
  for (const actor of [stage.clinician, stage.supervisor, caregiver(family.adultA)]) {
    const seen = await list(actor, family);
    expect(seen.requests).toMatchObject([{ instrument: "phq-9", state: "submitted", submittedAt: "2026-11-20T15:00:00.000Z" }]);
    expect(seen.scores).toMatchObject([{ total: 9, band: "mild", alerts: [{ item: "9", kind: "self_harm" }], disclosure: { class: "caregiver", ownerPersonId: family.adultA } }]);
    expect(seen.answers).toMatchObject([{ answers: { "9": 1 }, disclosure: { class: "caregiver", ownerPersonId: family.adultA } }]);
  }
  expect(await list(stage.frontDesk, family)).toMatchObject({ requests: [{ state: "submitted" }], scores: [], answers: [] });
  expect(await list(caregiver(family.adultB), family)).toEqual({ requests: [], scores: [], answers: [], words: [] });
});

test("B13: kept answers that were not sent stay the adult's, unless one of them raised an alert", async () => {
  const family = await makeFamily(stage);
  const { body } = await send(stage.clinician, family);
  const phone = new Phone(stage, (await stage.call(stage.clinician, "POST", `/batteries/${body.batteryId}/link`)).body.address);
  await phone.open(2021);
  await phone.pick(2);
  expect(await list(stage.clinician, family)).toMatchObject({ requests: [{ state: "started" }], scores: [], answers: [] });
  await phone.look("?q=9");
  await phone.pick(1);
  expect((await list(stage.clinician, family)).answers).toMatchObject([{ answers: { "1": 2, "9": 1 }, submittedAt: null }]);
});

test("a request shows that it expired, or that five wrong years closed it", async () => {
  const family = await makeFamily(stage);
  const { body } = await send(stage.clinician, family);
  const phone = new Phone(stage, (await stage.call(stage.clinician, "POST", `/batteries/${body.batteryId}/link`)).body.address);
  for (let year = 1990; year < 1995; year++) await phone.open(year);
  expect((await list(stage.frontDesk, family)).requests).toMatchObject([{ state: "locked" }]);
  stage.fresh.clock.set("2026-12-04T15:00:00Z");
  expect((await list(stage.frontDesk, family)).requests).toMatchObject([{ state: "expired" }]);
  stage.fresh.clock.set("2026-11-20T15:00:00Z");
});

test("opening a link in the room is in the audit trail, with who, which case and when, and without the address", async () => {
  const family = await makeFamily(stage);
  const { body } = await send(stage.clinician, family);
  await stage.call(stage.clinician, "POST", `/batteries/${body.batteryId}/link`);
  const rows = await stage.fresh.asOwner(async (client) => (await client.query("select actor_id, action, procedure, subject_id, details::text from dyad.audit_entries where case_id = $1 and procedure = 'measures.openLink'", [family.caseId])).rows);
  expect(rows).toEqual([{ actor_id: stage.clinician.staffId, action: "write", procedure: "measures.openLink", subject_id: body.batteryId, details: "{}" }]);
});

/** A form about the child, with a made-up text that a programme would have permission for. */
function installMadeUpText(id: string): void {
  const library = instrumentsOf(stage.services);
  const items = listItems(library.definitions.get(id)!).map((item) => ({ number: item.number, text: `item ${item.number}` }));
  const pack: TextPack = { id, language: "en", title: "Made-up", instructions: "", options: [0, 1, 2].map((value) => ({ value, text: `answer ${value}` })), items, functionItem: null, permission: "made up", sources: ["made up"], agreement: "made up", checkedOn: "2026-11-20", confirmed: true, comparedWithOwnersForm: null };
  (library.texts as Map<string, Map<string, TextPack>>).set(id, new Map([["en", pack]]));
}

test("B11: of answers about the child the score is the child's chart and names no item; the item answers are the dyad's", async () => {
  installMadeUpText("psc-17");
  const family = await makeFamily(stage);
  await acting(stage.place, stage.clinician, (tx) => insertAuthority(tx, family.caseId, { holderId: family.adultB, holderOrganization: null, kind: "parent", document: "Made-up order", scopes: ["records"], limits: "", validFrom: "2026-11-20", validTo: null }));
  await answered(family, 1, ["psc-17"]);
  const own = { class: "relationship", ownerPersonId: family.adultA };
  expect(await list(stage.clinician, family)).toMatchObject({ requests: [{ about: "child" }], scores: [{ total: 17, positive: { total: true }, disclosure: { class: "child_chart" } }], answers: [{ disclosure: own }] });
  expect(await list(caregiver(family.adultB), family)).toMatchObject({ requests: [], scores: [{ total: 17, alerts: [], missing: [], respondentId: null }], answers: [] });
  expect(await list(caregiver(family.adultA), family)).toMatchObject({ requests: [{ state: "submitted" }], scores: [], answers: [{ answers: { "17": 1 }, disclosure: own }] });
  expect(await list(stage.frontDesk, family)).toMatchObject({ requests: [{ state: "submitted" }], scores: [], answers: [] });
});

test("B11: a form about a child of another age is refused, and the next one is offered", async () => {
  installMadeUpText("bpsc");
  const refused = await send(stage.clinician, await makeFamily(stage), { instruments: ["bpsc"] });
  expect([refused.status, blocking(refused)]).toEqual([422, ["instrument-age"]]);
  expect(findingsOf(refused).find((one) => one.rule === "instrument-age")!.fix).toContain("PPSC");
});

test("an adult around the child who is no caregiver can be asked too", async () => {
  const family = await makeFamily(stage);
  await acting(stage.place, stage.clinician, (tx) => insertPart(tx, { caseId: family.caseId, personId: family.adultB, part: "other", kind: "grandparent", livesWithChild: null, validFrom: "2026-11-19" }));
  expect((await send(stage.clinician, family, { respondentId: family.adultB })).status).toBe(200);
});
