import { createHash } from "node:crypto";
import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import type { Call } from "#server/procedure.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import { policiesOf, policySettings } from "#features/policy/agency.handlers.ts";
import type { PolicyVersion } from "#features/policy/contract.ts";
import { versionInForce } from "#features/policy/validity.rules.ts";
import { findPolicySettings, listCertificates } from "#features/workforce/store.ts";
import { listAccess } from "./access.store.ts";
import type { Audit, AuditSummary, Conclusion, DueBy, Mark, PlanAction, ServiceFact } from "./contract.ts";
import { factsOf } from "./evidence.rules.ts";
import { faultWords } from "./faults.words.ts";
import * as ratings from "./rating.store.ts";
import { codeOf, isSameDraw, nextDue, scoreOf, suggestRating } from "./rules.ts";
import * as store from "./store.ts";

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** An audit that the actor may know of. Throws `not_found`. */
export async function requireAudit(tx: Transaction, auditId: string): Promise<store.AuditRow> {
  const found = await store.findAudit(tx, auditId);
  if (!found) throw new Fault("not_found", faultWords.noAudit);
  return found;
}
/** The same, held for this transaction where the actor may still change it. */
export async function holdAudit(tx: Transaction, auditId: string): Promise<store.AuditRow> {
  return (await store.lockAudit(tx, auditId)) ?? (await requireAudit(tx, auditId));
}

/** The version in force today of the policy by which sessions are decided. */
export async function sessionPolicy(tx: Transaction, call: Pick<Call, "services">): Promise<{ policy: string; version: PolicyVersion | null }> {
  const { session } = policySettings(await findPolicySettings(tx));
  const policy = (await policiesOf(tx, call)).find((one) => one.id === session);
  return { policy: session, version: policy ? versionInForce(policy, tx.today) : null };
}

/** By when the next audit is due after the last one that stands in the record. */
export async function nextAuditDue(tx: Transaction, call: Pick<Call, "services">): Promise<DueBy[]> {
  const last = (await listCertificates(tx)).filter((one) => one.kind === "fidelity_audit" && one.validFrom <= tx.today).toSorted((one, other) => other.validFrom.localeCompare(one.validFrom))[0];
  return last ? nextDue(last.validFrom, (await sessionPolicy(tx, call)).version) : [];
}

const conclusionOf = (one: store.AuditRow): Conclusion | null =>
  one.basis === null ? null : { basis: one.basis, acceptable: one.acceptable!, rating: one.rating, reason: one.ratingReason, issuer: one.issuer, documentName: one.documentName, ratedOn: one.ratedOn!, ratedBy: one.ratedBy };
const summaryOf = (one: store.AuditRow) => ({ auditId: one.auditId, title: one.title, status: one.status, periodFrom: one.periodFrom, periodTo: one.periodTo, dueOn: one.dueOn, auditor: one.auditor, cite: one.cite, conclusion: conclusionOf(one), nextDueOn: one.nextDueOn });

export async function list(tx: Transaction, _input: unknown, call: Call): Promise<{ today: string; audits: AuditSummary[]; due: DueBy[] }> {
  const found = await store.listAudits(tx);
  return { today: tx.today, audits: found.map((one) => ({ ...summaryOf(one), cases: one.cases, actionsOpen: one.actionsOpen, until: one.until })), due: isAuditorOnly(tx) ? [] : await nextAuditDue(tx, call) };
}

const rolesOf = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.roles : []);
const isAuditorOnly = (tx: Transaction) => !rolesOf(tx).some((role) => role === "administrator" || role === "privacy_officer");
export const markOf = (one: { points: number | null; notApplicable: boolean }): Mark => (one.notApplicable ? "not_applicable" : one.points);
export const planAction = ({ actionId, findingId, words, staffId, staffName, dueOn, doneWhen, doneOn, evidence }: ratings.ActionRow): PlanAction => ({ actionId, findingId, words, staffId, staffName, dueOn, doneWhen, doneOn, evidence });

/** The ratings so far with their count. */
export async function countRatings(tx: Transaction, audit: store.AuditRow, cases: readonly store.CaseRow[]) {
  const given = await ratings.listRatings(tx, audit.auditId);
  const score = scoreOf(audit.form, cases.filter((one) => one.state === "sampled").map((one) => one.caseId), given.map((one) => ({ item: one.item, caseId: one.caseId, mark: markOf(one) })));
  return { given, score, suggestion: suggestRating(score, audit.threshold) };
}

export async function get(tx: Transaction, { auditId }: { auditId: string }, call: Call): Promise<Audit> {
  const found = await requireAudit(tx, auditId);
  const cases = await store.listCases(tx, auditId);
  const draw = await store.listDraw(tx, auditId);
  const codes = new Map(cases.map((one) => [one.caseId, codeOf(one.place, found.population)]));
  const { given, score, suggestion } = await countRatings(tx, found, cases);
  const comments = await ratings.listComments(tx, auditId);
  const keys = new Map<string, { item: string; caseId: string | null }>([...given, ...comments].map((one) => [`${one.item} ${one.caseId ?? ""}`, { item: one.item, caseId: one.caseId }]));
  const runs = rolesOf(tx).includes("administrator");
  const rates = rolesOf(tx).includes("auditor") && found.status === "open";
  return {
    ...summaryOf(found),
    today: tx.today,
    agency: found.agency,
    policy: found.policy,
    sample: { rule: found.sampleRule, words: found.sampleWords[call.language], seed: found.seed, wanted: found.wanted, population: found.population, drawnAgain: draw.length === found.population ? (isSameDraw(draw, found.seed, sha256) ? "same" : "differs") : null },
    form: found.form,
    threshold: found.threshold,
    cases: cases.flatMap((one) => (one.state === "left" ? [] : [{ caseId: one.caseId, code: codes.get(one.caseId)!, place: one.place, childName: one.childName, clinician: one.clinician, state: one.state, reason: one.reason, replacedBy: one.replacedBy === null ? null : (codes.get(one.replacedBy) ?? null), disclosure: tagOf("service", one.caseId) }])),
    ratings: [...keys.values()].map(({ item, caseId }) => {
      const points = given.find((one) => one.item === item && one.caseId === caseId);
      const comment = comments.find((one) => one.item === item && one.caseId === caseId);
      return { item, caseId, mark: points ? markOf(points) : null, sessionId: points?.sessionId ?? null, comment: comment ? { words: comment.words, disclosure: caseId === null ? null : tagOf("child_chart", caseId) } : null, disclosure: caseId === null ? null : tagOf("service", caseId) };
    }),
    score,
    suggestion,
    findings: await ratings.listFindings(tx, auditId),
    actions: (await ratings.listActions(tx, auditId)).map(planAction),
    access: await listAccess(tx, auditId),
    due: found.ratedOn === null ? [] : nextDue(found.ratedOn, (await sessionPolicy(tx, call)).version),
    pack: found.dataDigest === null || found.packDigest === null ? null : { data: found.dataDigest, whole: found.packDigest },
    withdrawnReason: found.withdrawnReason,
    may: [...(runs ? (["run"] as const) : []), ...(rates ? (["rate"] as const) : []), ...(found.status === "withdrawn" ? [] : (["pack"] as const))],
  };
}

/** The sampled cases of an audit with the facts of their signed sessions in its period, as the record has them now. */
export async function sampleFacts(tx: Transaction, audit: store.AuditRow, cases: readonly store.CaseRow[]): Promise<{ caseId: string; code: string; services: store.ServiceRow[]; facts: ServiceFact[] }[]> {
  const sampled = cases.filter((one) => one.state === "sampled");
  const services = await store.listServices(tx, sampled.map((one) => one.caseId), audit.periodFrom, audit.periodTo);
  return sampled.map(({ caseId, place }) => {
    const own = services.filter((one) => one.caseId === caseId);
    const code = codeOf(place, audit.population);
    return { caseId, code, services: own, facts: factsOf(code, own) };
  });
}

/** The signed sessions of one sampled case: as they were kept, where the audit is closed. */
export async function sessions(tx: Transaction, { auditId, caseId }: { auditId: string; caseId: string }): Promise<{ sessions: ServiceFact[] }> {
  const audit = await requireAudit(tx, auditId);
  const one = (await store.listCases(tx, auditId)).filter((found) => found.caseId === caseId && found.state === "sampled");
  if (one.length === 0) throw new Fault("not_found", faultWords.noCase);
  if (audit.status === "closed") return { sessions: (await store.listEvidence(tx, auditId)).filter((kept) => kept.caseId === caseId).map((kept) => kept.facts as ServiceFact) };
  return { sessions: (await sampleFacts(tx, audit, one))[0]!.facts };
}
