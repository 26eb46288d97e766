import { createHash } from "node:crypto";
import { dateInZone } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import { languages } from "#kernel/language.ts";
import type { Transaction } from "#database/actor.ts";
import { writePdf } from "#server/pdf.ts";
import type { Call } from "#server/procedure.ts";
import { readEditions } from "#features/policy/store.ts";
import { insertCertificate } from "#features/workforce/store.ts";
import { zipOf } from "#server/zip.ts";
import { listAccess } from "./access.store.ts";
import type { ServiceFact } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { endAccess } from "./opening.handlers.ts";
import { type Listed, evidenceFiles, manifestOf, type PackData } from "./pack.rules.ts";
import { paperData, paperTemplate } from "./paper.rules.ts";
import { paperWords } from "./paper.words.ts";
import * as ratings from "./rating.store.ts";
import { countRatings, holdAudit, markOf, nextAuditDue, requireAudit, sampleFacts, sessionPolicy, sha256 } from "./reading.handlers.ts";
import { asksFor, codeOf, nextDue, obstaclesOf } from "./rules.ts";
import * as store from "./store.ts";
import { obstacleWords, sourceWords } from "./words.ts";

/** Closes an audit: what the sample rests on is kept, the rating becomes the agency's certificate, nobody reads for it any more, and the pack is fixed. */
export async function close(tx: Transaction, { auditId }: { auditId: string }, call: Pick<Call, "services">): Promise<{ certificateId: string; nextDueOn: string | null; pack: string }> {
  const audit = await holdAudit(tx, auditId);
  if (audit.status === "closed" || audit.status === "withdrawn") throw new Fault("refused", faultWords.notRunning);
  const findings = await ratings.listFindings(tx, auditId);
  const actions = await ratings.listActions(tx, auditId);
  const [obstacle] = obstaclesOf({ status: audit.status, acceptable: audit.acceptable, shortfalls: findings.filter((one) => one.kind === "shortfall").length, actions: actions.length });
  if (obstacle) throw new Fault("refused", obstacleWords[obstacle]);
  const sample = await sampleFacts(tx, audit, await store.listCases(tx, auditId));
  await store.insertEvidence(tx, auditId, sample.flatMap(({ caseId, services, facts }) => facts.map((one, index) => ({ caseId, sessionId: one.sessionId, decisionId: services[index]!.decisionId, facts: one }))));
  const source = audit.basis === "official" ? sourceWords.official(audit.title, audit.issuer, audit.documentName) : sourceWords.local(audit.title, audit.auditor, audit.threshold);
  const certificateId = await insertCertificate(tx, { kind: "fidelity_audit", validFrom: audit.ratedOn!, validTo: null, isAcceptable: audit.acceptable, source: source.slice(0, 500) });
  const nextDueOn = nextDue(audit.ratedOn!, (await sessionPolicy(tx, call)).version)[0]?.on ?? null;
  for (const one of await listAccess(tx, auditId)) if (one.endedAt === null && one.validTo >= tx.today) await endAccess(tx, { auditId, accessId: one.accessId, reason: "" });
  await store.prepareClosing(tx, auditId, { certificateId, nextDueOn });
  const { digests } = await buildPack(tx, { ...(await requireAudit(tx, auditId)), status: "closed" });
  await store.closeAudit(tx, auditId, digests);
  return { certificateId, nextDueOn, pack: digests.whole };
}

/** What a pack is built from. Of a closed audit as it was then: what was done since is not in it. */
async function readPack(tx: Transaction, audit: store.AuditRow): Promise<PackData> {
  const isClosed = audit.status === "closed";
  const cases = await store.listCases(tx, audit.auditId);
  const codes = new Map(cases.map((one) => [one.caseId, codeOf(one.place, audit.population)]));
  const sampled = cases.filter((one) => one.state === "sampled");
  const services = isClosed ? await keptFacts(tx, audit, sampled, codes) : await sampleFacts(tx, audit, cases);
  const sessionCodes = new Map(services.flatMap((one) => one.facts.map((fact) => [fact.sessionId, fact.code])));
  const { given, score } = await countRatings(tx, audit, cases);
  const comments = (await ratings.listComments(tx, audit.auditId)).filter((one) => one.caseId === null);
  const isAsked = new Set(sampled.map((one) => one.caseId));
  const digests = [...new Set(services.flatMap((one) => one.facts.flatMap((fact) => fact.decision.edition ?? [])))].toSorted();
  const editions = await readEditions(tx, digests);
  const wasDone = (one: ratings.ActionRow) => one.doneAt !== null && (audit.closedAt === null || one.doneAt < audit.closedAt);
  return {
    audit: { title: audit.title, agency: audit.agency, policy: audit.policy, cite: audit.cite, periodFrom: audit.periodFrom, periodTo: audit.periodTo, dueOn: audit.dueOn, auditor: audit.auditor, openedAt: audit.openedAt, threshold: audit.threshold, state: isClosed ? "closed" : "draft", closedOn: isClosed && audit.closedAt !== null ? dateInZone(audit.closedAt, tx.actor.timeZone) : null, nextDueOn: audit.nextDueOn },
    sample: { rule: audit.sampleRule, words: audit.sampleWords, seed: audit.seed, wanted: audit.wanted, population: audit.population, cases: cases.flatMap((one) => (one.state === "left" ? [] : [{ code: codes.get(one.caseId)!, place: one.place, drawnBy: one.drawnBy, state: one.state, reason: one.reason, replacedBy: one.replacedBy === null ? null : (codes.get(one.replacedBy) ?? null) }])) },
    services: services.map(({ code, facts }) => ({ code, sessions: facts.map(({ sessionId: _sessionId, ...fact }) => fact) })),
    form: audit.form,
    ratings: given
      .filter((one) => one.caseId === null || isAsked.has(one.caseId))
      .map((one) => ({ item: one.item, code: one.caseId === null ? null : codes.get(one.caseId)!, mark: markOf(one), session: one.sessionId === null ? null : (sessionCodes.get(one.sessionId) ?? null), comment: one.caseId === null ? (comments.find((comment) => comment.item === one.item)?.words ?? "") : "" }))
      .toSorted((one, other) => (`${one.item} ${one.code ?? ""}` < `${other.item} ${other.code ?? ""}` ? -1 : 1)),
    score,
    conclusion: audit.basis === null ? null : { basis: audit.basis, acceptable: audit.acceptable!, rating: audit.rating, reason: audit.ratingReason, issuer: audit.issuer, documentName: audit.documentName, ratedOn: audit.ratedOn!, ratedBy: audit.ratedBy },
    findings: (await ratings.listFindings(tx, audit.auditId)).map(({ kind, item, words }) => ({ kind, item, words })),
    actions: (await ratings.listActions(tx, audit.auditId)).map((one) => ({ words: one.words, who: one.staffName, dueOn: one.dueOn, doneWhen: one.doneWhen, doneOn: wasDone(one) ? one.doneOn : null, evidence: wasDone(one) ? one.evidence : "" })),
    editions: digests.map((digest) => ({ policy: editions.get(digest)!.id, version: editions.get(digest)!.version, digest, body: editions.get(digest)! })),
  };
}

async function keptFacts(tx: Transaction, audit: store.AuditRow, sampled: readonly store.CaseRow[], codes: ReadonlyMap<string, string>): Promise<{ code: string; facts: ServiceFact[] }[]> {
  const kept = await store.listEvidence(tx, audit.auditId);
  return sampled.map(({ caseId }) => ({ code: codes.get(caseId)!, facts: kept.filter((one) => one.caseId === caseId).map((one) => one.facts as ServiceFact) }));
}

const listed = (path: string, bytes: Uint8Array): Listed => ({ path, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") });

/** The pack as an archive, with the digests of its evidence and of its list. */
export async function buildPack(tx: Transaction, audit: store.AuditRow): Promise<{ archive: Uint8Array; digests: { data: string; whole: string } }> {
  const data = await readPack(tx, audit);
  const evidence = evidenceFiles(data).map(({ path, text }) => ({ path, bytes: new TextEncoder().encode(text) }));
  const known = evidence.map((one) => listed(one.path, one.bytes));
  const ofEvidence = manifestOf(data, known, [], sha256).data;
  const sheets = languages.map((language) => ({ path: `audit.${language}.pdf`, bytes: writePdf({ template: paperTemplate, data: paperData(data, language, ofEvidence), title: `${paperWords.heading[language]}: ${audit.title}`, language }) }));
  const manifest = manifestOf(data, known, sheets.map((one) => listed(one.path, one.bytes)), sha256);
  return { archive: zipOf([...evidence, ...sheets, { path: "manifest.json", bytes: new TextEncoder().encode(manifest.text) }]), digests: { data: manifest.data, whole: manifest.whole } };
}

/** The pack as a file. Its name tells the end of the period and nothing of a family. */
export async function pack(tx: Transaction, { auditId }: { auditId: string }): Promise<File> {
  const audit = await requireAudit(tx, auditId);
  if (audit.status === "withdrawn") throw new Fault("refused", faultWords.notRunning);
  const { archive } = await buildPack(tx, audit);
  return new File([archive as Uint8Array<ArrayBuffer>], `fidelity-audit-${audit.periodTo}.zip`, { type: "application/zip" });
}

export type OwedAudit = { kind: "audit_due" | "audit_to_close"; id: string; who: string; since: string; dueOn: string };
/** What audits ask of who runs the programme: those under way that are due, one that is rated and not closed, and the next one where none is under way. */
export async function listOwedAudits(tx: Transaction, call: Pick<Call, "services">): Promise<OwedAudit[]> {
  const running = (await store.listAudits(tx)).filter((one) => one.status === "open" || one.status === "rated");
  const owed = running.flatMap((one): OwedAudit[] => {
    if (one.status === "rated") return [{ kind: "audit_to_close", id: one.auditId, who: one.title, since: one.ratedOn!, dueOn: one.dueOn }];
    const asks = asksFor(one.dueOn, tx.today);
    return asks === null ? [] : [{ kind: "audit_due", id: one.auditId, who: one.title, ...asks }];
  });
  const [next] = running.length > 0 ? [] : await nextAuditDue(tx, call);
  const asks = next ? asksFor(next.on, tx.today) : null;
  return next && asks ? [...owed, { kind: "audit_due", id: tx.actor.agencyId, who: next.cite, ...asks }] : owed;
}
