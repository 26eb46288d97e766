import type { Transaction } from "#database/actor.ts";
import type { Call } from "#server/procedure.ts";
import { foreseeSessions } from "#features/eligibility/foreseeing.handlers.ts";
import { listKeptDecisions } from "#features/eligibility/store.ts";
import { openFacts } from "#features/policy/rules.ts";
import type { SessionVerdict } from "./contract.ts";
import { chartOf } from "./finding.handlers.ts";
import { requireSpan } from "./rules.ts";
import * as store from "./store.ts";

/** The most sessions that one look takes: a week of a large team. */
const MOST = 400;

/** What the sessions of some days count for: signed ones as it was kept, the others as they stand. Three statements, however many they are. */
export async function listVerdicts(tx: Transaction, input: { from: string; to: string; clinicianId: string | null; teamId: string | null }, call: Pick<Call, "services" | "language">) {
  requireSpan(input.from, input.to);
  const found = await store.listStandings(tx, input, MOST);
  const looked = found.slice(0, MOST);
  const signed = looked.filter((one) => one.moment === "kept" && one.isChartOpen);
  const kept = signed.length === 0 ? new Map<string, never>() : await listKeptDecisions(tx, signed.map((one) => one.sessionId));
  const asked = looked.flatMap((one): [string, "booking" | "check_in" | "note"][] => (one.moment === "kept" || (!one.isChartOpen && one.moment !== "booking") ? [] : [[one.sessionId, one.moment]]));
  const hours = await foreseeSessions(tx, call, new Map(asked));
  const verdicts = looked.flatMap(({ isChartOpen, ...one }): SessionVerdict[] => {
    const decision = kept.get(one.sessionId) ?? hours.get(one.sessionId)?.decided.decision;
    return isChartOpen && decision ? [{ ...one, verdict: decision.verdict, units: decision.units, open: openFacts(decision), disclosure: chartOf(one.caseId) }] : [];
  });
  const notByStaffing = looked.filter((one) => !one.isChartOpen && hours.get(one.sessionId)?.staffing === "no").map(({ sessionId, caseId }) => ({ sessionId, caseId }));
  return { verdicts, notByStaffing, limited: found.length > looked.length };
}
