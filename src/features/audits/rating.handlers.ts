import { type CivilDate, type Instant } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { kernelWords } from "#kernel/words.ts";
import type { Transaction } from "#database/actor.ts";
import { requireStaff } from "#features/workforce/record.handlers.ts";
import type { Mark, OwnAction, Score } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import * as ratings from "./rating.store.ts";
import { countRatings, holdAudit, markOf, planAction } from "./reading.handlers.ts";
import { asksFor } from "./rules.ts";
import * as store from "./store.ts";

/** An audit that is still worked on: by its auditor until it is handed in, by who runs the programme until it is closed. Throws `refused` where it stays as it is. */
async function holdRunning(tx: Transaction, auditId: string): Promise<store.AuditRow> {
  const audit = await holdAudit(tx, auditId);
  const runs = tx.actor.kind !== "staff" || tx.actor.roles.includes("administrator");
  if (!runs && audit.status === "rated") throw new Fault("refused", faultWords.notOpen);
  if (audit.status !== "open" && audit.status !== "rated") throw new Fault("refused", faultWords.notRunning);
  return audit;
}

type Rated = { auditId: string; item: string; caseId: string | null; mark?: Mark; sessionId?: string | null; comment?: string };

/** Keeps a rating as it is being given, with what is written about it; answers the count. Of what is not said, what another window or another auditor gave stays. */
export async function rate(tx: Transaction, input: Rated): Promise<{ savedAt: Instant; score: Score; suggestion: "acceptable" | "not_acceptable" | null }> {
  const audit = await holdAudit(tx, input.auditId);
  if (audit.status !== "open") throw new Fault("refused", faultWords.notOpen);
  const item = audit.form.items.find((one) => one.id === input.item);
  if (!item) throw new Fault("malformed", faultWords.noQuestion, { fields: [{ path: "item", message: faultWords.expectQuestion }] });
  if ((item.of === "case") !== (input.caseId !== null)) throw fieldFault("caseId", item.of === "case" ? faultWords.questionOfCase : faultWords.questionOfAgency);
  const points = audit.form.scale.points.map((one) => one.value);
  if (typeof input.mark === "number" && !points.includes(input.mark)) throw fieldFault("mark", faultWords.expectPoint(points));
  const cases = await store.listCases(tx, input.auditId);
  if (input.caseId !== null && !cases.some((one) => one.caseId === input.caseId && one.state === "sampled")) throw new Fault("not_found", faultWords.noCase);
  if (input.sessionId) await requireEvidence(tx, audit, input.caseId, input.sessionId);
  const { item: question, caseId } = input;
  const stands = (await ratings.listRatings(tx, input.auditId)).find((one) => one.item === question && one.caseId === caseId);
  const { mark = stands ? markOf(stands) : null, sessionId = stands?.sessionId ?? null } = input;
  await ratings.upsertRating(tx, input.auditId, { item: question, caseId, points: typeof mark === "number" ? mark : null, notApplicable: mark === "not_applicable", sessionId });
  if (input.comment !== undefined) await ratings.upsertComment(tx, input.auditId, { item: question, caseId, words: input.comment.trim() });
  const { score, suggestion } = await countRatings(tx, audit, cases);
  return { savedAt: tx.now, score, suggestion };
}

async function requireEvidence(tx: Transaction, audit: store.AuditRow, caseId: string | null, sessionId: string): Promise<void> {
  const signed = caseId === null ? [] : await store.listServices(tx, [caseId], audit.periodFrom, audit.periodTo);
  if (!signed.some((one) => one.sessionId === sessionId)) throw fieldFault("sessionId", faultWords.noSession);
}

export async function saveFinding(tx: Transaction, { auditId, ...one }: ratings.FindingRow & { auditId: string }): Promise<{ done: true }> {
  const audit = await holdRunning(tx, auditId);
  if (one.item !== null && !audit.form.items.some((item) => item.id === one.item)) throw fieldFault("item", faultWords.expectQuestion);
  if (!(await ratings.upsertFinding(tx, auditId, { ...one, words: one.words.trim() }))) throw new Fault("not_found", faultWords.noFinding);
  return { done: true };
}

export async function removeFinding(tx: Transaction, { auditId, findingId }: { auditId: string; findingId: string }): Promise<{ done: true }> {
  await holdRunning(tx, auditId);
  if (!(await ratings.removeFinding(tx, auditId, findingId))) throw new Fault("not_found", faultWords.noFinding);
  return { done: true };
}

const REASON_AT_LEAST = 10;

/** The auditor's rating by the local threshold. Every question is answered; a rating that the points do not suggest says why. */
export async function handIn(tx: Transaction, { auditId, acceptable, reason }: { auditId: string; acceptable: boolean; reason: string }): Promise<{ done: true }> {
  const audit = await holdAudit(tx, auditId);
  if (audit.status !== "open") throw new Fault("refused", faultWords.notOpen);
  const { score, suggestion } = await countRatings(tx, audit, await store.listCases(tx, auditId));
  if (score.rated < score.asked) throw new Fault("refused", faultWords.unanswered(score.asked - score.rated));
  if (suggestion === null) throw new Fault("refused", faultWords.nothingApplies);
  if ((suggestion === "acceptable") !== acceptable && reason.trim().length < REASON_AT_LEAST) throw new Fault("malformed", faultWords.otherThanSuggested, { fields: [{ path: "reason", message: faultWords.expectReason }] });
  const ratedBy = tx.actor.kind === "staff" ? tx.actor.name : "";
  await store.concludeAudit(tx, auditId, { basis: "local", acceptable, rating: "", reason: reason.trim(), issuer: "", documentName: "", ratedOn: tx.today, ratedBy, earned: score.earned, possible: score.possible });
  return { done: true };
}

type Official = { auditId: string; acceptable: boolean; rating: string; issuer: string; documentName: string; ratedOn: CivilDate };

/** An official rating stands above a local one, and in its place. */
export async function recordOfficial(tx: Transaction, { auditId, ...one }: Official): Promise<{ done: true }> {
  const audit = await holdRunning(tx, auditId);
  if (one.ratedOn > tx.today) throw new Fault("malformed", faultWords.dayAhead, { fields: [{ path: "ratedOn", message: kernelWords.orEarlier(tx.today) }] });
  if (one.ratedOn < audit.periodTo) throw new Fault("malformed", faultWords.beforePeriodEnds, { fields: [{ path: "ratedOn", message: kernelWords.orLater(audit.periodTo) }] });
  await store.concludeAudit(tx, auditId, { ...one, basis: "official", reason: "", ratedBy: one.issuer, earned: null, possible: null });
  return { done: true };
}

type Planned = { auditId: string; actionId: string; findingId: string | null; words: string; staffId: string; dueOn: CivilDate; doneWhen: string };

export async function saveAction(tx: Transaction, { auditId, ...one }: Planned): Promise<{ done: true }> {
  await holdRunning(tx, auditId);
  const who = await requireStaff(tx, one.staffId);
  if (one.findingId !== null && !(await ratings.listFindings(tx, auditId)).some((found) => found.findingId === one.findingId)) throw fieldFault("findingId", faultWords.noFinding);
  if (!(await ratings.upsertAction(tx, auditId, { ...one, words: one.words.trim(), doneWhen: one.doneWhen.trim(), staffName: who.name }))) throw new Fault("not_found", faultWords.noAction);
  return { done: true };
}

export async function removeAction(tx: Transaction, { auditId, actionId }: { auditId: string; actionId: string }): Promise<{ done: true }> {
  await holdRunning(tx, auditId);
  if (!(await ratings.removeAction(tx, auditId, actionId))) throw new Fault("not_found", faultWords.noAction);
  return { done: true };
}

/** Says that an action is done, with what shows it; also after the audit was closed. */
export async function finishAction(tx: Transaction, { actionId, doneOn, evidence }: { actionId: string; doneOn: CivilDate; evidence: string }): Promise<{ done: true }> {
  const found = await ratings.findAction(tx, actionId);
  const isOwn = tx.actor.kind === "staff" && (tx.actor.staffId === found?.staffId || tx.actor.roles.includes("administrator"));
  if (!found || !isOwn) throw new Fault("not_found", faultWords.noAction);
  if (doneOn > tx.today) throw new Fault("malformed", faultWords.dayAhead, { fields: [{ path: "doneOn", message: kernelWords.orEarlier(tx.today) }] });
  if (!(await ratings.finishAction(tx, actionId, doneOn, evidence.trim()))) throw new Fault("changed_meanwhile", faultWords.doneAlready);
  return { done: true };
}

/** What plans ask of the one who is signed in. */
export async function ownActions(tx: Transaction): Promise<{ today: CivilDate; actions: OwnAction[] }> {
  const staffId = tx.actor.kind === "staff" ? tx.actor.staffId : "";
  const open = staffId === "" ? [] : await ratings.listOpenActions(tx, staffId);
  return { today: tx.today, actions: open.map((one) => ({ ...planAction(one), auditId: one.auditId, auditTitle: one.auditTitle })) };
}

/** Actions of plans that ask for somebody now: one's own, and all of them for who runs the programme. */
export async function listOwedActions(tx: Transaction, whose: string | null): Promise<{ id: string; auditId: string; who: string; about: string; since: CivilDate; dueOn: CivilDate }[]> {
  return (await ratings.listOpenActions(tx, whose)).flatMap((one) => {
    const asks = asksFor(one.dueOn, tx.today);
    return asks === null ? [] : [{ id: one.actionId, auditId: one.auditId, who: whose === null ? `${one.auditTitle} · ${one.staffName}` : one.auditTitle, about: one.words, ...asks }];
  });
}

