import { asMachineOf, type Transaction } from "#database/actor.ts";
import type { Call } from "#server/procedure.ts";
import { isBillableOn } from "#features/diagnoses/codes.rules.ts";
import { knownCodes } from "#features/diagnoses/policies.ts";
import { type Decided, decideSessions } from "#features/eligibility/deciding.handlers.ts";
import type { SessionFacts as PolicyFacts } from "#features/policy/contract.ts";
import { countOfYear } from "./checks.store.ts";
import { type AgencyFacts, type ClaimFacts, type DayFacts, draftLine, type LineDraft, type SessionFacts } from "./facts.rules.ts";
import * as facts from "./facts.store.ts";
import { canStep } from "./states.rules.ts";

export type Asking = Pick<Call, "services" | "language">;

/** Does it as the machine: whoever bills does not see the chart that the verdicts rest on. */
export const asClaimsMachine = <T>(tx: Transaction, work: (machine: Transaction) => Promise<T>): Promise<T> => (tx.actor.kind === "system" || tx.actor.kind === "operator" ? work(tx) : asMachineOf(tx, tx.actor.agencyId, "claims", work));

/** What the agency has set; codes that the shipped list does not know are taken as they were written. */
export function agencyFacts(tx: Transaction): Promise<AgencyFacts> {
  const codes = new Map(knownCodes().map((one) => [one.code, one]));
  return facts.findAgencyFacts(tx, (code, on) => {
    const known = codes.get(code);
    return known === undefined || isBillableOn(known, on);
  });
}

/** What the policy says of sessions at the claim, asked anew: by session. */
export async function decideAtClaim(tx: Transaction, call: Asking, sessions: readonly SessionFacts[]): Promise<Map<string, Decided<PolicyFacts>>> {
  const answers = new Map<string, Decided<PolicyFacts>>();
  for (const cosigned of [null, true, false] as const) {
    const wanted = sessions.filter((one) => (one.isSupervised ? one.noteStatus === "signed" : null) === cosigned).map((one) => one.sessionId);
    for (const [sessionId, decided] of await decideSessions(tx, { services: call.services, language: "en" }, wanted, { moment: "claim", signed: true, cosigned })) answers.set(sessionId, decided);
  }
  return answers;
}
/** A day with its sessions as the policy judges them now. */
export function withVerdicts(day: DayFacts, decided: ReadonlyMap<string, Decided<PolicyFacts>>): DayFacts {
  return { ...day, sessions: day.sessions.map((one) => {
    const found = decided.get(one.sessionId)?.decision;
    return found === undefined ? one : { ...one, verdict: found.verdict, units: found.units };
  }) };
}

/** The sessions of a stored claim with what their lines stand on, where nobody asked the policy anew. */
const asKept = (claim: facts.StoredClaim, day: DayFacts): DayFacts => ({
  ...day,
  sessions: day.sessions.map((one) => {
    const line = claim.lines.find((each) => each.sessionId === one.sessionId);
    return line === undefined ? one : { ...one, verdict: line.verdict, units: line.decidedUnits };
  }),
});
/** The payer's number of the claim that is replaced or taken back, as long as that may be. */
function originalOf({ kind, followed }: facts.StoredClaim): string | null {
  if (followed === null || (kind !== "replacement" && kind !== "void")) return null;
  return canStep(followed.state, kind === "void" ? "voided" : "replaced") ? followed.payerClaimNumber : null;
}

/** Claims with all that they are made of, a page in few statements. `judge` asks the policy anew; without it what was kept counts. */
export async function gather(tx: Transaction, agency: AgencyFacts, claims: readonly facts.StoredClaim[], judge: ((days: Map<string, DayFacts>) => Promise<Map<string, DayFacts>>) | null = null): Promise<Map<string, ClaimFacts>> {
  const found = await facts.listDays(tx, claims);
  const days = judge === null ? found : await judge(found);
  const decided = await facts.listDecided(tx, claims.flatMap((one) => (one.kind === "secondary" && one.follows !== null ? [one.follows] : [])));
  const years = agency.checks.some((one) => one.condition.kind === "year_count_over") ? await countOfYear(tx, claims) : new Map<string, number>();
  return new Map(
    claims.map((claim) => {
      const whole = days.get(facts.keyOfDay(claim))!;
      const day = judge === null ? asKept(claim, whole) : whole;
      const first = day.coverages.find((one) => one.payerId === claim.followed?.payerId);
      const decision = claim.follows === null ? undefined : decided.get(claim.follows);
      const payer = first === undefined ? undefined : agency.payers.get(first.payerId);
      const lines = claim.lines.flatMap((line) => day.sessions.filter((one) => one.sessionId === line.sessionId).map((one): LineDraft => {
        const draft = draftLine(one, claim.payerId, claim.serviceDay, agency);
        // The next payer is asked for what the first one was asked for.
        return claim.kind === "secondary" ? { ...draft, feeLineId: line.feeLineId, code: line.code, modifiers: line.modifiers, units: line.units, chargeCents: line.chargeCents } : draft;
      }));
      return [claim.claimId, {
        ...claim,
        originalNumber: originalOf(claim),
        deniedOn: claim.kind === "secondary" ? null : (claim.followed?.deniedOn ?? null),
        earlierInYear: years.get(claim.claimId) ?? 0,
        isTurnedAway: false,
        day,
        coverage: day.coverages.find((one) => one.coverageId === claim.coverageId) ?? null,
        lines,
        prior: claim.kind === "secondary" && first !== undefined && payer !== undefined && decision !== undefined ? { coverage: first, payer, decision } : null,
      }];
    }),
  );
}
