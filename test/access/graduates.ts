import { createHash, randomUUID } from "node:crypto";
import { sql } from "kysely";
import { insertCredential } from "#features/workforce/store.ts";
import { loadTrack } from "#features/training/policies.ts";
import { insertCohort, insertSeat, insertWaiver } from "#features/training/store.ts";
import { evidenceText } from "#features/graduates/rules.ts";
import { operatorDoes, type Scene } from "./scene.ts";
import { type Caller, type Sample, TODAY } from "./sample.ts";

// Graduations, whose training counts, and one's own place on the public roster.

const STARTS = "2025-05-12";
const letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
/** A number as the table takes it. */
const anyNumber = () => [...randomUUID().replaceAll("-", "")].slice(0, 13).map((one) => letters[Number.parseInt(one, 16)]).join("");
const evidence = { track: "nc-ctp", version: "2019", on: TODAY, startsOn: STARTS, endsOn: "2026-11-12", fullCourse: null, gatheredAt: null, steps: [], waivers: [] };
const evidenceHash = createHash("sha256").update(evidenceText(evidence)).digest("hex");

/** A place that may graduate; bound to the caller where one of ours calls. */
const aSeat = async (scene: Scene, { staffId }: Caller) =>
  operatorDoes(scene, async (tx) => {
    const cohortId = (await insertCohort(tx, { name: `Graduates ${randomUUID()}`, track: loadTrack("nc-ctp", STARTS), startsOn: STARTS, endsOn: "2026-11-12", places: 20, appliesFrom: null, appliesTo: null, isBlind: false }))!;
    const seatId = await insertSeat(tx, { cohortId, name: "Made-Up Graduate", organization: "", credential: "", role: "clinician", fromDay: STARTS, continues: null });
    for (const requirement of ["nc1", "nc2", "nc3", "nc4", "nc5", "nc6"]) await insertWaiver(tx, { cohortId, seatId, requirement, threshold: null, reason: "Made up." });
    await sql`insert into cohort_bindings (agency_id, id, seat_id, member_agency_id, member_staff_id, agreed_words, valid_from, bound_at) values (${tx.actor.agencyId}, ${randomUUID()}, ${seatId}, ${tx.actor.agencyId}, ${staffId ?? scene.spare.staffId}, 'Made up.', ${STARTS}, ${tx.now})`.execute(tx);
    return { cohortId, seatId };
  });
const aGraduation = (state: "proposed" | "confirmed") => async (scene: Scene, caller: Caller) => {
  const { cohortId, seatId } = await aSeat(scene, caller);
  return operatorDoes(scene, async (tx) => {
    const graduationId = randomUUID();
    const confirmed = state === "confirmed";
    await sql`insert into graduations (agency_id, id, cohort_id, seat_id, name, language, issuer, cohort_name, track, track_version, completed_on, evidence, evidence_hash, proposed_at, confirmed_by, confirmed_at, number)
      values (${tx.actor.agencyId}, ${graduationId}, ${cohortId}, ${seatId}, 'Made-Up Graduate', 'en', 'Ours', 'Made up', 'nc-ctp', '2019', ${TODAY}, ${JSON.stringify(evidence)}::jsonb, ${evidenceHash}, ${tx.now}, ${confirmed ? scene.spare.staffId : null}, ${confirmed ? tx.now : null}, ${confirmed ? anyNumber() : null})`.execute(tx);
    return { graduationId };
  });
};
/** The caller has a certificate and a licence, and stands on no roster. */
const aGraduate = async (scene: Scene, caller: Caller) => {
  await scene.server.fresh.asOwner((client) => client.query("delete from dyad.roster_listings"));
  const made = await aGraduation("confirmed")(scene, caller);
  await operatorDoes(scene, (tx) => insertCredential(tx, caller.staffId ?? scene.spare.staffId, { kind: "licence", name: "LICSW", field: "", issuer: "", number: "", isIndependent: true, validFrom: STARTS, validTo: null }));
  if (caller.otherAgencyId !== undefined) await everybodyOf(scene, caller.otherAgencyId, made.graduationId);
  return made;
};
/** Everybody of another agency sat on the place too, and has a licence. */
const everybodyOf = (scene: Scene, agencyId: string, graduationId: string) =>
  scene.server.fresh.asOwner(async (client) => {
    await client.query("insert into dyad.cohort_bindings (agency_id, id, seat_id, member_agency_id, member_staff_id, agreed_words, valid_from, valid_to, bound_at) select g.agency_id, gen_random_uuid(), g.seat_id, s.agency_id, s.id, 'Made up.', $3::date, '2027-12-31', now() from dyad.graduations g join dyad.staff s on s.agency_id = $1 where g.id = $2", [agencyId, graduationId, STARTS]);
    await client.query("insert into dyad.credentials (agency_id, id, staff_id, kind, name, valid_from) select s.agency_id, gen_random_uuid(), s.id, 'licence', 'LICSW', $2 from dyad.staff s where s.agency_id = $1", [agencyId, STARTS]);
  });
const anIssuer = async (scene: Scene) =>
  operatorDoes(scene, async (tx) => {
    const issuerId = randomUUID();
    const credentialId = await insertCredential(tx, scene.spare.staffId, { kind: "cpp_training", name: "", field: "", issuer: "Made up", number: "", isIndependent: null, validFrom: STARTS, validTo: null }, null, issuerId);
    await sql`insert into certificate_credentials (agency_id, graduation_id, staff_id, credential_id, number, issuer, issuer_agency_id, taken_at) values (${tx.actor.agencyId}, ${randomUUID()}, ${scene.spare.staffId}, ${credentialId}, ${anyNumber()}, 'Made up', ${issuerId}, ${tx.now})`.execute(tx);
    return { issuerId };
  });

export const graduateSamples: Record<string, Sample> = {
  "graduations.list": {},
  "graduations.ofSeat": { given: aSeat },
  "graduations.propose": { given: aSeat, body: () => ({ completedOn: TODAY, language: "en" }) },
  "graduations.get": { given: aGraduation("proposed") },
  "graduations.confirm": { given: aGraduation("proposed"), body: () => ({ evidenceHash }) },
  "graduations.undo": { given: aGraduation("proposed"), body: () => ({}) },
  "graduations.annul": { given: aGraduation("confirmed"), body: () => ({ reason: "Made up." }) },
  "graduations.paper": { given: aGraduation("confirmed") },
  "trainingIssuers.list": {},
  "trainingIssuers.decide": { given: anIssuer, body: () => ({ counts: true, reason: "Made up." }) },
  "roster.mine": {},
  "roster.agree": { given: aGraduate, body: () => ({ town: "Made-Up Falls", languages: ["en"], settings: [], ages: [], takes: "now", awayFrom: null, awayTo: null, elsewhere: [], wording: 1 }) },
  "roster.withdraw": { given: aGraduate, body: () => ({}) },
  "roster.paper": { given: aGraduation("confirmed") },
};
