import { Fault } from "#kernel/faults.ts";
import { writeDay } from "#kernel/saying.ts";
import type { SignedLine } from "#kernel/signedText.ts";
import type { Transaction } from "#database/actor.ts";
import type { Call } from "#server/procedure.ts";
import { writePdf } from "#server/pdf.ts";
import { hashOfLines, sheetTemplate } from "#server/signedText.ts";
import { listSigners } from "#features/consent/rules.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import { libraryOf } from "#features/instruments/handlers.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listAuthorities, listPeople } from "#features/people/store.ts";
import type { Plan, PlanContent } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { partNames, textWords } from "./plan.words.ts";
import { classOfObjective } from "./rules.ts";
import * as store from "./store.ts";
import { contentFor, type TextFacts, writePlainText, writePlanText } from "./text.rules.ts";

const hasRole = (tx: Transaction, ...roles: string[]) => tx.actor.kind === "staff" && tx.actor.roles.some((role) => roles.includes(role));

/** All versions of a case's plan that the actor sees, the newest first. */
export async function listVersions(tx: Transaction, caseId: string): Promise<Plan[]> {
  const found = await store.listPlans(tx, caseId);
  const [goals, objectives, signatures] = [await store.listGoals(tx, caseId), await store.listObjectives(tx, caseId), await store.listSignatures(tx, caseId)];
  const [attempts, reviews, progress] = [await store.listAttempts(tx, caseId), await store.listReviews(tx, caseId), await store.listProgress(tx, caseId)];
  return found.map(({ caseId: written, ...one }) => {
    const chart = tagOf("child_chart", written);
    const service = (personId: string | null) => tagOf("service", written, personId);
    const of = <T extends { planId: string }>(all: readonly T[]) => all.filter((each) => each.planId === one.planId).map(({ planId: _planId, ...rest }) => rest);
    return {
      ...one,
      status: one.fixedOn === null ? "draft" : one.approvedOn === null ? "unsigned" : "approved",
      goals: of(goals).map((each) => ({ ...each, disclosure: chart })),
      objectives: of(objectives).map(({ status, statusOn, ...each }) => ({ ...each, standing: { status: status ?? "open", on: statusOn ?? each.openedOn }, disclosure: tagOf(classOfObjective(each.ownerPersonId), written, each.ownerPersonId) })),
      signatures: of(signatures).map(({ personId, organization: _organization, staffId: _staffId, ...each }) => ({ ...each, disclosure: service(personId) })),
      attempts: of(attempts).map(({ attemptedOn, reason }) => ({ attemptedOn, reason: reason === null ? null : { words: reason, disclosure: chart }, disclosure: service(null) })),
      reviews: of(reviews).map((each) => ({ ...each, progress: progress.filter((line) => line.reviewId === each.reviewId).map(({ reviewId: _reviewId, ownerPersonId, ...line }) => ({ ...line, disclosure: tagOf(classOfObjective(ownerPersonId), written, ownerPersonId) })) })),
    };
  });
}

/** Who may sign for the family today: holders of an authority in force for treatment. */
export const listFamilySigners = async (tx: Transaction, caseId: string) => listSigners("treatment", await listAuthorities(tx, caseId), await listPeople(tx, caseId), tx.today).flatMap(({ authorityId, ...one }) => (authorityId === null ? [] : [{ ...one, authorityId }]));

/** The plan of a case with all versions, and what the reader may do. */
export async function view(tx: Transaction, { caseId }: { caseId: string }) {
  await requireCase(tx, caseId);
  const clinical = hasRole(tx, "clinician", "trainee", "supervisor");
  return {
    today: tx.today,
    plans: await listVersions(tx, caseId),
    signers: clinical ? await listFamilySigners(tx, caseId) : [],
    may: [...(clinical ? (["write"] as const) : []), ...(hasRole(tx, "clinician", "trainee") ? (["sign_clinician"] as const) : []), ...(hasRole(tx, "supervisor") ? (["sign_supervisor"] as const) : [])],
  };
}

/** The version of a case; throws `not_found`. */
export async function requirePlan(tx: Transaction, caseId: string, planId: string): Promise<store.PlanRow> {
  const found = await store.findPlanToChange(tx, caseId, planId);
  if (!found) throw new Fault("not_found", faultWords.noPlan);
  return found;
}

/** What a version says, of what the actor sees. */
export async function readContent(tx: Transaction, caseId: string, planId: string): Promise<PlanContent> {
  const goals = (await store.listGoals(tx, caseId)).filter((one) => one.planId === planId).map(({ goalId, words }) => ({ goalId, words }));
  const objectives = (await store.listObjectives(tx, caseId)).filter((one) => one.planId === planId).map(({ planId: _planId, openedOn: _openedOn, status: _status, statusOn: _statusOn, ...one }) => one);
  return { goals, objectives };
}

/** For whom a text is written: the staff, or whoever holds an authority for treatment. */
export type Reader = { kind: "staff" } | { kind: "family"; personId: string | null };

async function factsOf(tx: Transaction, call: Pick<Call, "services">, caseId: string, found: store.PlanRow, reader: Reader): Promise<TextFacts> {
  const people = await listPeople(tx, caseId);
  const content = await readContent(tx, caseId, found.planId);
  return {
    number: found.number,
    fixedOn: found.fixedOn,
    content: contentFor(content, reader.kind === "family" ? reader.personId : null, reader.kind),
    adults: new Map(people.map((one) => [one.personId, `${one.givenName} ${one.familyName}`.trim()])),
    measures: new Map([...(await libraryOf(tx, call.services)).definitions.values()].map((one) => [one.id, one.name])),
  };
}

/** The exact text that a reader signs, and its hash. */
export async function textFor(tx: Transaction, call: Pick<Call, "services">, caseId: string, found: store.PlanRow, reader: Reader, language: "en" | "es"): Promise<{ lines: SignedLine[]; textHash: string }> {
  const lines = writePlanText(await factsOf(tx, call, caseId, found, reader), language);
  return { lines, textHash: hashOfLines(lines) };
}

/** The reader whom an authority names; null is the staff. Throws where nobody holds it today. */
export async function readerOf(tx: Transaction, caseId: string, authorityId: string | null): Promise<Reader & { organization?: string | null }> {
  if (authorityId === null) return { kind: "staff" };
  const signer = (await listFamilySigners(tx, caseId)).find((one) => one.authorityId === authorityId);
  if (!signer) throw new Fault("refused", faultWords.maySignOnly, { fields: [{ path: "authorityId", message: faultWords.expectAuthority }] });
  return { kind: "family", personId: signer.personId, organization: signer.organization };
}

type Asked = { caseId: string; planId: string; authorityId: string | null; language: "en" | "es" };

export async function text(tx: Transaction, { caseId, planId, authorityId, language }: Asked, call: Call) {
  await requireCase(tx, caseId);
  const found = await store.findPlan(tx, caseId, planId);
  if (!found) throw new Fault("not_found", faultWords.noPlan);
  return textFor(tx, call, caseId, found, await readerOf(tx, caseId, authorityId), language);
}

/** A version on paper. Its name tells the version and nothing of the family. */
export async function paper(tx: Transaction, { caseId, planId, authorityId, language, kind }: Asked & { kind: "to_sign" | "plain" }, call: Call): Promise<File> {
  await requireCase(tx, caseId);
  const found = await store.findPlan(tx, caseId, planId);
  if (!found) throw new Fault("not_found", faultWords.noPlan);
  // A family gets what row-level security opens to it, whomever the address names.
  const reader: Reader = tx.actor.kind === "caregiver" ? { kind: "family", personId: tx.actor.personId } : await readerOf(tx, caseId, authorityId);
  const facts = await factsOf(tx, call, caseId, found, reader);
  if (facts.content.objectives.length === 0) throw new Fault("not_found", faultWords.noPlan);
  const lines = kind === "plain" ? writePlainText(facts, language) : writePlanText(facts, language);
  // A version that the adult signed alone carries that signature, in the language in which it was signed.
  const own = tx.actor.kind === "caregiver" && kind === "to_sign" ? (await store.listSignatures(tx, caseId)).find((one) => one.planId === planId && one.way === "portal" && one.language === language) : undefined;
  if (own) {
    const sheet = [...lines, { kind: "heading" as const, words: textWords.signatures[language] }, { kind: "text" as const, words: textWords.signedInPortal[language](own.name, writeDay(own.signedOn, language)) }];
    return asFile(sheet, { foot: `${textWords.hash[language]}: ${own.textHash}`, signs: [] }, language, `plan-of-care-${found.number}`);
  }
  const signs = kind === "plain" || found.fixedOn === null ? [] : reader.kind === "family" ? ["caregiver" as const] : (["clinician", "supervisor"] as const);
  const rest = { foot: kind === "plain" ? "" : `${textWords.hash[language]}: ${hashOfLines(lines)}`, signs: signs.map((part) => partNames[part][language]) };
  return asFile(lines, rest, language, `${kind === "plain" ? "our-plan" : "plan-of-care"}-${found.number}`);
}

function asFile(lines: readonly SignedLine[], rest: { foot: string; signs: readonly string[] }, language: "en" | "es", name: string): File {
  const data = { lines, ...rest, signatures: textWords.signatures[language], signHere: textWords.signHere[language] };
  const bytes = writePdf({ template: sheetTemplate, data, title: lines[0]!.words, language });
  return new File([bytes as Uint8Array<ArrayBuffer>], `${name}.${language}.pdf`, { type: "application/pdf" });
}
