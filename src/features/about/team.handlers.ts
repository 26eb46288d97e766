import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import type { OwnWords } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { readOwnWords } from "./handlers.ts";
import * as store from "./store.ts";
import type { Listing, siteTeam, TeamMember } from "./team.contract.ts";
import { roleOf, shownName, teamOf } from "./team.rules.ts";

const placesShown = async (tx: Transaction) => (await readOwnWords(tx)).places?.places ?? [];

/** The team as the public page shows it beside the practice's own words. */
export async function readTeam(tx: Transaction, own: OwnWords): Promise<TeamMember[]> {
  return teamOf(await store.listTeam(tx), (own.places?.places ?? []).map((one) => one.placeId));
}

async function mine(tx: Transaction) {
  const own = await store.findOwn(tx);
  const role = own === null ? null : roleOf(own.roles);
  if (own === null || role === null) throw new Fault("not_found", faultWords.notListed);
  return {
    listing: await store.findListing(tx),
    wouldShow: { role, isTrained: own.isTrained, languages: own.languages },
    names: { full: own.name, first: shownName(own.name, "first") },
    places: (await placesShown(tx)).map(({ placeId, name }) => ({ placeId, ...name })),
  };
}

/** One's own consent: what stood before ends, and the page shows the new one from now on. */
export async function agree(tx: Transaction, choice: Omit<Listing, "agreedAt">): Promise<{ listed: true }> {
  const here = (await placesShown(tx)).map((one) => one.placeId);
  if (choice.placeIds.some((one) => !here.includes(one))) throw fieldFault("placeIds", faultWords.noPlace);
  if (tx.actor.kind === "staff") await store.endListing(tx, tx.actor.staffId);
  await store.insertListing(tx, choice);
  return { listed: true };
}

/** Takes one's consent back; whoever never gave it is not listed either. */
async function leave(tx: Transaction): Promise<{ left: true }> {
  if (tx.actor.kind === "staff") await store.endListing(tx, tx.actor.staffId);
  return { left: true };
}

/** Ends somebody's listing. Throws `not_found` where there is none. */
async function takeOff(tx: Transaction, { staffId }: { staffId: string }): Promise<{ left: true }> {
  if (!(await store.endListing(tx, staffId))) throw new Fault("not_found", faultWords.notListed);
  return { left: true };
}

export const siteTeamHandlers: Handlers<typeof siteTeam> = {
  mine: handle(mine),
  agree: handle(agree),
  leave: handle(leave),
  list: handle(async (tx) => ({ listed: await store.listListings(tx) })),
  takeOff: handle(takeOff),
};
