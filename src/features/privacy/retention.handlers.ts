import type { Transaction } from "#database/actor.ts";
import { Fault } from "#kernel/faults.ts";
import { writeDay } from "#kernel/saying.ts";
import { dateInZone } from "#kernel/dates.ts";
import { requireCase } from "#features/people/handlers.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { writePdf } from "#server/pdf.ts";
import { findAgency } from "#features/letters/store.ts";
import { certificateTemplate } from "./certificate.rules.ts";
import { certificateWords, ruleNames, statusNames } from "./words.ts";
import { purgeableFrom } from "./clocks.rules.ts";
import { faultWords } from "./faults.words.ts";
import { DESTROY_KEYS } from "./keys.jobs.ts";
import type { RuleBook, RuleKey } from "#features/release/figures.contract.ts";
import { rulesOf } from "#features/release/figures.handlers.ts";
import { momentKey, readMomentKey } from "#kernel/paging.ts";
import type { ClosedRecord, retentionContract } from "./retention.contract.ts";
import * as store from "./retention.store.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import { noteCase } from "#server/audit.ts";

type OfServices = { services: Pick<Call["services"], "projectRoot"> };
const counting: readonly RuleKey[] = ["after_discharge_years", "after_majority_years", "majority_age"];
const sumOf = (counts: Record<string, number>) => Object.values(counts).reduce((sum, one) => sum + one, 0);

function shown(one: store.ClosedRow, today: string, rules: RuleBook): ClosedRecord {
  const mayFrom = purgeableFrom(one.closedOn, one.birthDates, rules);
  const isDue = mayFrom !== null && mayFrom <= today;
  return { caseId: one.caseId, childName: one.childName, closedOn: one.closedOn, mayFrom, state: one.held ? "held" : one.proposed ? "proposed" : isDue ? "may" : "keeps", disclosure: tagOf("service", one.caseId) };
}

const figuresOf = (rules: RuleBook) => counting.map((key) => { const { key: name, value, extension, status, source } = rules[key]; return { key: name, value, extension, status, source }; });

async function desk(tx: Transaction, { after }: { after: string | null }, call: OfServices) {
  const rules = await rulesOf(tx, call);
  const { closed, next } = await store.listClosed(tx, rules, readMomentKey(after));
  const records = closed.map((one) => shown(one, tx.today, rules));
  const today = figuresOf(rules);
  const proposals = (await store.listProposals(tx)).map((one) => ({ ...one, ruleToday: one.rule.every((each) => today.some((now) => now.key === each.key && now.value === each.value)) ? [] : today }));
  const certificates = (await store.listCertificates(tx)).map(({ counts, rule: _rule, ...one }) => ({ ...one, rows: sumOf(counts) }));
  return { today: tx.today, records, holds: await store.listHolds(tx), proposals, certificates, next: next === null ? null : momentKey(next.dueOn, next.caseId) };
}

/** Puts a hold on a record; whoever is about to purge it comes before or after. */
export async function putHold(tx: Transaction, { caseId, reason }: { caseId: string; reason: string }) {
  await requireCase(tx, caseId);
  await store.lockHolds(tx, caseId);
  return { holdId: await store.insertHold(tx, caseId, reason.trim()) };
}
export async function liftHold(tx: Transaction, { holdId, reason }: { holdId: string; reason: string }) {
  const found = await store.findHold(tx, holdId);
  if (!found) throw new Fault("not_found", faultWords.noHold);
  if (!(await store.liftHold(tx, holdId, reason.trim()))) throw new Fault("changed_meanwhile", faultWords.lifted);
  return { lifted: true as const, caseId: found.caseId };
}

/** Proposes to purge a record, by the rule as it stands today; what the proposal rests on is kept with it. */
export async function proposePurge(tx: Transaction, { caseId, reason }: { caseId: string; reason: string }, call: OfServices) {
  await requireCase(tx, caseId);
  await store.lockHolds(tx, caseId);
  const found = await store.findClosed(tx, caseId);
  if (!found) throw new Fault("refused", faultWords.notClosed);
  if (found.held) throw new Fault("refused", faultWords.held);
  if (found.proposed) throw new Fault("refused", faultWords.proposed);
  const rules = await rulesOf(tx, call);
  const mayFrom = purgeableFrom(found.closedOn, found.birthDates, rules);
  if (mayFrom === null) throw new Fault("refused", faultWords.noBirthDate);
  if (mayFrom > tx.today) throw new Fault("refused", faultWords.notYet);
  return { purgeId: await store.insertPurge(tx, { rootId: caseId, cases: found.cases, mayFrom, closedOn: found.closedOn, rule: figuresOf(rules), reason: reason.trim() }) };
}

async function requirePurge(tx: Transaction, purgeId: string): Promise<store.PurgeRow> {
  const found = await store.findOpenPurge(tx, purgeId);
  if (!found) throw new Fault("not_found", faultWords.noPurge);
  noteCase(tx, found.rootId);
  return found;
}
export async function withdrawPurge(tx: Transaction, { purgeId }: { purgeId: string }) {
  await requirePurge(tx, purgeId);
  await store.withdraw(tx, purgeId);
  return { withdrawn: true as const };
}

/**
 * Purges a record that somebody else proposed. Judged anew by the rule of today, and once more by the database within the same
 * transaction. The keys of its cases and files are destroyed by a job once all of it is committed: they cannot be had back.
 */
export async function confirmPurge(tx: Transaction, { purgeId }: { purgeId: string }, call: { services: Pick<Call["services"], "projectRoot" | "enqueue"> }) {
  const open = await requirePurge(tx, purgeId);
  if (tx.actor.kind === "staff" && open.proposedBy === tx.actor.staffId) throw new Fault("refused", faultWords.twoPeople);
  await store.lockHolds(tx, open.rootId);
  await store.holdRecord(tx, open.cases);
  const found = await store.findClosed(tx, open.rootId);
  if (!found || found.closedOn !== open.closedOn) throw new Fault("refused", faultWords.notClosed);
  if (found.held) throw new Fault("refused", faultWords.held);
  if (found.cases.toSorted().join() !== open.cases.toSorted().join()) throw new Fault("refused", faultWords.joinedSince);
  const mayFrom = purgeableFrom(found.closedOn, found.birthDates, await rulesOf(tx, call));
  if (mayFrom === null || mayFrom > tx.today || open.mayFrom > tx.today) throw new Fault("refused", faultWords.notYet);
  await store.carryOut(tx, purgeId);
  await call.services.enqueue(tx, DESTROY_KEYS, { agencyId: tx.actor.agencyId, id: purgeId });
  return { purged: true as const, rows: sumOf((await store.findCertificate(tx, purgeId))!.counts) };
}

/** The certificate as a sheet of paper: how much of what is gone, by whom, by which rule, and its hash. */
async function certificate(tx: Transaction, { purgeId, language }: { purgeId: string; language: "en" | "es" }): Promise<File> {
  const found = await store.findCertificate(tx, purgeId);
  if (!found) throw new Fault("not_found", faultWords.noPurge);
  const agency = await findAgency(tx);
  const say = (key: "title" | "closed" | "mayFrom" | "proposed" | "confirmed" | "hash" | "rows" | "table" | "rules" | "page" | "of" | "keys") => certificateWords[key][language];
  const data = {
    agency: agency.name,
    title: say("title"),
    what: certificateWords.gone[language](found.cases, found.people, sumOf(found.counts), found.files),
    keys: `${found.keysGoneAt === null ? certificateWords.keysWait[language](found.keys) : certificateWords.keysGone[language](found.keys, writeDay(dateInZone(found.keysGoneAt, tx.actor.timeZone), language))} ${say("keys")}`,
    facts: [
      [say("closed"), writeDay(found.closedOn, language)],
      [say("mayFrom"), writeDay(found.mayFrom, language)],
      [say("proposed"), found.proposedByName],
      [say("confirmed"), `${found.confirmedByName}, ${writeDay(dateInZone(found.confirmedAt, tx.actor.timeZone), language)}`],
      [say("hash"), found.sha256],
    ],
    rulesTitle: say("rules"),
    rules: found.rule.map((one) => `${ruleNames[one.key as RuleKey][language]}: ${one.value}. ${one.source} (${statusNames[one.status as "draft"][language]})`),
    columns: [say("table"), say("rows")],
    rows: Object.entries(found.counts).toSorted(([a], [b]) => a.localeCompare(b)).map(([name, count]) => [name, String(count)]),
    page: say("page"),
    of: say("of"),
  };
  const bytes = writePdf({ template: certificateTemplate, data, title: say("title"), language });
  return new File([bytes as Uint8Array<ArrayBuffer>], `certificate-${dateInZone(found.confirmedAt, tx.actor.timeZone)}.${language}.pdf`, { type: "application/pdf" });
}

/** Purged cases that stand in the database again, as rows that were put back from elsewhere: for `bin/dyad verify`. */
export const listReturnedRecords = (tx: Transaction) => store.listReturned(tx);

export const retentionHandlers: Handlers<typeof retentionContract> = {
  desk: handle(desk),
  hold: handle(putHold),
  lift: handle(liftHold),
  propose: handle(proposePurge),
  withdraw: handle(withdrawPurge),
  confirm: handle(confirmPurge),
  certificate: handle(certificate),
};
