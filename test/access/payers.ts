import { sql } from "kysely";
import { addCoverage } from "#features/coverage/handlers.ts";
import type { NewCoverage } from "#features/coverage/contract.ts";
import { addLine, addPayer, setPlace } from "#features/payers/handlers.ts";
import type { NewPayer } from "#features/payers/contract.ts";
import { addNumber, keepProfile } from "#features/payers/profile.handlers.ts";
import type { NewFeeLine } from "#features/payers/lines.contract.ts";
import type { NewProfile } from "#features/payers/profile.contract.ts";
import { isNpi } from "#wire/x12/cents.ts";
import { operatorDoes, type Scene } from "./scene.ts";
import { type Sample, TODAY } from "./sample.ts";

// Made-up payers, codes that are none, numbers that pass their check digits and belong to nobody.

let count = 0;
export const madeUpPayer = (): NewPayer => ({ name: `Made-up payer ${++count}`, payerNumber: `MADEUP${count}`, taxNumber: null, isMedicaid: true, filingCode: "MC", receiverName: "Made up", receiverQualifier: "ZZ", receiverNumber: "MADEUP", providerNumber: null, usage: "T", filingDays: 365, againDays: null, sumsSameDay: null, asksRendering: true, asksSupervising: false, needsAuthorization: false });
export const madeUpLine = (more: Partial<NewFeeLine> = {}): NewFeeLine => ({ place: 1, kinds: [], withParts: [], withoutParts: [], places: [], isSupervised: null, code: "DEMO1", modifiers: [], chargedBy: "unit", chargeCents: 1000, allowedCents: null, fromDay: TODAY, toDay: null, source: "Made up.", ...more });
const address = { line1: "1 Made-Up Lane", line2: "", city: "Washington", state: "DC", zip: "200010001" };
export const madeUpProfile = (): NewProfile => ({ fromDay: TODAY, legalName: "Made-Up Agency", npi: "1234567893", taxonomy: null, taxNumber: "999999999", address, payTo: null, senderQualifier: "ZZ", senderNumber: "MADEUP", contactName: "Somebody", telephone: "2025550142", email: null });
/** Another made-up number that passes its check digit for each call. */
export const madeUpNpi = (place: number): string => Array.from({ length: 10 }, (_, digit) => `2${String(place).padStart(8, "0")}${digit}`).find(isNpi)!;
export const madeUpCoverage = (payerId: string, more: Partial<NewCoverage> = {}): NewCoverage => ({ payerId, place: 1, relation: "self", memberNumber: "70000001", groupNumber: null, planName: null, childName: null, sex: "F", address, insured: null, letters: "not_asked", fromDay: "2026-01-01", toDay: null, determinedOn: null, ...more });

export const newPayer = (scene: Scene) => operatorDoes(scene, async (tx) => ({ payerId: (await addPayer(tx, madeUpPayer())).payerId, revision: 1 }));
const newLine = (scene: Scene) => operatorDoes(scene, async (tx) => {
  const { payerId } = await addPayer(tx, madeUpPayer());
  return { payerId, ...(await addLine(tx, { payerId, ...madeUpLine() })) };
});
const newPlace = (scene: Scene) => operatorDoes(scene, (tx) => setPlace(tx, { payerId: null, place: "home", code: "99", source: "Made up." }));
const newNumber = (scene: Scene) => operatorDoes(scene, async (tx) => {
  await sql`update staff_numbers set ended_at = ${tx.now} where ended_at is null`.execute(tx);
  return addNumber(tx, { staffId: scene.clinician.staffId, npi: madeUpNpi(++count), taxonomy: null, givenName: "Made", familyName: "Up", fromDay: TODAY });
});
/** The scene's child with one coverage that stands; those before it are taken out. */
export const newCoverage = (scene: Scene) => operatorDoes(scene, async (tx) => {
  const { payerId } = await addPayer(tx, madeUpPayer());
  await sql`update coverages set ended_at = ${tx.now} where case_id = ${scene.caseId} and ended_at is null`.execute(tx);
  return { payerId, coverageId: (await addCoverage(tx, { caseId: scene.caseId, ...madeUpCoverage(payerId) })).coverageId };
});
const withoutCoverage = async (scene: Scene) => {
  const { payerId } = await newPayer(scene);
  await operatorDoes(scene, (tx) => sql`update coverages set ended_at = ${tx.now} where case_id = ${scene.caseId} and ended_at is null`.execute(tx));
  return { payerId };
};
const toAsk = async (scene: Scene) => {
  const made = await newCoverage(scene);
  await operatorDoes(scene, (tx) => keepProfile(tx, madeUpProfile()));
  return made;
};

/** A file of answers to a question that nobody asked. */
export const strayAnswers = (): Buffer => {
  const control = String(++count).padStart(9, "0");
  const segments = ["BHT*0022*11*STRAY0001*20261120*0916", "HL*1**20*1", "NM1*PR*2*MADE UP*****PI*MADEUP1", "HL*2*1*21*1", "NM1*1P*2*MADE UP*****XX*1234567893", "HL*3*2*22*0", "TRN*2*STRAY0001*9999999999", "NM1*IL*1*UP*MADE****MI*70000001", "EB*1**30"];
  return Buffer.from([`ISA*00*          *00*          *ZZ*MADEUPPAYER    *ZZ*MADEUP         *261120*0916*^*00501*${control}*0*T*:`, `GS*HB*MADEUPPAYER*MADEUP*20261120*0916*1*X*005010X279A1`, "ST*271*0001*005010X279A1", ...segments, `SE*${segments.length + 2}*0001`, "GE*1*1", `IEA*1*${control}`].map((one) => `${one}~`).join(""));
};

export const payerSamples: Record<string, Sample> = {
  "payers.list": {},
  "payers.choices": {},
  "payers.get": { given: newPayer },
  "payers.add": { body: madeUpPayer },
  "payers.change": { given: newPayer, body: (_scene, { revision }) => ({ ...madeUpPayer(), revision }) },
  "payers.confirm": { given: newPayer, body: (_scene, { revision }) => ({ revision, source: "Made up." }) },
  "payers.end": { given: newPayer, body: (_scene, { revision }) => ({ revision }) },
  "payers.addLine": { given: newPayer, body: () => madeUpLine() },
  "payers.replaceLine": { given: newLine, body: () => madeUpLine({ chargeCents: 2000 }) },
  "payers.endLine": { given: newLine, body: () => ({ toDay: TODAY }) },
  "payers.setPlace": { body: () => ({ payerId: null, place: "school", code: "98", source: "Made up." }) },
  "payers.endPlace": { given: newPlace },
  "billingProfiles.get": {},
  "billingProfiles.keep": { body: madeUpProfile },
  "billingProfiles.people": {},
  "billingProfiles.addNumber": { given: async (scene) => ({ staffId: scene.spare.staffId }), body: () => ({ npi: "1234567893", taxonomy: null, givenName: "Made", familyName: "Up", fromDay: TODAY }) },
  "billingProfiles.endNumber": { given: newNumber },
  "coverage.get": {},
  "coverage.add": { given: withoutCoverage, body: (_scene, { payerId }) => ({ ...madeUpCoverage(String(payerId)) }) },
  "coverage.change": { given: newCoverage, body: (_scene, { payerId }) => ({ ...madeUpCoverage(String(payerId), { memberNumber: "70000002" }), reason: "Made up." }) },
  "coverage.end": { given: newCoverage, body: () => ({ toDay: TODAY, reason: "Made up." }) },
  "coverage.noteCheck": { given: newCoverage, body: () => ({ forDay: TODAY, answer: "active" }) },
  "coverage.due": {},
  "coverage.ask": { given: toAsk, body: () => ({}) },
  "coverage.takeAnswers": { bytes: strayAnswers },
};
