import type { Transaction } from "#database/actor.ts";
import { type ClaimContent, contentOf } from "./assemble.x12.ts";
import { openContents } from "./content.handlers.ts";
import { correctionOf } from "./differing.rules.ts";
import { comparableOf } from "./differing.x12.ts";
import { type AgencyFacts, type DayFacts, draftLine, firstPayer, mayBeClaimed } from "./facts.rules.ts";
import * as store from "./store.ts";

/** The same claim as it would be written today; null where nothing of it would be asked of anybody, `unsure` where something is missing that only a person can say. */
function asToday(agency: AgencyFacts, day: DayFacts, claim: store.ClaimOfDay): { content: ClaimContent; payerId: string } | "unsure" | null {
  const sessions = day.sessions.filter((one) => claim.sessionIds.includes(one.sessionId) && one.verdict !== "no");
  if (sessions.length === 0) return null;
  const coverage = firstPayer(day);
  // Nobody covers the child on that day any more: whoever was asked is asked no longer.
  if (coverage === null) return null;
  if (agency.profile === null || day.child.birthDate === null || !sessions.every(mayBeClaimed)) return "unsure";
  const lines = sessions.map((one) => draftLine(one, coverage.payerId, day.serviceDay, agency));
  if (lines.some((one) => one.code === null || one.placeCode === null || one.units === null) || day.diagnoses.length === 0) return "unsure";
  const facts = { claimId: claim.claimId, number: "TODAY", kind: "original" as const, lateReason: "", originalNumber: null, deniedOn: null, claimedAlready: [], earlierInYear: 0, isTurnedAway: false, day, coverage, lines, prior: null };
  return { content: contentOf(facts, agency.profile, agency.payers), payerId: coverage.payerId };
}

/** Compares a claim that was sent with what would be asked today, and keeps what differs: somebody corrects it. */
export async function findCorrection(tx: Transaction, agency: AgencyFacts, day: DayFacts, claim: store.ClaimOfDay): Promise<void> {
  const sent = (await openContents(tx, [claim.claimId])).get(claim.claimId);
  if (sent === undefined) return;
  const today = asToday(agency, day, claim);
  if (today === "unsure") return;
  await store.keepCorrection(tx, claim.claimId, correctionOf(comparableOf(sent, claim.payerId), today === null ? null : comparableOf(today.content, today.payerId)));
}
