import type { Transaction } from "#database/actor.ts";
import type { Decision } from "#kernel/findings.ts";
import { groupBy } from "#kernel/grouping.ts";
import { keepDecision } from "#features/eligibility/deciding.handlers.ts";
import { contentOf, scrubFactsOf } from "./assemble.x12.ts";
import { learntFindings } from "./checks.rules.ts";
import { countHeld } from "./checks.store.ts";
import { openContents } from "./content.handlers.ts";
import { isSameContent } from "./differing.x12.ts";
import { type AgencyFacts, chargeOfLines, type ClaimFacts, type DayFacts, type SessionFacts } from "./facts.rules.ts";
import { listStored, type StoredClaim } from "./facts.store.ts";
import { agencyFacts, asClaimsMachine, type Asking, decideAtClaim, gather, withVerdicts } from "./gathering.handlers.ts";
import { findFileFaults } from "./filing.x12.ts";
import type { ClaimFinding } from "./findings.contract.ts";
import { moveClaims } from "./moving.handlers.ts";
import { scrub } from "./scrub.x12.ts";
import { holdClaim } from "./steps.store.ts";
import * as store from "./store.ts";

const OF_PAYER: readonly ClaimFinding["id"][] = ["no_payer", "no_code", "no_place"];
/** Everything that holds a claim before its file is looked at: what is missing or wrong, and what a denial taught. */
export function findingsBefore(facts: ClaimFacts, agency: AgencyFacts, today: string): ClaimFinding[] {
  const all = scrub(scrubFactsOf(facts, agency, today));
  // Where nobody is known to cover the child, what a payer would ask for is not known either, and says nothing more.
  const found = facts.coverage === null ? all.filter((one) => !OF_PAYER.includes(one.id)) : all;
  if (facts.kind === "void") return found;
  if (facts.isTurnedAway && facts.lateReason === "") found.push({ id: "turned_away", field: "lateReason", sessionId: null, value: "" });
  if (facts.kind === "secondary" && facts.prior === null) found.push({ id: "unbalanced", field: "prior", sessionId: null, value: "" });
  return [...found, ...learntFindings(facts, agency.checks)];
}
/** The same, with what its own file would be sent back for. */
export function findingsOf(facts: ClaimFacts, agency: AgencyFacts, today: string): ClaimFinding[] {
  const found = findingsBefore(facts, agency, today);
  // A void says what was said: it is looked at when its file is written.
  return facts.kind === "void" || found.length > 0 ? found : findFileFaults([contentOf(facts, agency.profile!, agency.payers)], today);
}

/** Whether two answers say the same: in whatever language they were written. */
const said = ({ policy, version, verdict, units, findings }: Decision): string => JSON.stringify([policy, version, verdict, units, findings.map((one) => `${one.rule} ${one.result}`).toSorted()]);
const isSame = (one: Decision | undefined, other: Decision): boolean => one !== undefined && said(one) === said(other);

/** Asks the policy anew about the sessions of claims, and keeps what it says where that is another answer than the one that a line stands on. */
async function judge(tx: Transaction, call: Asking, claims: readonly StoredClaim[], days: Map<string, DayFacts>): Promise<Map<string, DayFacts>> {
  const sessions = new Map<string, SessionFacts>([...days.values()].flatMap((day) => day.sessions.map((one) => [one.sessionId, one] as const)));
  const wanted = claims.flatMap((claim) => claim.lines.flatMap(({ sessionId }) => sessions.get(sessionId) ?? []));
  const decided = await decideAtClaim(tx, call, wanted);
  const kept = await store.listDecisions(tx, claims.flatMap((claim) => claim.lines.map((line) => line.decisionId)));
  const next: { claimId: string; sessionId: string; decisionId: string }[] = [];
  for (const claim of claims) {
    for (const line of claim.lines) {
      const fresh = decided.get(line.sessionId);
      if (fresh === undefined || isSame(kept.get(line.decisionId), fresh.decision)) continue;
      const session = sessions.get(line.sessionId)!;
      next.push({ claimId: claim.claimId, sessionId: line.sessionId, decisionId: await keepDecision(tx, { services: call.services, language: "en" }, { caseId: session.caseId, sessionId: line.sessionId, class: "service", moment: "claim" }, fresh) });
    }
  }
  if (next.length > 0) await store.keepDecisions(tx, next);
  return new Map([...days].map(([key, day]) => [key, withVerdicts(day, decided)]));
}

/** The lines as they would be asked for now: a code, a rate or the length of a session may have changed. */
async function refreshLines(tx: Transaction, claim: StoredClaim, { lines }: ClaimFacts): Promise<void> {
  const same = (one: StoredClaim["lines"][number], at: number) => lines[at] !== undefined && one.sessionId === lines[at].session.sessionId && one.feeLineId === lines[at].feeLineId && one.units === lines[at].units && one.chargeCents === lines[at].chargeCents;
  if (lines.length === claim.lines.length && claim.lines.every(same)) return;
  await store.updateDraft(tx, claim.claimId, { ...claim, chargeCents: chargeOfLines(lines) });
  await store.replaceLines(tx, claim, lines, claim.kind === "replacement" ? "waits" : "live");
}

/** Which claims follow one that was turned away and say the very same again: somebody looks at them first. */
async function asTurnedAway(tx: Transaction, agency: AgencyFacts, claims: readonly StoredClaim[], facts: Map<string, ClaimFacts>): Promise<Map<string, ClaimFacts>> {
  const followed = new Map(claims.flatMap((one) => (one.followed?.state === "rejected" && one.follows !== null ? [[one.claimId, one.follows] as const] : [])));
  const contents = await openContents(tx, [...followed.values()]);
  return new Map([...facts].map(([claimId, one]) => {
    const sent = contents.get(followed.get(claimId) ?? "");
    const isReady = sent !== undefined && agency.profile !== null && scrub(scrubFactsOf(one, agency, tx.today)).length === 0;
    return [claimId, isReady ? { ...one, isTurnedAway: isSameContent(sent, contentOf(one, agency.profile!, agency.payers)) } : one];
  }));
}
/** Counts for each check the claims that it holds from now on. */
async function countLearnt(tx: Transaction, claims: readonly StoredClaim[], found: readonly { claimId: string; findings: readonly ClaimFinding[] }[]): Promise<void> {
  const checksOf = (findings: readonly ClaimFinding[]) => new Set(findings.filter((one) => one.id === "learnt").map((one) => one.value));
  const before = new Map(claims.map((one) => [one.claimId, checksOf(one.findings)]));
  const fresh = found.flatMap(({ claimId, findings }) => [...checksOf(findings)].filter((one) => !before.get(claimId)?.has(one)));
  if (fresh.length > 0) await countHeld(tx, fresh);
}

/** Looks at claims that were not sent yet: keeps what holds them, and moves them between held and ready. As the machine, whoever asks. */
export const checkClaims = (tx: Transaction, call: Asking, claimIds: readonly string[]): Promise<void> =>
  asClaimsMachine(tx, async (machine) => {
    const claims = (await listStored(machine, claimIds)).filter((one) => one.state === "draft" || one.state === "scrubbed");
    if (claims.length === 0) return;
    const agency = await agencyFacts(machine);
    const facts = await asTurnedAway(machine, agency, claims, await gather(machine, agency, claims, (days) => judge(machine, call, claims, days)));
    const found = claims.map((one) => ({ claimId: one.claimId, findings: findingsOf(facts.get(one.claimId)!, agency, machine.today) }));
    for (const one of claims.filter((each) => each.kind === "original" || each.kind === "replacement")) await refreshLines(machine, one, facts.get(one.claimId)!);
    await countLearnt(machine, claims, found);
    await store.keepFindings(machine, found);
    const held = new Map(found.map((one) => [one.claimId, one.findings.length > 0]));
    const moving = groupBy(claims.filter((one) => (one.state === "draft") !== held.get(one.claimId)), (one) => (held.get(one.claimId) ? "draft" : "scrubbed"));
    for (const [to, all] of moving) {
      const rows = await Promise.all(all.map((one) => holdClaim(machine, one.claimId)));
      await moveClaims(machine, rows.filter((one) => one !== null), to, () => ({}));
    }
  });
