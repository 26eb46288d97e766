import { sql } from "kysely";
import { adultAt, ask, daysOf, type Family, operator, secret, spanDays } from "./family.ts";
import { type Change, MADE_ON } from "./plan.ts";

// What changes around a child, made through the product, and what is known from then on.

const until = (days: { from: string; to: string | null }[], last: string) => days.forEach((one) => void (one.to = one.to === null || one.to > last ? last : one.to));

export async function makeChange(family: Family, change: Change): Promise<void> {
  const { caseId } = family.scene;
  const one = adultAt(family, change.adult);
  const other = adultAt(family, change.other);
  const post = (address: string, body: unknown) => ask(family, "clinician", "POST", `/cases/${caseId}${address}`, body);
  if (change.what === "limit") {
    const kept = await post(`/people/${one.personId}/limits`, { topics: change.topics, words: secret(family, "why somebody may not learn of it", "staff_chart"), ...spanDays[change.span] });
    if (kept.status === 200 && change.topics.includes("record")) one.kept.push(daysOf(change.span));
    if (kept.status === 200 && change.topics.includes("session_times")) one.noTimes.push(daysOf(change.span));
  } else if (change.what === "representative_limit") {
    const supervised = { with: family.staff.supervisor.staffId };
    const kept = await post("/representative-limits", { personId: one.personId, reason: `It is said ${secret(family, "why somebody is not a representative", "report", supervised)}.` });
    if (kept.status === 200) for (const days of [one.kept, one.limited]) days.push({ from: MADE_ON, to: null });
  } else if (change.what === "part_ends") {
    const ended = await post(`/people/${one.personId}/end`, { validTo: MADE_ON });
    if (ended.status === 200) [one.around, one.dyads].forEach((days) => until(days, MADE_ON));
  } else if (change.what === "authorities_end") {
    const held = await operator(family, (tx) => sql<{ id: string; begins: string }>`select id, valid_from::text as begins from authorities where case_id = ${caseId} and holder_id = ${one.personId} and (valid_to is null or valid_to > ${MADE_ON}) and valid_from <= ${MADE_ON}`.execute(tx));
    for (const { id } of held.rows) await post(`/authorities/${id}/end`, { validTo: MADE_ON });
    for (const days of [one.records, one.release]) until(days.filter((span) => span.from <= MADE_ON), MADE_ON);
  } else if (change.what === "placement") {
    const held = await operator(family, (tx) => sql<{ id: string }>`select id from authorities where case_id = ${caseId} and holder_id = ${one.personId} and (valid_to is null or valid_to >= ${MADE_ON}) and valid_from < ${MADE_ON}`.execute(tx));
    const revision = (await operator(family, (tx) => sql<{ revision: number }>`select revision from cases where id = ${caseId}`.execute(tx))).rows[0]!.revision;
    const said = () => secret(family, "a change of placement", "staff_chart");
    const done = await post("/placement-changes", { kind: "removal", takesEffectOn: MADE_ON, leaves: [{ personId: one.personId, becomes: "ends", dyad: "closes", visits: null, goodbye: "no_need" }], comes: [], home: { kind: "foster", withName: said() }, endsAuthorities: held.rows.map((each) => each.id), source: said(), sessions: [], revision });
    if (done.status === 200) [one.around, one.dyads].forEach((days) => until(days, "2026-11-19"));
  } else if (change.what === "order") {
    if (one === other) return;
    await post("/protective-orders", { protects: [one.personId], againstId: other.personId, terms: ["no_contact", "no_messages"], words: secret(family, "an order that protects", "staff_chart"), validFrom: MADE_ON, validTo: null });
  } else if (change.what === "release_revoked") {
    const begun = [...family.begun.values()].find((each) => each.authorizationId !== null);
    if (begun) await post(`/authorizations/${begun.authorizationId}/end`, { why: "revoked" });
    if (begun) family.revoked.add(begun.authorizationId!);
  } else if (change.what === "glass") {
    const { staffId } = family.staff.director;
    await operator(family, (tx) => sql`insert into break_glass (agency_id, id, case_id, staff_id, reason, opened_at, ends_at) values (${tx.actor.agencyId}, gen_random_uuid(), ${caseId}, ${staffId}, 'a reason of the tests', '2026-11-23T14:30:00Z', '2026-11-23T16:00:00Z')`.execute(tx));
    family.known.glassBrokenBy.push(staffId);
  } else {
    const text = await ask(family, "clinician", "GET", `/cases/${caseId}/consent-text?kind=messages&language=en`);
    const signed = await post("/consents", { kind: "messages", answer: "no", authorityId: null, signerId: one.personId, signedName: secret(family, "the name under a consent", "service", { of: one.personId }), language: "en", validTo: null, textHash: text.body.textHash ?? text.body.text?.textHash });
    if (signed.status === 200) one.refusesMessages = true;
  }
}
