import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { loadTrack } from "#features/training/policies.ts";
import { insertStaff } from "#features/account/store.ts";
import { emptyDraft } from "#features/applications/form.rules.ts";
import { operatorDoes, type Scene } from "./scene.ts";
import type { Caller, Sample } from "./sample.ts";

// What somebody hands in to the learning collaborative, and what its faculty do with it.

let made = 0;
const letters = "23456789CDFGHJKMNPQRTVWXY";
const nextCode = () => `Q${[...String(++made).padStart(5, "0")].map((digit) => letters[Number(digit)]).join("")}`;
const rubric = ["committed-team", "authority", "families", "population", "reflection", "experience"];

/** A cohort with an application of one clinician; `read` by the caller, who has scored or not. */
const anApplication = (read: "by nobody" | "to score" | "scored") => (scene: Scene, { staffId }: Caller) =>
  operatorDoes(scene, async (tx) => {
    const [cohortId, applicationId, letterId] = [randomUUID(), randomUUID(), randomUUID()];
    const agency = tx.actor.agencyId;
    const reader = staffId ?? scene.spare.staffId;
    const { content, names } = emptyDraft("single", "applicant@example.org");
    await sql`insert into cohorts (agency_id, id, name, track, track_version, requirements, starts_on, ends_on, places, made_at) values (${agency}, ${cohortId}, ${cohortId}, 'nc-ctp', '2019', ${JSON.stringify(loadTrack("nc-ctp", "2027-02-01"))}::jsonb, '2027-02-01', '2028-07-31', 12, ${tx.now})`.execute(tx);
    await sql`insert into applications (agency_id, id, cohort_id, kind, code, language, status, content, is_blind, begun_at, changed_at, submitted_at) values (${agency}, ${applicationId}, ${cohortId}, 'single', ${nextCode()}, 'en', 'submitted', ${JSON.stringify(content)}::jsonb, false, ${tx.now}, ${tx.now}, ${tx.now})`.execute(tx);
    await sql`insert into application_names (agency_id, application_id, email, content) values (${agency}, ${applicationId}, 'applicant@example.org', ${JSON.stringify({ ...names, people: [{ id: "self", name: "Made Up", email: "applicant@example.org" }] })}::jsonb)`.execute(tx);
    await sql`insert into application_letters (agency_id, id, application_id, kind, language, paragraphs, written_at) values (${agency}, ${letterId}, ${applicationId}, 'receipt', 'en', '["Made up."]', ${tx.now})`.execute(tx);
    if (read !== "by nobody") await sql`insert into application_readers (agency_id, application_id, staff_id, is_outside, came_late, named_at) values (${agency}, ${applicationId}, ${reader}, true, false, ${tx.now})`.execute(tx);
    if (read === "scored") await sql`insert into application_scores (agency_id, application_id, staff_id, rubric, scores, scored_at) values (${agency}, ${applicationId}, ${reader}, 'made up', '{}', ${tx.now})`.execute(tx);
    return { applicationId, cohortId, letterId };
  });
/** Two more singles in the cohort of an application, or a group of them that was confirmed. */
const somePeers = (state: "free" | "confirmed") => async (scene: Scene, caller: Caller) => {
  const [one, two] = [await anApplication("by nobody")(scene, caller), await anApplication("by nobody")(scene, caller)];
  const groupId = randomUUID();
  await operatorDoes(scene, async (tx) => {
    await sql`update applications set cohort_id = ${one.cohortId} where id = ${two.applicationId}`.execute(tx);
    if (state === "confirmed") await sql`insert into peer_groups (agency_id, id, cohort_id, application_ids, confirmed_at) values (${tx.actor.agencyId}, ${groupId}, ${one.cohortId}, ${[one.applicationId, two.applicationId]}::uuid[], ${tx.now})`.execute(tx);
  });
  return { cohortId: one.cohortId, groupId, first: one.applicationId, second: two.applicationId };
};
/** Somebody of the agency of the faculty, to be named as a reader. */
const faculty = async (scene: Scene, caller: Caller) => {
  const given = await anApplication("by nobody")(scene, caller);
  const staffId = randomUUID();
  await operatorDoes(scene, async (tx) => {
    await insertStaff(tx, { id: staffId, name: "Made Up", email: `${staffId}@example.org`, language: "en", roles: ["faculty"], from: "2026-01-05" });
  });
  return { ...given, reader: staffId };
};

/** Figures of the agency that stand with an application; here the agency is its own collaborative. */
const anOffer = async (scene: Scene, caller: Caller) => {
  const { applicationId } = await anApplication("by nobody")(scene, caller);
  const offerId = randomUUID();
  await operatorDoes(scene, async (tx) => {
    await sql`insert into readiness_offers (agency_id, id, collaborative_agency_id, application_id, collaborative, cohort, code, figures, agreed_at) values (${tx.actor.agencyId}, ${offerId}, ${tx.actor.agencyId}, ${applicationId}, 'Made up', 'Made up', 'Q23456', '[]', ${tx.now})`.execute(tx);
    await sql`insert into application_offers (agency_id, id, application_id, figures, agreed_at) values (${tx.actor.agencyId}, ${offerId}, ${applicationId}, '[]', ${tx.now})`.execute(tx);
  });
  return { offerId };
};

export const applicationSamples: Record<string, Sample> = {
  "applications.list": {},
  "applications.plan": {},
  "applications.get": { given: anApplication("by nobody") },
  "applications.nameReader": { given: faculty, body: (_scene, given) => ({ staffId: given.reader, isOutside: true }) },
  "applications.declareConflict": { given: anApplication("to score"), body: () => ({ words: "Made up." }) },
  "applications.score": { given: anApplication("to score"), body: () => ({ scores: Object.fromEntries(rubric.map((one) => [one, 2])), remark: "" }) },
  "applications.reopen": { given: anApplication("by nobody"), body: () => ({ revision: 1, reason: "Made up." }) },
  "applications.setArea": { given: anApplication("by nobody"), body: () => ({ revision: 1, area: "West" }) },
  "applications.decide": { given: anApplication("scored"), body: () => ({ revision: 1, decision: "accepted", reason: "Made up." }) },
  "applications.letter": { given: anApplication("by nobody") },
  "applications.peers": { given: anApplication("by nobody") },
  "applications.confirmPeers": { given: somePeers("free"), body: (_scene, given) => ({ applicationIds: [given.first, given.second] }) },
  "applications.partPeers": { given: somePeers("confirmed") },
  "applications.setSettings": { body: () => ({ linkDays: 60, keepDays: 180 }) },
  // No code opens anything within one agency: whoever may type one is answered all the same.
  "readiness.offers": {},
  "readiness.look": { body: () => ({ code: "7Q4 RK2 9CD XY3" }) },
  "readiness.agree": { body: () => ({ code: "7Q4 RK2 9CD XY3", hash: "0".repeat(64), agrees: true }) },
  "readiness.takeBack": { given: anOffer },
};
