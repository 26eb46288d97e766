import { shippedRule } from "#features/caseload/default.rules.ts";
import { shippedOrder } from "#features/waiting/default.rules.ts";
import { insertLetter, insertMark, insertOffer } from "#features/waiting/store.ts";
import { shippedTemplate } from "#features/letters/shipped.rules.ts";
import { insertVersion, newTemplate } from "#features/letters/store.ts";
import { insertSupervision } from "#features/workforce/store.ts";
import { makeStaff } from "../support/agency.ts";
import { type Caller, type Sample, TODAY } from "./sample.ts";
import { newReferral, operatorDoes, type Scene } from "./scene.ts";

// Caseloads and families that wait: who is supervised by the caller, a family that waits, one that is offered to the caller.

/** Somebody whom the caller supervises today; where nobody of ours calls, somebody of ours. */
async function supervised(scene: Scene, { staffId }: Caller): Promise<{ staffId: string }> {
  const made = await makeStaff(scene.place, scene.agency, { from: "2026-01-05" });
  if (staffId !== null) await operatorDoes(scene, (tx) => insertSupervision(tx, { supervisorId: staffId, clinicianId: made.staffId, validFrom: TODAY, validTo: null }));
  return { staffId: made.staffId };
}
const oneself = async (scene: Scene, { staffId }: Caller) => ({ staffId: staffId ?? scene.spare.staffId });
export const waits = async (scene: Scene) => ({ referralId: await operatorDoes(scene, newReferral) });
/** A family that is offered to the caller. */
const offeredTo = async (scene: Scene, { staffId }: Caller) => ({ offerId: (await operatorDoes(scene, async (tx) => insertOffer(tx, { referralId: await newReferral(tx), staffId: staffId ?? scene.spare.staffId, startsOn: null, overReason: null })))! });
async function newMark(scene: Scene): Promise<{ referralId: string; waitingMarkId: string }> {
  const { referralId } = await waits(scene);
  await operatorDoes(scene, (tx) => insertMark(tx, { referralId, mark: "consent", since: TODAY, until: null }));
  const found = await scene.server.fresh.asOwner((client) => client.query<{ id: string }>("select id from dyad.waiting_marks where referral_id = $1", [referralId]));
  return { referralId, waitingMarkId: found.rows[0]!.id };
}
/** A referral that a colleague elsewhere sent. */
async function sent(scene: Scene): Promise<{ referralId: string }> {
  const { referralId } = await waits(scene);
  await scene.server.fresh.asOwner((client) => client.query("update dyad.referrals set source = 'professional' where id = $1", [referralId]));
  return { referralId };
}
const newLetter = async (scene: Scene) => {
  const { referralId } = await sent(scene);
  return { referralId, letterId: await operatorDoes(scene, (tx) => insertLetter(tx, { referralId, state: "received", language: "en", recipient: "Dr. Made Up", allowedBy: "the mother, by telephone", allowedOn: TODAY, letterhead: null })) };
};
/** Every agency is back at the rules that ship. */
const noRules = (table: "caseload_rules" | "waiting_rules") => async (scene: Scene) => {
  await scene.server.fresh.asOwner((client) => client.query(`delete from dyad.${table}`));
  return {};
};

export const caseloadSamples: Record<string, Sample> = {
  "caseload.mine": {},
  "caseload.person": { given: supervised },
  "caseload.next": { query: "language=es" },
  "caseload.rule": {},
  "caseload.saveRule": { given: noRules("caseload_rules"), body: () => ({ after: 0, content: shippedRule, validFrom: TODAY, note: "Made up." }) },
  "caseload.terms": {},
  "caseload.setLimit": { given: supervised, body: () => ({ tenths: 80, families: 6, validFrom: TODAY, note: "Part time." }) },
  "caseload.setLanguages": { given: oneself, body: () => ({ languages: ["en", "es"] }) },
  "caseload.sayRoom": { given: oneself, body: () => ({ until: "2026-12-01" }) },
  "waiting.list": {},
  "waiting.get": { given: waits },
  "waiting.mark": { given: waits, body: () => ({ mark: "removal", since: TODAY }) },
  "waiting.endMark": { given: newMark, body: () => ({}) },
  "waiting.place": { given: waits, body: () => ({ place: "first", reason: "A reason that is long enough." }) },
  "waiting.offer": { given: waits, body: (scene) => ({ staffId: scene.spare.staffId }) },
  "waiting.withdraw": { given: offeredTo, body: () => ({}) },
  "waiting.offered": {},
  "waiting.answer": { given: offeredTo, body: () => ({ answer: "yes" }) },
  "waiting.rule": {},
  "waiting.saveRule": { given: noRules("waiting_rules"), body: () => ({ after: 0, content: shippedOrder, validFrom: TODAY, note: "Made up." }) },
  "waiting.writeLetter": { given: sent, body: () => ({ language: "en", recipient: "Dr. Made Up", allowedBy: "the mother, by telephone", allowedOn: TODAY }) },
  "waiting.letterPaper": { given: newLetter },
};

/** A template of the agency's own, in its first version. */
const ownTemplate = async (scene: Scene) => ({ template: await operatorDoes(scene, async (tx) => {
  const template = newTemplate(tx);
  await insertVersion(tx, { template, number: 1, state: "in_use", content: shippedTemplate("school"), note: "" });
  return template;
}) }); // prettier-ignore
const noLetterhead = async (scene: Scene) => {
  await scene.server.fresh.asOwner((client) => client.query("delete from dyad.letterheads"));
  return {};
};
export const letterSamples: Record<string, Sample> = {
  "letters.templates": {},
  "letters.versions": { given: ownTemplate },
  "letters.save": { body: () => ({ after: 0, content: shippedTemplate("school"), note: "Made up." }) },
  "letters.retire": { given: ownTemplate, body: () => ({ after: 1, state: "retired" }) },
  "letters.preview": { body: () => ({ content: shippedTemplate("court"), language: "en" }) },
  "letters.letterhead": {},
  "letters.saveLetterhead": { given: noLetterhead, body: () => ({ after: 0, content: { name: { en: "Made Up", es: "Inventado" }, below: {}, address: ["1 Made-Up Street"] } }) },
};

/** Which fact each input about a family that waits asks for. */
export const factsOfWaiting: Record<string, Record<string, string | null>> = {
  "waiting.mark": { mark: "what a family waits for", since: "since when a family waits for something", until: "until when a family asked to wait" },
  "waiting.endMark": {},
  "waiting.writeLetter": { recipient: "to whom a letter about a referral goes", allowedBy: "who allowed a letter about a referral", allowedOn: "when a letter about a referral was allowed" },
};
