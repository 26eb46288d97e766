import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { newId } from "#database/actor.ts";
import { approvePlan, fixPlan, insertPlan, replaceContent } from "#features/plan/store.ts";
import { beginNode } from "#features/formulation/rules.ts";
import { insertVersion, keepVersion, replaceContent as replaceNodes } from "#features/formulation/store.ts";
import { addPayer } from "#features/payers/handlers.ts";
import { emptyPlan } from "#features/safety/plans.rules.ts";
import { emptyReport } from "#features/safety/report.rules.ts";
import { insertApproval, insertStory, insertVersion as insertStoryVersion, keepVersion as keepStory, replacePages } from "#features/stories/store.ts";
import { beginContent } from "#features/stories/rules.ts";
import { putSession } from "../access/content.ts";
import { madeUpObjective } from "../access/plans.ts";
import { madeUpCoverage, madeUpPayer } from "../access/payers.ts";
import { noAftercare } from "../access/courses.ts";
import { call } from "../access/server.ts";
import { madeUpPdf } from "../support/paper.ts";
import { ask, drawOf, type Family, operator, secret } from "./family.ts";
import type { Adult, Secret } from "./oracle.ts";
import { MADE_ON, type Written } from "./plan.ts";

type Holds = Secret["holds"];
type Writes = (family: Family, one: Adult) => Promise<unknown>;

const passage = (where: string, holds: Holds, ofClass: string, more: Partial<Secret> = {}): Writes => async (family, one) => {
  const isOwned = holds === "relationship" || holds === "own" || more.part2 === true;
  const { supervisor } = family.staff;
  const word = secret(family, where, holds, { of: isOwned ? one.personId : null, with: holds === "supervision" || holds === "report" ? supervisor.staffId : null, ...more });
  return ask(family, "clinician", "POST", `/cases/${family.scene.caseId}/record`, { section: "told", class: ofClass, ownerPersonId: isOwned ? one.personId : null, counterpartStaffId: holds === "supervision" || holds === "report" ? supervisor.staffId : null, part2: more.part2 ?? false, words: `It is said ${word}.` });
};

const paper = (where: string, holds: Holds, ofClass: string, more: Partial<Secret> = {}): Writes => async (family, one) => {
  const isOwned = holds !== "chart";
  const of = { of: isOwned ? one.personId : null, ...more };
  const cookie = family.cookies.get("clinician")!;
  const sent = await call(family.scene.server, cookie, "POST", "/api/files", madeUpPdf(secret(family, `${where}, within`, holds, of)), { "content-type": "application/octet-stream" });
  return ask(family, "clinician", "POST", `/cases/${family.scene.caseId}/documents`, { fileId: sent.body.fileId, kind: "letter", title: `A paper ${secret(family, where, holds, of)}`, class: ofClass, ownerPersonId: of.of, part2: more.part2 ?? false });
};

const address = (isConfidential: boolean): Writes => (family, { personId }) =>
  ask(family, "clinician", "POST", `/cases/${family.scene.caseId}/people/${personId}/addresses`, { isConfidential, lines: secret(family, "an address", "address", { of: personId }), city: secret(family, "the city of an address", "address", { of: personId }), validFrom: MADE_ON });

const story = (isShared: boolean): Writes => (family, { personId }) =>
  operator(family, async (tx) => {
    const ownerId = isShared ? null : personId;
    const of = { caseId: family.scene.caseId, storyId: await insertStory(tx, { caseId: family.scene.caseId, kind: isShared ? "family" : "why", ownerId }), ownerId };
    const said = () => secret(family, "a story", isShared ? "chart" : "relationship", { of: ownerId });
    const begun = beginContent(isShared ? "family" : "why", [personId], () => newId(tx));
    const content = { ...begun, titleEn: said(), titleEs: said(), pages: begun.pages.map((page) => ({ ...page, en: said(), es: said() })) };
    const { versionId, revision } = (await insertStoryVersion(tx, of, content))!;
    await replacePages(tx, of, versionId, content.pages);
    await keepStory(tx, versionId, revision);
    await insertApproval(tx, of, { versionId, adultId: personId, approvedOn: tx.today, way: "told" });
  });

const trigger = (isOwn: boolean): Writes => (family, { personId }) => {
  const said = () => secret(family, "a reminder", isOwn ? "own" : "chart", { of: isOwn ? personId : null });
  return ask(family, "clinician", "POST", `/cases/${family.scene.caseId}/triggers`, { whosePersonId: isOwn ? personId : null, cue: said(), reaction: said(), helps: said(), on: MADE_ON });
};

/** What is answered without a link, about a child and an adult and by that adult. */
async function writeAnswers(family: Family, personId: string): Promise<void> {
  const all = (count: number, place: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [String(at + 1), place]));
  const { caseId } = family.scene;
  const shared = { adultId: personId, language: "en", answeredOn: MADE_ON };
  await ask(family, "clinician", "POST", `/cases/${caseId}/measures`, { ...shared, mode: "coded", instrument: "observation-dyad", answers: all(6, 2), narrative: secret(family, "what was seen of a child and an adult", "relationship", { of: personId }) });
  const entered = await ask(family, "clinician", "POST", `/cases/${caseId}/measures`, { ...shared, mode: "paper", instrument: "gad-7", answers: all(7, 1), entries: { first: all(7, 1), second: all(7, 1) } });
  if (entered.status === 200) await ask(family, "clinician", "POST", `/measures/${entered.body.requestId}/correction`, { answers: all(7, 2), reason: secret(family, "why an answer was corrected", "own", { of: personId }) });
  await ask(family, "clinician", "POST", `/cases/${caseId}/interviews`, { adultId: personId, instrument: "phq-9", language: "en" });
}

/** How each thing is written, and what of it is secret from whom. */
export const write: Record<Written, Writes> = {
  chart_passage: passage("a passage of the chart", "chart", "child_chart"),
  relationship_passage: passage("a passage of a relationship", "relationship", "relationship"),
  own_passage: passage("a passage of an adult's own", "own", "caregiver"),
  part2_passage: passage("a passage under Part 2", "own", "caregiver", { part2: true }),
  psychotherapy_note: passage("a psychotherapy note", "psychotherapy_note", "psychotherapy_note"),
  supervision: passage("something for supervision", "supervision", "supervision"),
  report_passage: passage("a passage of a report", "report", "report"),
  life_event: (family) => ask(family, "clinician", "POST", `/cases/${family.scene.caseId}/life-events`, { happensOn: MADE_ON, kind: "court", label: secret(family, "an event of the child's life", "chart") }),
  event_source: (family) => ask(family, "clinician", "POST", `/cases/${family.scene.caseId}/traumatic-events`, { kind: "neglect", ageMonths: 12, source: secret(family, "the source of an event", "chart") }),
  chart_document: paper("a document of the chart", "chart", "child_chart"),
  relationship_document: paper("a document of a relationship", "relationship", "relationship"),
  own_document: paper("a document of an adult's own", "own", "caregiver"),
  part2_document: paper("a document under Part 2", "own", "caregiver", { part2: true }),
  address_document: paper("a document with an address", "address", "address"),
  plan: (family, { personId }) =>
    operator(family, async (tx) => {
      const made = (await insertPlan(tx, family.scene.caseId))!;
      const said = (of: string | null) => {
        const holds = of === null ? "chart" : "relationship";
        return madeUpObjective(newId(tx), { ownerPersonId: of, words: secret(family, "an objective", holds, { of }), baseline: secret(family, "where an objective begins", holds, { of }), observable: secret(family, "how an objective is seen", holds, { of }) });
      };
      await replaceContent(tx, family.scene.caseId, made.planId, { goals: [], objectives: [said(null), said(personId)] }, new Map());
      await fixPlan(tx, made.planId, made.revision);
      await approvePlan(tx, made.planId, tx.today);
    }),
  address: address(false),
  confidential_address: address(true),
  contact_way: async (family, one) => {
    const isSafe = drawOf(family, one).safeMail === "safe";
    const value = `${secret(family, "a way to be reached", "safe_contact", { of: one.personId })}@example.org`;
    const kept = await ask(family, "desk", "POST", `/cases/${family.scene.caseId}/people/${one.personId}/contact-ways`, { way: "email", value, isSafe, voicemail: "hang_up", hours: [] });
    if (kept.status === 200 && isSafe) one.safeMails.push(value);
  },
  story: story(false),
  shared_story: story(true),
  formulation: (family, { personId }) =>
    operator(family, async (tx) => {
      const { formulationId, revision } = (await insertVersion(tx, family.scene.caseId))!;
      const node = (kind: Parameters<typeof beginNode>[0], ofClass: "child_chart" | "relationship" | "caregiver") => {
        const of = ofClass === "child_chart" ? null : personId;
        const said = () => secret(family, "a thought", ofClass === "caregiver" ? "own" : ofClass === "relationship" ? "relationship" : "chart", { of });
        return { ...beginNode(kind, newId(tx), personId), class: ofClass, ownerPersonId: of, title: said(), detail: said(), forChild: ofClass === "caregiver" ? null : { title: said(), line: said() } };
      };
      await replaceNodes(tx, family.scene.caseId, formulationId, { nodes: [node("happened", "child_chart"), node("interaction", "relationship"), node("ghost", "caregiver"), node("target", "relationship")], links: [] }, new Map(), () => ({ class: "child_chart", ownerPersonId: null }));
      await keepVersion(tx, formulationId, revision);
    }),
  child_trigger: trigger(false),
  own_trigger: trigger(true),
  safety_plan: async (family, one) => {
    const begun = await ask(family, "clinician", "POST", `/cases/${family.scene.caseId}/safety-plans`, { personId: one.personId });
    if (begun.status !== 200) return;
    const childIn = drawOf(family, one).livesWithChild ? "child_chart" : "caregiver";
    const said = (where: string) => secret(family, where, "own", { of: one.personId });
    const content = { ...emptyPlan, helps: said("a safety plan"), codeWord: said("a code word"), childWords: secret(family, "who keeps the child safe", childIn === "child_chart" ? "chart" : "own", { of: childIn === "child_chart" ? null : one.personId }), childIn };
    const saved = await ask(family, "clinician", "PUT", `/safety-plans/${begun.body.safetyPlanId}`, { ...content, revision: begun.body.revision });
    return ask(family, "clinician", "POST", `/safety-plans/${begun.body.safetyPlanId}/keep`, { revision: saved.body.revision });
  },
  mandated_report: async (family) => {
    const begun = await ask(family, "clinician", "POST", `/cases/${family.scene.caseId}/mandated-reports`, {});
    const supervisorId = family.draw.adults.length > 2 ? family.staff.supervisor.staffId : null;
    const said = () => secret(family, "a mandated report", "report", { with: supervisorId });
    return ask(family, "clinician", "PUT", `/mandated-reports/${begun.body.reportId}`, { ...emptyReport("Robin"), supervisorId, allegations: said(), oralAgency: said(), oralReference: said(), revision: 1 });
  },
  incident: (family) => ask(family, "clinician", "POST", `/cases/${family.scene.caseId}/incidents`, { sessionId: null, kind: "other", severity: "no_harm", happenedAt: "2026-11-20T08:00", what: secret(family, "an incident", "report", { with: family.staff.supervisor.staffId }), told: "", followUp: "" }),
  risk: (family) => ask(family, "clinician", "POST", `/cases/${family.scene.caseId}/course/steps`, { step: "child_risk", adultId: null, place: 0, state: "open", words: secret(family, "a risk to the child", "protective") }),
  own_step: (family, { personId }) => ask(family, "clinician", "POST", `/cases/${family.scene.caseId}/course/steps`, { step: "effect_on_adult", adultId: personId, place: 0, state: "open", words: secret(family, "a step of an adult", "own", { of: personId }) }),
  aftercare: (family) => ask(family, "clinician", "POST", `/cases/${family.scene.caseId}/aftercare`, { language: "en", place: 0, ...noAftercare, changes: secret(family, "the plan for afterwards", "chart"), reminders: secret(family, "the plan for afterwards", "chart") }),
  axis: (family) => ask(family, "clinician", "POST", `/cases/${family.scene.caseId}/axes`, { axis: 3, label: secret(family, "an axis", "chart"), words: secret(family, "an axis", "chart"), since: MADE_ON }),
  axis_relationship: (family, { personId }) => ask(family, "clinician", "POST", `/cases/${family.scene.caseId}/axes`, { axis: 2, ownerPersonId: personId, level: 2, words: secret(family, "the axis of a relationship", "relationship", { of: personId }), since: MADE_ON }),
  authority_document: (family, { personId }) => {
    const said = () => secret(family, "the limits of an authority", "service", { of: personId });
    return ask(family, "desk", "POST", `/cases/${family.scene.caseId}/authorities`, { holderId: personId, holderOrganization: null, kind: "kin", document: said(), limits: said(), scopes: ["video"], validFrom: MADE_ON, validTo: null });
  },
  residence: (family) => ask(family, "clinician", "POST", `/cases/${family.scene.caseId}/residences`, { kind: "foster", withPersonId: null, withName: secret(family, "with whom the child lived", "staff_chart"), source: secret(family, "how that is known", "staff_chart"), validFrom: "2025-01-01", validTo: "2025-06-30" }),
  visit_terms: (family, { personId }) => ask(family, "clinician", "POST", `/cases/${family.scene.caseId}/people/${personId}/visit-terms`, { supervision: "supervised", words: secret(family, "how visits are", "staff_chart"), validFrom: MADE_ON }),
  consent_name: async (family, { personId }) => {
    const { caseId } = family.scene;
    const text = await ask(family, "clinician", "GET", `/cases/${caseId}/consent-text?kind=privacy_notice&language=en`);
    return ask(family, "clinician", "POST", `/cases/${caseId}/consents`, { kind: "privacy_notice", answer: "yes", authorityId: null, signerId: personId, signedName: secret(family, "the name under a consent", "service", { of: personId }), language: "en", validTo: null, textHash: text.body.textHash ?? text.body.text?.textHash });
  },
  note: async (family, { personId }) => {
    const { caseId } = family.scene;
    const sessionId = await operator(family, async (tx) => {
      const made = await putSession(tx, caseId, family.staff.clinician.staffId, 15);
      await sql`insert into attendances (agency_id, session_id, person_id, case_id, part) values (${tx.actor.agencyId}, ${made}, ${personId}, ${caseId}, 'caregiver')`.execute(tx);
      return made;
    });
    const block = (section: string, ofClass: string, holds: Holds, of: string | null) => ({ blockId: randomUUID(), section, class: ofClass, ownerPersonId: of, words: secret(family, `a note, ${section}`, holds, { of }), chips: [] });
    const blocks = [block("plan", "child_chart", "chart", null), block("regulation", "relationship", "relationship", personId), block("safety", "caregiver", "own", personId), block("reflection", "psychotherapy_note", "psychotherapy_note", null)];
    const saved = await ask(family, "clinician", "PUT", `/sessions/${sessionId}/note`, { revision: 0, heldFrom: "2026-11-20T10:00", heldTo: "2026-11-20T11:40", longerSessionReason: secret(family, "why a session was longer", "chart"), attendance: [], blocks });
    const signed = await ask(family, "clinician", "POST", `/sessions/${sessionId}/note/sign`, { revision: saved.body.revision });
    if (signed.status === 200) await ask(family, "clinician", "POST", `/sessions/${sessionId}/note/addenda`, { amendsBlockId: blocks[2]!.blockId, words: secret(family, "what was added to a note", "own", { of: personId }) });
  },
  battery: async (family, one) => {
    const sent = await ask(family, "clinician", "POST", `/cases/${family.scene.caseId}/batteries`, { to: [{ respondentId: one.personId, instruments: ["phq-9"], language: "en", delivery: "email" }] });
    if (sent.status === 200) family.batteries.push({ batteryId: sent.body.batteries[0].batteryId, personId: one.personId });
    await writeAnswers(family, one.personId);
  },
  insurance: async (family) => {
    const said = (where: string) => secret(family, where, "service");
    const { payerId } = await operator(family, (tx) => addPayer(tx, madeUpPayer()));
    const number = said("the number of an insurance").replace(/[^A-Za-z0-9]/g, "");
    const address = { line1: said("the address that a payer has"), line2: "", city: "Washington", state: "DC", zip: "20001" };
    const insured = { givenName: said("who holds an insurance"), familyName: "Made-Up", birthDate: null, sex: null };
    return ask(family, "desk", "POST", `/cases/${family.scene.caseId}/coverage`, madeUpCoverage(payerId, { relation: "child", insured, address, memberNumber: number, planName: said("the plan of an insurance"), letters: "not_safe" }));
  },
  correspondence: (family, { personId }) =>
    operator(family, async (tx) => {
      const { caseId } = family.scene;
      for (const [by, promisedBy] of [[null, tx.now], [family.staff.clinician.staffId, null]] as const) {
        const id = newId(tx);
        await sql`insert into family_messages (agency_id, id, case_id, person_id, written_by, words, written_at, promised_by, sent_key) values (${tx.actor.agencyId}, ${id}, ${caseId}, ${personId}, ${by}, ${`It is said ${secret(family, by === null ? "what an adult wrote" : "what an adult was answered", "own", { of: personId })}.`}, ${tx.now}, ${promisedBy}, ${id})`.execute(tx);
      }
    }),
  records_request: (family) => ask(family, "desk", "POST", `/cases/${family.scene.caseId}/records-requests`, { kind: "subpoena", receivedOn: MADE_ON, dueOn: "2026-12-20", asker: secret(family, "who asks for records", "service"), caseNumber: secret(family, "the number of a proceeding", "service"), asked: secret(family, "what is asked for", "service") }),
  referral_out: async (family, { personId }) => {
    const { resourceId } = (await ask(family, "director", "POST", "/resources", { name: "A made-up pantry", kind: "food" })).body;
    return ask(family, "clinician", "POST", `/cases/${family.scene.caseId}/referrals-out`, { resourceId, personId, reason: secret(family, "why an adult was sent elsewhere", "own", { of: personId }), referredOn: MADE_ON, release: "not_needed" });
  },
  safety_review: async (family, { personId }) => {
    const reviewId = await operator(family, async (tx) => {
      const [requestId, id] = [newId(tx), newId(tx)];
      await sql`insert into measure_requests (agency_id, id, case_id, respondent_id, about_id, instrument, version, language, requested_at, expires_at, battery_id) values (${tx.actor.agencyId}, ${requestId}, ${family.scene.caseId}, ${personId}, ${personId}, 'phq-9', '1', 'en', ${tx.now}, ${tx.now}, ${newId(tx)})`.execute(tx);
      await sql`insert into safety_reviews (agency_id, id, case_id, owner_person_id, request_id, kind, raised_at) values (${tx.actor.agencyId}, ${id}, ${family.scene.caseId}, ${personId}, ${requestId}, 'self_harm', ${tx.now})`.execute(tx);
      return id;
    });
    const said = () => secret(family, "the review of an answer", "own", { of: personId });
    return ask(family, "clinician", "POST", `/safety-reviews/${reviewId}/review`, { ideation: "no", plan: "no", means: "not_asked", intent: "no", protective: said(), childIsWith: said(), actions: said(), supervisorNotified: true });
  },
};
