import { randomUUID } from "node:crypto";
import type { SiteContent } from "#features/about/contract.ts";
import { insertListing, insertVersion } from "#features/about/store.ts";
import { WORDING } from "#features/about/team.contract.ts";
import { makeStaff, type StaffActor, acting } from "../support/agency.ts";
import type { Caller, Sample } from "./sample.ts";
import { operatorDoes, type Scene } from "./scene.ts";

// The practice's own words on its public pages, and who agreed to be named there.

const content: SiteContent = { part: "about", text: { en: "Made up.", es: "Inventado." } };
/** Nothing was written yet, in any agency. */
const nothingWritten = async (scene: Scene) => {
  await scene.server.fresh.asOwner((client) => client.query("delete from dyad.site_texts"));
  return {};
};
const written = (state: "draft" | "published") => async (scene: Scene) => {
  await nothingWritten(scene);
  await operatorDoes(scene, (tx) => insertVersion(tx, { number: 1, state, content, note: "" }));
  return { part: "about" };
};

const list = (scene: Scene, who: StaffActor) => acting(scene.place, who, (tx) => insertListing(tx, { nameAs: "first", placeIds: [], takes: "unsaid", wording: WORDING }));
const nobodyListed = async (scene: Scene) => {
  await scene.server.fresh.asOwner((client) => client.query("delete from dyad.team_listings"));
  return {};
};
/** The caller is named; where nobody of ours calls, somebody of ours. */
const named = async (scene: Scene, { staffId }: Caller) => {
  await nobodyListed(scene);
  await scene.server.fresh.asOwner((client) => client.query("insert into dyad.team_listings (agency_id, id, staff_id, name_as, takes, wording, agreed_at) values ($1, $2, $3, 'first', 'unsaid', 1, now())", [scene.agency.agencyId, randomUUID(), staffId ?? scene.spare.staffId]));
  return {};
};
const somebodyNamed = async (scene: Scene) => {
  const { staffId, ...rest } = await makeStaff(scene.place, scene.agency, { from: "2026-01-05" });
  await list(scene, { staffId, ...rest });
  return { staffId };
};

export const siteSamples: Record<string, Sample> = {
  "siteTexts.list": {},
  "siteTexts.versions": { given: written("published") },
  "siteTexts.save": { given: nothingWritten, body: () => ({ after: 0, content, note: "Made up." }) },
  "siteTexts.publish": { given: written("draft"), body: () => ({ after: 1 }) },
  "siteTexts.withdraw": { given: written("published"), body: () => ({ after: 1 }) },
  "siteTeam.mine": {},
  "siteTeam.agree": { given: nobodyListed, body: () => ({ nameAs: "first", placeIds: [], takes: "now", wording: WORDING }) },
  "siteTeam.leave": { given: named, body: () => ({}) },
  "siteTeam.list": {},
  "siteTeam.takeOff": { given: somebodyNamed, body: () => ({}) },
};
