import type { Transaction } from "#database/actor.ts";
import { type CivilDate, instantFromWall } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listPeople } from "#features/people/store.ts";
import { writePdf } from "#server/pdf.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import { faultWords } from "./faults.words.ts";
import { emptyPlan, isAskedAgain, isEmptyPlan, paperTemplate, writePaper } from "./plans.rules.ts";
import type { PlanAsk, plansContract, SafetyPlanContent } from "./plans.contract.ts";
import * as store from "./plans.store.ts";
import { noteCase } from "#server/audit.ts";

/** The id of the member of staff who acts. Throws for anybody else. */
export function staffOf(tx: Transaction): string {
  if (tx.actor.kind !== "staff") throw new Fault("not_allowed", faultWords.staffOnly);
  return tx.actor.staffId;
}

async function requirePlan(tx: Transaction, safetyPlanId: string): Promise<store.FoundPlan> {
  const found = await store.findPlan(tx, safetyPlanId);
  if (!found) throw new Fault("not_found", faultWords.noPlan);
  noteCase(tx, found.caseId);
  return found;
}

type Ask = Omit<PlanAsk, "disclosure"> & Pick<store.Happened, "caseId" | "childName">;
/** What asks for a plan, as rows: what happened goes before a day that has come. */
function asksOf(tx: Transaction, found: readonly store.Happened[]): Ask[] {
  return found.flatMap(({ caseId, childName, personId, adultName, happenedAt, lastSeenAt, reviewOn }): Ask[] => {
    const of = { caseId, childName, personId, adultName };
    if (happenedAt !== null && isAskedAgain(happenedAt, lastSeenAt)) return [{ ...of, why: "happened", since: happenedAt }];
    return reviewOn !== null && reviewOn <= tx.today ? [{ ...of, why: "day", since: instantFromWall(`${reviewOn}T12:00`, tx.actor.timeZone) }] : [];
  });
}

/** Adults of one's own cases with whom a safety plan is due, for the first screen. */
export const listAskedPlans = async (tx: Transaction, staffId: string) => asksOf(tx, await store.listHappened(tx, { staffId }));

async function list(tx: Transaction, { caseId }: { caseId: string }) {
  await requireCase(tx, caseId);
  const people = await listPeople(tx, caseId);
  const adults = people.filter((one) => one.part === "caregiver" && one.validFrom <= tx.today && (one.validTo === null || one.validTo >= tx.today));
  const asks = asksOf(tx, await store.listHappened(tx, { caseId }));
  return {
    today: tx.today,
    adults: adults.map((one) => ({ personId: one.personId, name: `${one.givenName} ${one.familyName}`.trim() })),
    plans: await store.listPlans(tx, caseId),
    childParts: await store.listChildParts(tx, caseId),
    asks: asks.map(({ caseId: _case, childName: _child, ...one }) => ({ ...one, disclosure: tagOf("caregiver", caseId, one.personId) })),
  };
}

/** Begins a version from the one before; what was written about the day of its review is asked anew. */
export async function beginPlan(tx: Transaction, { caseId, personId }: { caseId: string; personId: string }) {
  await requireCase(tx, caseId);
  const people = await listPeople(tx, caseId);
  if (!people.some((one) => one.personId === personId && one.part === "caregiver")) throw fieldFault("personId", faultWords.notAround);
  const before = await store.findNewest(tx, caseId, personId);
  const made = await store.insertPlan(tx, { caseId, personId, staffId: staffOf(tx), content: { ...(before?.content ?? emptyPlan), reviewOn: null } });
  if (!made) throw new Fault("changed_meanwhile", faultWords.draftOpen);
  return made;
}

export async function savePlan(tx: Transaction, { safetyPlanId, revision, ...content }: SafetyPlanContent & { safetyPlanId: string; revision: number }) {
  const found = await requirePlan(tx, safetyPlanId);
  if (found.keptAt !== null) throw new Fault("refused", faultWords.kept);
  const saved = await store.savePlan(tx, found, revision, content);
  if (!saved) throw new Fault("changed_meanwhile", faultWords.savedElsewhere);
  return saved;
}

export async function keepPlan(tx: Transaction, { safetyPlanId, revision }: { safetyPlanId: string; revision: number }) {
  const found = await requirePlan(tx, safetyPlanId);
  if (found.keptAt !== null) throw new Fault("refused", faultWords.kept);
  if (isEmptyPlan(found.content)) throw new Fault("refused", faultWords.nothingToKeep, { fields: [{ path: "warningSigns", message: faultWords.nothingToKeep }] });
  const kept = await store.keepPlan(tx, safetyPlanId, revision, staffOf(tx));
  if (!kept) throw new Fault("changed_meanwhile", faultWords.savedElsewhere);
  return kept;
}

export async function lookAtPlan(tx: Transaction, { safetyPlanId, ...one }: { safetyPlanId: string; lookedOn: CivilDate; outcome: "stands" | "changes"; nextOn: CivilDate | null }) {
  const found = await requirePlan(tx, safetyPlanId);
  if (found.keptAt === null) throw new Fault("refused", faultWords.notKept);
  if (one.lookedOn > tx.today) throw fieldFault("lookedOn", faultWords.notInFuture);
  await store.insertLook(tx, found, { ...one, staffId: staffOf(tx) });
  return { noted: true as const };
}

/** A kept version on paper, in the language of its adult. Neither its name nor its title says what it is. */
async function paper(tx: Transaction, { safetyPlanId }: { safetyPlanId: string }): Promise<File> {
  const found = await requirePlan(tx, safetyPlanId);
  if (found.keptAt === null) throw new Fault("refused", faultWords.notKept);
  const language = found.language === "es" ? "es" : "en";
  const sheet = writePaper(found.content, language);
  const bytes = writePdf({ template: paperTemplate, data: sheet, title: sheet.title, language });
  return new File([bytes as Uint8Array<ArrayBuffer>], language === "es" ? "apuntes.pdf" : "notes.pdf", { type: "application/pdf" });
}

export const plansHandlers: Handlers<typeof plansContract> = { list: handle(list), begin: handle(beginPlan), save: handle(savePlan), keep: handle(keepPlan), look: handle(lookAtPlan), paper: handle(paper) };
