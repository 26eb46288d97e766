import { sql } from "kysely";
import { newId } from "#database/actor.ts";
import { insertAccess } from "#features/audits/access.store.ts";
import { loadAuditForm } from "#features/audits/form.policies.ts";
import { upsertAction, upsertFinding } from "#features/audits/rating.store.ts";
import { SAMPLE_RULE } from "#features/audits/rules.ts";
import { concludeAudit, insertAudit } from "#features/audits/store.ts";
import { makeStaff } from "../support/agency.ts";
import { newBystanderCase, newNote, operatorDoes, type Scene } from "./scene.ts";

const TODAY = "2026-11-20";

/** A session of the scene's case that is signed, with the decision that its service stands on. */
export async function newSignedSession(scene: Scene): Promise<string> {
  const { sessionId } = await newNote(scene, scene.clinician.staffId, "signed");
  await operatorDoes(scene, async (tx) => {
    const decisionId = newId(tx);
    await sql`insert into decisions (agency_id, id, case_id, session_id, class, question, moment, policy, version, verdict, answer, decided_at) values (${tx.actor.agencyId}, ${decisionId}, ${scene.caseId}, ${sessionId}, 'service', 'session', 'signature', 'dc-mhrs', '2020-09-04', 'unknown', ${JSON.stringify({ policy: "dc-mhrs", version: "2020-09-04", question: "session", on: TODAY, verdict: "unknown", units: 4, findings: [] })}::jsonb, ${tx.now})`.execute(tx);
    await sql`insert into services (agency_id, session_id, case_id, decision_id, service_date, units, status, recorded_at) values (${tx.actor.agencyId}, ${sessionId}, ${scene.caseId}, ${decisionId}, ${TODAY}, 4, 'held', ${tx.now})`.execute(tx);
  });
  return sessionId;
}

/** How far an audit of the samples has come; `answered` is open with every question answered. */
export type AuditState = "open" | "answered" | "rated";

/** An audit with the scene's case as its sample, read and owed by one member of staff: somebody new where null. */
export async function newAudit(scene: Scene, staffId: string | null, stands: AuditState): Promise<Record<string, string>> {
  const whose = staffId ?? (await makeStaff(scene.place, scene.agency, { roles: ["auditor"] })).staffId;
  const spareCase = await newBystanderCase(scene);
  return operatorDoes(scene, async (tx) => {
    const form = loadAuditForm();
    const drawn = [scene.caseId, spareCase].map((caseId, index) => ({ caseId, place: index + 1, drawnBy: "0".repeat(63) + index }));
    const auditId = await insertAudit(tx, { title: "An audit", agency: "Ours", policy: "dc-mhrs", cite: "22-A DCMR § 3427.11", periodFrom: TODAY, periodTo: TODAY, dueOn: TODAY, auditor: "Somebody", sampleRule: SAMPLE_RULE, sampleWords: { en: "Made up.", es: "Inventada." }, seed: "a seed of the tests", wanted: 1, population: 2, form, formDigest: "made up", threshold: 80 }, drawn);
    const accessId = await insertAccess(tx, auditId, { staffId: whose, validFrom: TODAY, validTo: TODAY }, []);
    const [findingId, actionId] = [newId(tx), newId(tx)];
    await upsertFinding(tx, auditId, { findingId, kind: "strength", item: null, words: "Made up." });
    await upsertAction(tx, auditId, { actionId, findingId: null, words: "Made up.", staffId: whose, staffName: "Somebody", dueOn: TODAY, doneWhen: "It is done." });
    if (stands !== "open") await sql`insert into fidelity_audit_ratings (agency_id, id, audit_id, item, case_id, points, rated_at) select ${tx.actor.agencyId}, gen_random_uuid(), ${auditId}, i ->> 'id', case when i ->> 'of' = 'case' then ${scene.caseId}::uuid end, 3, ${tx.now} from jsonb_array_elements(${JSON.stringify(form.items)}::jsonb) i`.execute(tx);
    if (stands === "rated") await concludeAudit(tx, auditId, { basis: "local", acceptable: true, rating: "", reason: "", issuer: "", documentName: "", ratedOn: TODAY, ratedBy: "Somebody", earned: 3, possible: 3 });
    return { auditId, accessId, findingId, actionId };
  });
}
