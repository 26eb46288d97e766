import { randomBytes } from "node:crypto";
import { addDays, addMinutes, type CivilDate, instantFromWall } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Language } from "#kernel/language.ts";
import { kernelWords } from "#kernel/words.ts";
import { newId, type Transaction } from "#database/actor.ts";
import { findAccount, makeLink } from "#features/account/store.ts";
import { hashToken, linkToken } from "#server/keys.ts";
import type { Call } from "#server/procedure.ts";
import * as access from "./access.store.ts";
import { faultWords } from "./faults.words.ts";
import { loadAuditForm } from "./form.policies.ts";
import { holdAudit, sessionPolicy, sha256 } from "./reading.handlers.ts";
import { clauseOfAudit, codeOf, judgeAdmission, orderOfDraw, SAMPLE_RULE } from "./rules.ts";
import * as store from "./store.ts";
import { sampleWords } from "./words.ts";

/** Days for which a link of invitation stays open, and never beyond the last day of reading. */
const LINK_DAYS = 14;
const MOST_DAYS = 366;

export async function population(tx: Transaction, { from, to }: { from: CivilDate; to: CivilDate }): Promise<{ population: number }> {
  return { population: (await store.listPopulation(tx, from, to)).length };
}

type Opened = { title: string; periodFrom: CivilDate; periodTo: CivilDate; dueOn: CivilDate; auditor: string; wanted: number; seed: string | null; threshold: number | null };

/** Opens an audit and draws its sample: every case of the period is kept in the order of the draw, and the first are sampled. */
export async function open(tx: Transaction, input: Opened, call: Pick<Call, "services">): Promise<{ auditId: string }> {
  if (input.periodTo < input.periodFrom) throw fieldFault("periodTo", kernelWords.orLater(input.periodFrom));
  if (input.periodTo > tx.today) throw new Fault("malformed", faultWords.periodAhead, { fields: [{ path: "periodTo", message: kernelWords.orEarlier(tx.today) }] });
  if (input.dueOn < input.periodTo) throw fieldFault("dueOn", kernelWords.orLater(input.periodTo));
  const caseIds = await store.listPopulation(tx, input.periodFrom, input.periodTo);
  if (caseIds.length === 0) throw new Fault("refused", faultWords.nothingToDraw, { fields: [{ path: "periodFrom", message: faultWords.expectOtherPeriod }] });
  const seed = input.seed ?? randomBytes(12).toString("hex");
  const form = loadAuditForm();
  const { policy, version } = await sessionPolicy(tx, call);
  const drawn = orderOfDraw(caseIds, seed, sha256);
  const wanted = Math.min(input.wanted, drawn.length);
  return {
    auditId: await store.insertAudit(tx, { ...input, seed, wanted, policy, cite: clauseOfAudit(version)?.cite ?? "", agency: await store.findAgencyName(tx), sampleRule: SAMPLE_RULE, sampleWords: sampleWords({ from: input.periodFrom, to: input.periodTo, seed, population: drawn.length, wanted }), population: drawn.length, form, formDigest: sha256(JSON.stringify(form)), threshold: input.threshold ?? form.threshold.percent }, drawn),
  };
}

async function holdOpen(tx: Transaction, auditId: string): Promise<store.AuditRow> {
  const audit = await holdAudit(tx, auditId);
  if (audit.status !== "open") throw new Fault("refused", audit.status === "rated" ? faultWords.notOpen : faultWords.notRunning);
  return audit;
}

/** Takes a case out of the sample; the next in the order of the draw takes its place, and the auditors read that one instead. */
export async function replace(tx: Transaction, { auditId, caseId, reason }: { auditId: string; caseId: string; reason: string }): Promise<{ code: string }> {
  const audit = await holdOpen(tx, auditId);
  const draw = await store.listDraw(tx, auditId);
  if (!draw.some((one) => one.caseId === caseId && one.state !== "left")) throw new Fault("not_found", faultWords.noCase);
  const next = draw.find((one) => one.state === "left");
  if (!next) throw new Fault("refused", faultWords.noneLeft);
  if (!(await store.replaceCase(tx, auditId, { caseId, by: next.caseId, reason }))) throw new Fault("changed_meanwhile", faultWords.notSampled);
  await access.shutCase(tx, auditId, caseId);
  for (const one of await access.listAccess(tx, auditId)) if (one.endedAt === null && one.validTo >= tx.today) await access.openCase(tx, one, next.caseId);
  return { code: codeOf(next.place, audit.population) };
}

type Invited = { auditId: string; name: string; email: string; language: Language; validFrom: CivilDate; validTo: CivilDate };

/** Opens the sample to an auditor until a day. Somebody new is on the staff as auditor until that day and no longer. */
export async function invite(tx: Transaction, input: Invited, call: Pick<Call, "services">): Promise<{ accessId: string; link: string | null }> {
  const audit = await holdOpen(tx, input.auditId);
  if (input.validFrom < tx.today) throw new Fault("malformed", faultWords.pastDay, { fields: [{ path: "validFrom", message: kernelWords.orLater(tx.today) }] });
  if (input.validTo < input.validFrom) throw fieldFault("validTo", kernelWords.orLater(input.validFrom));
  if (input.validTo > addDays(input.validFrom, MOST_DAYS)) throw new Fault("malformed", faultWords.tooLong, { fields: [{ path: "validTo", message: kernelWords.orEarlier(addDays(input.validFrom, MOST_DAYS)) }] });
  const { staffId, link } = await admit(tx, input, call);
  if ((await access.listAccess(tx, audit.auditId)).some((one) => one.staffId === staffId && one.endedAt === null && one.validTo >= tx.today)) throw new Fault("refused", faultWords.alreadyReads, { fields: [{ path: "email", message: faultWords.alreadyReads }] });
  const sampled = (await store.listCases(tx, audit.auditId)).filter((one) => one.state === "sampled").map((one) => one.caseId);
  return { accessId: await access.insertAccess(tx, audit.auditId, { staffId, validFrom: input.validFrom, validTo: input.validTo }, sampled), link };
}

/** Who the invitation is for: an auditor who is here already, one who was, or somebody new, with a link where a password is still to be set. */
async function admit(tx: Transaction, input: Invited, call: Pick<Call, "services">): Promise<{ staffId: string; link: string | null }> {
  const member = await access.findMember(tx, input.email);
  const account = await findAccount(tx, input.email);
  const admission = judgeAdmission(member, account ? "there" : "none");
  const fields = [{ path: "email", message: faultWords.expectOtherEmail }];
  if (admission === "works_here") throw new Fault("refused", faultWords.worksHere, { fields });
  if (admission === "taken") throw new Fault("changed_meanwhile", faultWords.emailTaken, { fields });
  const staffId = member?.staffId ?? (await access.insertAuditor(tx, { name: input.name, email: input.email, language: input.language, until: input.validTo }));
  if (admission === "comes_back") await access.readmitAuditor(tx, staffId, input.validTo);
  return { staffId, link: account ? null : await makeInvitation(tx, staffId, input.validTo, call) };
}

async function makeInvitation(tx: Transaction, staffId: string, lastDay: CivilDate, call: Pick<Call, "services">): Promise<string> {
  const linkId = newId(tx);
  const token = linkToken(call.services.signingKey, linkId);
  const after = instantFromWall(`${addDays(lastDay, 1)}T00:00`, tx.actor.timeZone);
  const soon = addMinutes(tx.now, LINK_DAYS * 24 * 60);
  await makeLink(tx, hashToken(token), { linkId, agencyId: tx.actor.agencyId, purpose: "invitation", subjectId: staffId, expiresAt: after < soon ? after : soon });
  return `${call.services.baseUrl}/app/invitation#${token}`;
}

/** Ends an auditor's reading now. Who was here for this alone signs in no more. */
export async function endAccess(tx: Transaction, { auditId, accessId, reason }: { auditId: string; accessId: string; reason: string }): Promise<{ done: true }> {
  await holdAudit(tx, auditId);
  const ended = await access.endAccess(tx, auditId, accessId, reason);
  if (!ended) throw new Fault("not_found", faultWords.noAccess);
  if (!(await access.readsStill(tx, ended.staffId))) await access.dismissAuditor(tx, ended.staffId);
  return { done: true };
}

/** Gives an audit up; nobody reads for it any more. */
export async function withdraw(tx: Transaction, { auditId, reason }: { auditId: string; reason: string }): Promise<{ done: true }> {
  const audit = await holdAudit(tx, auditId);
  if (audit.status !== "open" && audit.status !== "rated") throw new Fault("refused", faultWords.notRunning);
  for (const one of await access.listAccess(tx, auditId)) if (one.endedAt === null && one.validTo >= tx.today) await endAccess(tx, { auditId, accessId: one.accessId, reason });
  await store.withdrawAudit(tx, auditId, reason);
  return { done: true };
}
