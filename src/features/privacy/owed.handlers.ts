import type { Transaction } from "#database/actor.ts";
import { dateInZone } from "#kernel/dates.ts";
import type { Call } from "#server/procedure.ts";
import { listBreaches } from "./breaches.handlers.ts";
import { listUnreviewed } from "./glass.store.ts";
import { listToAppend, listWaiting } from "./requests.store.ts";
import { listProposals } from "./retention.store.ts";

/** Emergency accesses that wait for a review: for Today of whoever watches over them. */
export const listOwedReviewsOfGlass = listUnreviewed;

type OwedHere = { kind: "own_request" | "amendment" | "breach" | "purge"; id: string; caseId: string | null; who: string; since: string; dueOn: string | null };

/** What waits here for somebody of these roles: requests and incidents for privacy, an accepted amendment for its author, a proposed purge for the second person. */
export async function listOwedOfPrivacy(tx: Transaction, call: { services: Pick<Call["services"], "projectRoot"> }, roles: readonly string[], staffId: string): Promise<OwedHere[]> {
  const is = (role: string) => roles.includes(role);
  const found: OwedHere[] = [];
  if (is("privacy_officer")) {
    found.push(...(await listWaiting(tx)).map((one) => ({ kind: "own_request" as const, ...one })));
    const open = (await listBreaches(tx, call)).filter((one) => one.state !== "closed");
    found.push(...open.map((one) => ({ kind: "breach" as const, id: one.breachId, caseId: null, who: "", since: one.discoveredOn, dueOn: one.notices.flatMap((each) => (each.givenOn === null ? (each.dueOn ?? []) : [])).toSorted()[0] ?? null })));
  }
  if (is("clinician") || is("trainee") || is("supervisor")) found.push(...(await listToAppend(tx, staffId)).map((one) => ({ kind: "amendment" as const, ...one, dueOn: null })));
  if (is("administrator")) found.push(...(await listProposals(tx)).filter((one) => !one.isOwn).map((one) => ({ kind: "purge" as const, id: one.purgeId, caseId: one.caseId, who: one.childName, since: dateInZone(one.proposedAt, tx.actor.timeZone), dueOn: null })));
  return found;
}
