import { sql } from "kysely";
import { newId, rows, type Transaction } from "#database/actor.ts";
import type { DisclosureTag } from "#features/disclosure/contract.ts";
import { insertCase, sealBlock } from "#features/cases/store.ts";
import { sealRow } from "#database/sealedRows.ts";
import { insertPart, insertPerson } from "#features/people/store.ts";

/** One row of content: where it stands, its tag, and whose it is beyond the tag. */
export type Item = { table: string; id: string; tag: DisclosureTag; attendeeIds?: string[]; requesterId?: string };
/** A case with one row or more of each class; `keeperId` is the adult to whom all of it belongs. */
export type Case = { caseId: string; keeperId: string; sharedSessionId: string; items: Item[] };

const tag = (ofClass: DisclosureTag["class"], caseId: string, more: Partial<DisclosureTag> = {}): DisclosureTag => ({ class: ofClass, caseId, ownerPersonId: null, ownerStaffId: null, counterpartStaffId: null, part2: false, ...more });

/** Puts a row in with its agency and a new id; values are as the column takes them. */
async function put(tx: Transaction, table: string, values: Record<string, unknown>): Promise<string> {
  const plain: Record<string, unknown> = { agency_id: tx.actor.agencyId, id: newId(tx), ...values };
  const all = sealRow(tx.keys, table, plain, () => String(plain.case_id));
  const columns = Object.keys(all).filter((key) => all[key] !== undefined);
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map((key) => sql.ref(key)))}) values (${sql.join(columns.map((key) => sql`${all[key]}`))})`.execute(tx);
  return all.id as string;
}

/** Writes other words into a block, sealed where they are to be. */
export const writeWords = (tx: Transaction, { id, tag: { class: ofClass, caseId } }: Item, words: string) => sql`update blocks set words = ${sealBlock(tx, { blockId: id, caseId, class: ofClass, words })} where id = ${id}`.execute(tx);

export async function putBlock(tx: Transaction, caseId: string, ofClass: DisclosureTag["class"], owner: Partial<DisclosureTag> & { ownerStaffId: string }, sessionId: string | null = null): Promise<Item> {
  const one = tag(ofClass, caseId, owner);
  const id = await put(tx, "blocks", { case_id: caseId, session_id: sessionId, section: "test", class: ofClass, owner_person_id: one.ownerPersonId, owner_staff_id: one.ownerStaffId, counterpart_staff_id: one.counterpartStaffId, part2: one.part2, words: "Made up." });
  return { table: "blocks", id, tag: one };
}

/** A document and its file, of which there is a row alone. */
export async function putDocument(tx: Transaction, caseId: string, ofClass: DisclosureTag["class"], owner: Partial<DisclosureTag> & { ownerStaffId: string }): Promise<Item> {
  const one = tag(ofClass, caseId, owner);
  const id = await put(tx, "files", { media_type: "application/pdf", bytes: 1, sha256: Buffer.alloc(32), wrapped_key: Buffer.alloc(64), cleaned: false, received_at: tx.now });
  await put(tx, "documents", { id, case_id: caseId, class: ofClass, owner_person_id: one.ownerPersonId, owner_staff_id: one.ownerStaffId, counterpart_staff_id: one.counterpartStaffId, part2: one.part2, kind: "other", title: "Made up.", language: "en", added_at: tx.now });
  return { table: "documents", id, tag: one };
}

export async function putSession(tx: Transaction, caseId: string, clinicianId: string, hour: number): Promise<string> {
  const at = (h: number) => `2026-11-20T${String(h).padStart(2, "0")}:00:00Z`;
  return put(tx, "sessions", { case_id: caseId, kind: "dyadic", place: "home", modality: "in_person", stage: 2, clinician_id: clinicianId, starts_at: at(hour), ends_at: at(hour + 1), time_zone: tx.actor.timeZone });
}

export async function putAttendance(tx: Transaction, caseId: string, sessionId: string, personId: string): Promise<Item> {
  await sql`insert into attendances (agency_id, session_id, person_id, case_id, part) values (${tx.actor.agencyId}, ${sessionId}, ${personId}, ${caseId}, 'caregiver')`.execute(tx);
  return { table: "attendances", id: `${sessionId}/${personId}`, tag: tag("service", caseId, { ownerPersonId: personId }), attendeeIds: [personId] };
}

export async function putReferral(tx: Transaction, caseId: string, requesterId: string): Promise<Item> {
  const id = await put(tx, "referrals", { source: "phone", status: "opened", received_at: tx.now, own_words: "Made up.", requester_id: requesterId, case_id: caseId });
  return { table: "referrals", id, tag: tag("intake", caseId), requesterId };
}

export async function putAddress(tx: Transaction, caseId: string, personId: string): Promise<Item> {
  const id = await put(tx, "addresses", { person_id: personId, case_id: caseId, is_confidential: true, lines: "Made up.", valid_from: tx.today });
  return { table: "addresses", id, tag: tag("address", caseId, { ownerPersonId: personId }) };
}

async function putMeasures(tx: Transaction, caseId: string, keeperId: string, childId: string): Promise<Item[]> {
  const items: Item[] = [];
  for (const [about, ofClass] of [[childId, "child_chart"], [keeperId, "caregiver"]] as const) {
    const requestId = await put(tx, "measure_requests", { case_id: caseId, respondent_id: keeperId, about_id: about, about: about === keeperId ? "self" : "child", instrument: "phq-9", version: "1", language: "en", status: "submitted", requested_at: tx.now, expires_at: tx.now, battery_id: newId(tx) });
    const shared = { request_id: requestId, case_id: caseId, class: ofClass, owner_person_id: about };
    await put(tx, "measure_answers", { ...shared, id: undefined, saved_at: tx.now, submitted_at: tx.now });
    await put(tx, "measure_scores", { ...shared, id: undefined, instrument: "phq-9", version: "1", language: "en", answered_on: tx.today, result: "{}", about: about === keeperId ? "self" : "child" });
    const wordsClass = about === childId ? "relationship" : "caregiver";
    items.push({ table: "measure_words", id: await put(tx, "measure_words", { request_id: requestId, case_id: caseId, class: wordsClass, owner_person_id: keeperId, kind: "narrative", words: "Made up.", written_at: tx.now }), tag: tag(wordsClass, caseId, { ownerPersonId: keeperId }) });
    for (const table of ["measure_answers", "measure_scores"]) items.push({ table, id: requestId, tag: tag(ofClass, caseId, { ownerPersonId: about }) });
    if (about === keeperId) items.push({ table: "safety_reviews", id: await put(tx, "safety_reviews", { case_id: caseId, owner_person_id: keeperId, request_id: requestId, kind: "self_harm", raised_at: tx.now }), tag: tag("caregiver", caseId, { ownerPersonId: keeperId }) });
  }
  return items;
}

/** A case of `authorId`, an unrelated clinician who wrote everything in it and is assigned to nothing. */
export async function makeCase(tx: Transaction, authorId: string): Promise<Case> {
  const childId = await insertPerson(tx, { kind: "child", givenName: "Child", familyName: "", birthDate: "2022-05-02", language: "en" });
  const keeperId = await insertPerson(tx, { kind: "adult", givenName: "Keeper", familyName: "", birthDate: null, language: "en" });
  const caseId = await insertCase(tx, { childId, referralId: null, openedOn: "2026-01-05" });
  await insertPart(tx, { caseId, personId: childId, part: "child", kind: "child", livesWithChild: null, validFrom: "2026-01-05" });
  const sharedSessionId = await putSession(tx, caseId, authorId, 11);
  const keepersSessionId = await putSession(tx, caseId, authorId, 13);
  const session = (id: string, attendeeIds: string[]): Item => ({ table: "sessions", id, tag: tag("service", caseId), attendeeIds });
  const items: Item[] = [session(sharedSessionId, []), session(keepersSessionId, [keeperId]), await putAttendance(tx, caseId, keepersSessionId, keeperId), await putReferral(tx, caseId, keeperId), await putAddress(tx, caseId, keeperId)];
  const own = { ownerPersonId: keeperId, ownerStaffId: authorId };
  for (const part2 of [false, true]) {
    for (const ofClass of ["child_chart", "relationship", "caregiver"] as const) items.push(await putBlock(tx, caseId, ofClass, { ...own, part2, ...(ofClass === "child_chart" && !part2 ? { ownerPersonId: null } : {}) }));
    for (const ofClass of ["psychotherapy_note", "supervision", "report"] as const) items.push(await putBlock(tx, caseId, ofClass, { ownerStaffId: authorId, ...(part2 ? { ownerPersonId: keeperId, part2 } : {}) }));
  }
  const keptPlan = await put(tx, "safety_plans", { case_id: caseId, owner_person_id: keeperId, number: 1, content: "{}", started_on: tx.today, saved_at: tx.now, kept_at: tx.now, kept_by: authorId });
  items.push({ table: "safety_plans", id: keptPlan, tag: tag("caregiver", caseId, { ownerPersonId: keeperId }) });
  await put(tx, "safety_plan_child_parts", { id: keptPlan, case_id: caseId, class: "child_chart", words: "Made up.", kept_at: tx.now });
  items.push({ table: "safety_plan_child_parts", id: keptPlan, tag: tag("child_chart", caseId) });
  for (const [table, values] of [["mandated_reports", { content: {}, begun_at: tx.now, saved_at: tx.now }], ["incidents", { kind: "other", severity: "minor", happened_at: tx.now, what: "Made up.", told: "", follow_up: "", recorded_at: tx.now }]] as const)
    items.push({ table, id: await put(tx, table, { case_id: caseId, owner_staff_id: authorId, ...values }), tag: tag("report", caseId, { ownerStaffId: authorId }) });
  for (const part2 of [false, true]) {
    for (const ofClass of ["relationship", "caregiver", "address"] as const) items.push(await putDocument(tx, caseId, ofClass, { ...own, part2 }));
    for (const ofClass of ["child_chart", "psychotherapy_note", "report", ...(part2 ? [] : (["service", "intake"] as const))] as const) items.push(await putDocument(tx, caseId, ofClass, { ownerStaffId: authorId, ...(part2 ? { ownerPersonId: keeperId, part2 } : {}) }));
    items.push(await putDocument(tx, caseId, "supervision", { ownerStaffId: authorId, counterpartStaffId: authorId, ...(part2 ? { ownerPersonId: keeperId, part2 } : {}) }));
  }
  const planId = await put(tx, "plans", { case_id: caseId, number: 1, started_on: tx.today, saved_at: tx.now });
  for (const ofClass of ["child_chart", "relationship"] as const) {
    const ownerPersonId = ofClass === "relationship" ? keeperId : null;
    items.push({ table: "plan_objectives", id: await put(tx, "plan_objectives", { plan_id: planId, case_id: caseId, place: 0, class: ofClass, owner_person_id: ownerPersonId, words: "Made up.", baseline: "", observable: "", interventions: "{}", opened_on: tx.today }), tag: tag(ofClass, caseId, { ownerPersonId }) });
  }
  await sql`update plans set fixed_on = started_on where id = ${planId}`.execute(tx);
  for (const ofClass of ["child_chart", "relationship", "caregiver", "protective"] as const) {
    const ownerPersonId = ofClass === "relationship" || ofClass === "caregiver" ? keeperId : null;
    items.push({ table: "course_steps", id: await put(tx, "course_steps", { case_id: caseId, course: 1, step: `of ${ofClass}`, adult_id: ownerPersonId, place: 1, class: ofClass, owner_person_id: ownerPersonId, state: "open", recorded_at: tx.now }), tag: tag(ofClass, caseId, { ownerPersonId }) });
  }
  const coded: [string, Record<string, unknown>][] = [["diagnoses", { system: "ICD-10-CM", code: "F43.10" }], ["traumatic_events", { kind: "neglect" }], ["problems", { kind: "attachment" }], ["life_events", { happens_on: tx.today, kind: "court", label: "Made up" }]];
  for (const [table, values] of coded) items.push({ table, id: await put(tx, table, { case_id: caseId, ...values }), tag: tag("child_chart", caseId) });
  items.push({ table: "axis_entries", id: await put(tx, "axis_entries", { case_id: caseId, axis: 3, class: "child_chart", label: "Made up", since: tx.today, recorded_at: tx.now }), tag: tag("child_chart", caseId) });
  items.push({ table: "axis_entries", id: await put(tx, "axis_entries", { case_id: caseId, axis: 2, class: "relationship", owner_person_id: keeperId, level: 2, since: tx.today, recorded_at: tx.now }), tag: tag("relationship", caseId, { ownerPersonId: keeperId }) });
  const diagnosisId = items.find((one) => one.table === "diagnoses")!.id;
  items.push({ table: "diagnosis_statuses", id: await put(tx, "diagnosis_statuses", { case_id: caseId, diagnosis_id: diagnosisId, place: 1, status: "confirmed", since: tx.today, recorded_at: tx.now }), tag: tag("child_chart", caseId) });
  items.push({ table: "diagnosis_primaries", id: await put(tx, "diagnosis_primaries", { case_id: caseId, diagnosis_id: diagnosisId, place: 1, recorded_at: tx.now }), tag: tag("child_chart", caseId) });
  for (const ofClass of ["service", "child_chart"] as const) {
    const decisionId = await put(tx, "decisions", { case_id: caseId, class: ofClass, question: "eligibility", moment: "claim", policy: "dc-mhrs", verdict: "yes", answer: "{}", decided_at: tx.now });
    await put(tx, "decision_facts", { id: undefined, decision_id: decisionId, case_id: caseId, facts: "{}" });
    items.push({ table: "decisions", id: decisionId, tag: tag(ofClass, caseId) }, { table: "decision_facts", id: decisionId, tag: tag("child_chart", caseId) });
  }
  await put(tx, "session_reasons", { id: undefined, session_id: sharedSessionId, case_id: caseId, reason: "Made up." });
  items.push({ table: "session_reasons", id: sharedSessionId, tag: tag("child_chart", caseId) });
  items.push(...(await putMeasures(tx, caseId, keeperId, childId)));
  return { caseId, keeperId, sharedSessionId, items };
}

/** Rows of the tables of content that the present actor gets, as `table id`. */
export async function listSeen(tx: Transaction, tables: readonly string[]): Promise<Set<string>> {
  const ids: Record<string, string> = { attendances: "session_id || '/' || person_id", decision_facts: "decision_id::text", session_reasons: "session_id::text", measure_answers: "request_id::text", measure_scores: "request_id::text" };
  const each = tables.map((table) => sql`select ${sql.lit(table)} || ' ' || ${sql.raw(ids[table] ?? "id::text")} as one from ${sql.table(table)}`);
  return new Set((await rows<{ one: string }>(tx, sql`${sql.join(each, sql` union all `)}`)).map(({ one }) => one));
}
