import { type Actor, asActor, newId, type Transaction } from "#database/actor.ts";
import { addMinutes } from "#kernel/dates.ts";
import { appendAudit } from "#server/audit.ts";
import { hashToken, linkToken } from "#server/keys.ts";
import type { Call, Services } from "#server/procedure.ts";
import { failureKey, hashPassword, passwordMatches, spendTheSameTime } from "#server/sign-in.ts";
import { noteFailure, open, requireNoLock } from "#features/account/door.handlers.ts";
import { type AgencyRow, endLink, findLink, forgetFailures, listAgencies, makeLink } from "#features/account/store.ts";
import { holdMessagesTo, insertMessage } from "#features/messages/store.ts";
import { judgeCode, plainCode, readAddress } from "./codes.rules.ts";
import { LINK_MINUTES } from "./contract.ts";
import type { BeginFault } from "./door.pages.tsx";
import * as store from "./store.ts";

/** Wrong codes behind one link before it is dead; the account waits besides, as with any sign-in. */
export const MOST_TRIES = 5;
/** Links to come in that go to one adult within an hour. */
const MOST_LINKS_AN_HOUR = 3;

type Purpose = "portal_begin" | "portal_in";
export type OpenDoor = { linkId: string; personId: string; triesLeft: number; agency: AgencyRow };

export const doorActor = (agency: Pick<AgencyRow, "agency_id" | "time_zone">): Actor => ({ kind: "system", job: "portal", agencyId: agency.agency_id, timeZone: agency.time_zone });
/** Under which an adult's wrong tries are counted, whichever way they came. */
export const keyOf = (personId: string) => failureKey("account", `portal ${personId}`);

/** What stands behind a link of the door, or null: used, over, of another kind, or made up. */
export async function findDoor({ database, clock }: Pick<Services, "database" | "clock">, token: string, purpose: Purpose): Promise<OpenDoor | null> {
  const link = await findLink(database, hashToken(token), clock.now());
  if (!link?.is_open || link.purpose !== purpose || link.subject_id === null || link.tries >= MOST_TRIES) return null;
  const agency = (await listAgencies(database)).find((one) => one.agency_id === link.agency_id);
  return agency ? { linkId: link.link_id, personId: link.subject_id, triesLeft: MOST_TRIES - link.tries, agency } : null;
}

/**
 * Sends a link to the adults to whom a safe address belongs. Called after the answer has left, so that neither its words nor its time tell
 * whether the address is known. It goes through the outbox, where the safe way is judged anew in the moment in which it leaves.
 */
export async function sendLinks(services: Services, agency: AgencyRow, typed: string, requestId: string): Promise<number> {
  const address = readAddress(typed);
  if (address === null) return 0;
  return asActor(services.database, services.clock, doorActor(agency), async (tx) => {
    let sent = 0;
    for (const { personId, caseId } of await store.listAdultsBehind(tx, address)) {
      // Who asks many times at once is counted one after the other.
      await holdMessagesTo(tx, personId);
      if ((await store.countLinksSince(tx, personId, addMinutes(tx.now, -60))) >= MOST_LINKS_AN_HOUR) continue;
      const account = await store.findAccount(tx, personId);
      if (!account?.ownHash) continue;
      const linkId = newId(tx);
      await makeLink(tx, hashToken(linkToken(services.signingKey, linkId)), { linkId, agencyId: tx.actor.agencyId, purpose: "portal_in", subjectId: personId, expiresAt: addMinutes(tx.now, LINK_MINUTES) });
      const messageId = await insertMessage(tx, { caseId, personId, staffId: null, kind: "portal_link", linkId, language: account.language });
      await services.enqueue(tx, "send-message", { agencyId: tx.actor.agencyId, id: messageId });
      await appendAudit(tx, { action: "job", procedure: "portal.link", outcome: "done", requestId, caseId, personId });
      sent += 1;
    }
    return sent;
  });
}

/** The account behind an open link with the hash that a code is held against; null where it was ended meanwhile. */
async function accountBehind({ services }: Call, door: OpenDoor, which: "openingHash" | "ownHash"): Promise<{ account: store.PortalAccount; hash: string } | null> {
  const account = await asActor(services.database, services.clock, doorActor(door.agency), (tx) => store.findAccount(tx, door.personId));
  const hash = account?.[which] ?? null;
  return account && hash !== null ? { account, hash } : null;
}

/** Counts a wrong code against the link and against the account. */
async function refuse(call: Call, door: OpenDoor, accountId: string): Promise<number> {
  const { database, clock } = call.services;
  await noteFailure(call, { key: keyOf(door.personId), found: { account_id: accountId, agency_id: door.agency.agency_id, person_id: door.personId }, why: "code" });
  return asActor(database, clock, doorActor(door.agency), async (tx) => {
    const tries = await store.countLinkTry(tx, door.linkId);
    if (tries >= MOST_TRIES) await endLink(tx, door.linkId, tx.now);
    return Math.max(0, MOST_TRIES - tries);
  });
}

/** Opens the sign-in of the adult behind a link, which is over with it: the first of two who come at once. */
async function come(call: Call, door: OpenDoor, accountId: string, way: "invitation" | "link", also: (tx: Transaction) => Promise<void>): Promise<{ state: "in" } | { state: "over" }> {
  const { database, clock } = call.services;
  const wasFirst = await asActor(database, clock, doorActor(door.agency), async (tx) => {
    if (!(await endLink(tx, door.linkId, tx.now))) return false;
    await also(tx);
    return true;
  });
  if (!wasFirst) return { state: "over" };
  await forgetFailures(database, keyOf(door.personId));
  await open(call, { account_id: accountId, agency_id: door.agency.agency_id, person_id: door.personId }, way, "two_factors");
  return { state: "in" };
}

export type CameIn = { state: "in" } | { state: "over" } | { state: "wrong"; triesLeft: number };

/** Comes in by a link and the own code. Throws `too_many` where the account has to wait. */
export async function comeIn(call: Call, door: OpenDoor, typed: string): Promise<CameIn> {
  await requireNoLock(call, keyOf(door.personId));
  const found = await accountBehind(call, door, "ownHash");
  const matches = found ? await passwordMatches(found.hash, plainCode(typed)) : await spendTheSameTime(typed);
  if (!found) return { state: "over" };
  if (!matches) return { state: "wrong", triesLeft: await refuse(call, door, found.account.accountId) };
  return come(call, door, found.account.accountId, "link", async () => {});
}

export type Begun = { state: "in" } | { state: "over" } | { state: "again"; triesLeft: number; faults: BeginFault[] };

/** The first time: proves the code that was told by voice and keeps the one that the adult chose. What was chosen is looked at first, so that no try is lost by it. */
export async function begin(call: Call, door: OpenDoor, typed: { opening: string; own: string; again: string }): Promise<Begun> {
  const own = plainCode(typed.own);
  const wrong = judgeCode(own);
  const faults: BeginFault[] = wrong !== null ? [{ field: "own", why: wrong }] : own !== plainCode(typed.again) ? [{ field: "again", why: "not_same" }] : [];
  if (faults.length > 0) return { state: "again", triesLeft: door.triesLeft, faults };
  await requireNoLock(call, keyOf(door.personId));
  const found = await accountBehind(call, door, "openingHash");
  if (!found) return { state: "over" };
  if (!(await passwordMatches(found.hash, plainCode(typed.opening)))) {
    const triesLeft = await refuse(call, door, found.account.accountId);
    return triesLeft === 0 ? { state: "over" } : { state: "again", triesLeft, faults: [{ field: "opening", why: "wrong" }] };
  }
  const hash = await hashPassword(own);
  return come(call, door, found.account.accountId, "invitation", async (tx) => {
    await store.setOwnCode(tx, found.account.accountId, hash);
    await store.noteBegun(tx, door.personId);
  });
}

