import type { Transaction } from "#database/actor.ts";
import { readOwnWords } from "#features/about/handlers.ts";
import { listAddresses, listAuthorities, listPeople } from "#features/people/store.ts";
import * as store from "./store.ts";
import { type Known, nameParts } from "./traces.rules.ts";

/** Everything that is known around a family and could stand in its words: people of the case, who works here, places of both. */
export async function knownAround(tx: Transaction, caseId: string): Promise<Known> {
  const around = await listPeople(tx, caseId);
  const own = await store.listOwnNames(tx);
  const addresses = (await listAddresses(tx, caseId)).flatMap((one) => [...one.lines.split("\n"), one.city]);
  const places = ((await readOwnWords(tx)).places?.places ?? []).flatMap((one) => [one.name.en, one.name.es, ...one.address]);
  const holders = (await listAuthorities(tx, caseId)).flatMap((one) => one.holderOrganization ?? []);
  return {
    names: nameParts([...around.flatMap((one) => [one.givenName, one.familyName]), ...own.people]),
    places: [...new Set([...own.agency, ...addresses, ...places, ...holders, ...around.map((one) => one.organization)].flatMap((one) => [one, one.split(",")[0]!]).map((one) => one.trim()).filter((one) => one.length > 2))],
  };
}
