import type { DisclosureClass } from "#features/disclosure/contract.ts";

// Who meets which planted word, by hand from interfaces.md section 2 and the table of clinical.md section 10.

const clinician = "clinician@demo.dyad";
const supervisor = "supervisor@demo.dyad";
const adultA = "caregiver.a@demo.dyad";
const adultB = "caregiver.b@demo.dyad";
const director = "director@demo.dyad";
const desk = "frontdesk@demo.dyad";
const privacy = "privacy@demo.dyad";
const biller = "biller@demo.dyad";
const leader = "leader@demo.dyad";
/** Whoever asks payers for money, and who runs the programme. */
const office = [biller, director];
/** Whoever treats and whoever supervises that person. */
const team = [clinician, supervisor];
/** Whoever runs or bills the work: the class service. */
const service = [...team, director, desk, privacy, biller];
/** Everybody who works at the agency: what is of no family, and no secret among colleagues. */
const colleagues = [...service, "supervisor.2@demo.dyad", "clinician.2@demo.dyad", "trainee@demo.dyad", leader, "auditor@demo.dyad"];

/**
 * A word: of which class what it stands in is (null is of no case, or of the agency), in which table, and who meets it. It
 * stands in one place, since no copy is made of what is written; null is a place sealed outside of the database, or in it.
 */
export type Planted = { of: DisclosureClass | null; home: string | null; meets: readonly string[] };

export const planted = {
  // The ten that stand for the classes (interfaces.md, section 2).
  "MARKER-CHILD-CHART": { of: "child_chart", home: "blocks", meets: [...team, adultA] },
  "MARKER-RELATIONSHIP": { of: "relationship", home: "blocks", meets: [...team, adultA] },
  "MARKER-CAREGIVER-A": { of: "caregiver", home: "blocks", meets: [...team, adultA] },
  "MARKER-CAREGIVER-B": { of: "caregiver", home: "blocks", meets: [...team, adultB] },
  "MARKER-PSYCHOTHERAPY-NOTE": { of: "psychotherapy_note", home: "blocks", meets: [clinician] },
  "MARKER-SUPERVISION": { of: "supervision", home: "blocks", meets: team },
  "MARKER-REPORT": { of: "report", home: "blocks", meets: [...team, privacy] },
  // The consent opens it to the clinician alone.
  "MARKER-PART2": { of: "caregiver", home: "blocks", meets: [clinician, adultA] },
  "MARKER-ADDRESS-B": { of: "address", home: "addresses", meets: [...team, adultB] },
  "MARKER-INTAKE": { of: "intake", home: "referrals", meets: [...team, adultA, director, desk] },

  // Papers.
  "MARKER-DOCUMENT-TITLE": { of: "caregiver", home: "documents", meets: [...team, adultB] },
  "MARKER-DOCUMENT-CONTENT": { of: "caregiver", home: null, meets: [...team, adultB] },
  // Whoever supervises here reads the record of those who work here, as with credentials.
  "MARKER-STAFF-TITLE": { of: null, home: "documents", meets: [...team, director, "supervisor.2@demo.dyad"] },
  "MARKER-STAFF-CONTENT": { of: null, home: null, meets: [...team, director, "supervisor.2@demo.dyad"] },

  // What an adult and the team wrote to each other: that adult's own.
  "MARKER-WRITTEN-B": { of: "caregiver", home: "family_messages", meets: [...team, adultB] },
  "MARKER-ANSWERED-B": { of: "caregiver", home: "family_messages", meets: [...team, adultB] },

  // The plan, the course and its ending.
  "MARKER-PLAN-CHART": { of: "child_chart", home: "plan_objectives", meets: [...team, adultA] },
  "MARKER-PLAN-DYAD": { of: "relationship", home: "plan_objectives", meets: [...team, adultA] },
  "MARKER-AXIS-LABEL": { of: "relationship", home: "axis_entries", meets: team },
  "MARKER-COURSE-RISK": { of: "protective", home: "course_steps", meets: team },
  "MARKER-COURSE-B": { of: "caregiver", home: "course_steps", meets: team },
  "MARKER-CONTACT-B": { of: "caregiver", home: "course_contacts", meets: team },
  "MARKER-REFERRED-B": { of: "caregiver", home: "referrals_out", meets: team },
  "MARKER-HEARD-B": { of: "caregiver", home: "referral_out_answers", meets: team },
  "MARKER-AFTERCARE": { of: "child_chart", home: "aftercare_plans", meets: [...team, adultA] },

  // Notes: the words beside a chip, where a family is during a call, and a draft, which is its writer's alone.
  "MARKER-CHIP": { of: "child_chart", home: "blocks", meets: [...team, adultA] },
  "MARKER-WHERE-NOW": { of: "caregiver", home: "blocks", meets: [...team, adultA] },
  "MARKER-CALL-BACK": { of: "caregiver", home: "blocks", meets: [...team, adultA] },
  "MARKER-NOTE-DRAFT": { of: "child_chart", home: "blocks", meets: [clinician] },

  // Thoughts are read beside the clinician, in no page of a family: what an adult may see of them by the table is shown by whoever
  // treats (`view=adult`). A story is read by the adult whose relationship it is once it is kept, and a draft by nobody there.
  "MARKER-REMINDER-CHILD": { of: "child_chart", home: "triggers", meets: team },
  "MARKER-REMINDER-B": { of: "caregiver", home: "triggers", meets: team },
  "MARKER-THOUGHT-CHILD": { of: "child_chart", home: "formulation_nodes", meets: team },
  "MARKER-THOUGHT-A": { of: "caregiver", home: "formulation_nodes", meets: team },
  "MARKER-THOUGHT-B": { of: "caregiver", home: "formulation_nodes", meets: team },
  "MARKER-TARGET": { of: "relationship", home: "formulation_nodes", meets: team },
  "MARKER-RATING": { of: "relationship", home: "target_ratings", meets: team },
  "MARKER-STORY-DRAFT": { of: "relationship", home: "story_pages", meets: team },
  "MARKER-STORY-A": { of: "relationship", home: "story_pages", meets: [...team, adultA] },
  "MARKER-STORY-SHOWN": { of: "relationship", home: "story_pages", meets: [...team, adultA] },
  "MARKER-STORY-PICTURE": { of: "relationship", home: null, meets: [...team, adultA] },
  "MARKER-STORY-B": { of: "relationship", home: "story_pages", meets: [...team, adultB] },
  "MARKER-STORY-WAITS": { of: "relationship", home: "story_pages", meets: [...team, adultA] },
  "MARKER-STORY-WISH": { of: "caregiver", home: "story_wishes", meets: [...team, adultA] },

  // What an adult allows to be told to others: the adult's own, prepared by who treats, and on no public page before it was released.
  "MARKER-TOLD-OTHERS": { of: "caregiver", home: "testimonials", meets: [...team, adultA] },
  "MARKER-PREPARED": { of: "caregiver", home: "testimonial_versions", meets: team },

  // Safety. A plan is in no page of a family: it leaves on paper, by a deliberate press.
  "MARKER-SAFETY-PLAN": { of: "caregiver", home: "safety_plans", meets: team },
  "MARKER-SAFETY-CHILD": { of: "caregiver", home: "safety_plan_child_parts", meets: team },
  // Words beside answers: of the relationship, the adult's own; why an entry was withdrawn is read by staff alone.
  "MARKER-OBSERVATION": { of: "relationship", home: "measure_words", meets: [...team, adultA] },
  "MARKER-CORRECTED-BECAUSE": { of: "caregiver", home: "measure_words", meets: [...team, adultA] },
  "MARKER-WRONG-CHILD": { of: "caregiver", home: "measure_words", meets: team },
  "MARKER-SAFETY-REVIEW": { of: "caregiver", home: "safety_reviews", meets: team },
  "MARKER-MANDATED": { of: "report", home: "mandated_reports", meets: [...team, privacy] },
  "MARKER-INCIDENT": { of: "report", home: "incidents", meets: [...team, privacy] },
  // A note of somebody who left, opened to the clinician alone, and why it was opened.
  "MARKER-IN-CUSTODY": { of: "psychotherapy_note", home: "blocks", meets: [clinician] },
  // How a child is insured is of the class service; no adult of the family reads it.
  "MARKER-COVERAGE": { of: "service", home: "coverages", meets: service },
  "MARKER-FEE": { of: null, home: "fee_lines", meets: [biller, director] },
  "MARKER-TOLD-BY-PAYER": { of: "service", home: "coverage_checks", meets: service },
  "MARKER-CARD-WRONG": { of: "service", home: "coverages", meets: service },
  "MARKER-GUIDE": { of: null, home: "payers", meets: office },
  "MARKER-PLACE": { of: null, home: "place_codes", meets: office },
  // Claims: why one is late or was taken out, what was written of a refusal, and why money was given up. No adult of the family reads it, nor who treats.
  "MARKER-LATE": { of: "service", home: "claims", meets: office },
  "MARKER-TAKEN-OUT": { of: "service", home: "claim_steps", meets: office },
  "MARKER-APPEAL": { of: "service", home: "claim_appeals", meets: office },
  "MARKER-ABOUT-APPEAL": { of: "service", home: "claim_appeals", meets: office },
  "MARKER-GIVEN-UP": { of: "service", home: "ledger_entries", meets: office },
  "MARKER-TAKEN-BACK": { of: "service", home: "ledger_entries", meets: office },
  // A check may name a diagnosis: it is the biller's alone, why it was ended too, and also where it holds a claim.
  "MARKER-LEARNT": { of: null, home: "claim_checks", meets: [biller] },
  "MARKER-UNLEARNT": { of: null, home: "claim_checks", meets: [biller] },
  // For whom a payer says money is that belongs to no claim lies sealed, in the file and beside the money.
  "MARKER-PAID-FOR": { of: null, home: null, meets: office },
  "MARKER-SETTLED": { of: null, home: "remittance_claims", meets: office },
  "MARKER-STRAY": { of: null, home: "received_strays", meets: [] },
  // What stands on a family's paper is sealed in it; the words of every paper are the agency's.
  "MARKER-ESTIMATE": { of: null, home: "billform_settings", meets: office },
  "MARKER-PRICE": { of: null, home: "self_pay_prices", meets: office },
  "MARKER-GRANT": { of: null, home: "grants", meets: office },
  "MARKER-COST-OF-GRANT": { of: null, home: "grant_invoices", meets: office },
  "MARKER-COST": { of: null, home: "programme_costs", meets: [director, leader] },
  "MARKER-CUSTODY": { of: "service", home: "custody_openings", meets: [privacy] },
  "MARKER-REPRESENTATIVE": { of: "report", home: "representative_limit_reasons", meets: [...team, privacy] },

  // Fidelity: between the two.
  "MARKER-REFLECTION": { of: "supervision", home: "fidelity_values", meets: team },
  "MARKER-RETURNED": { of: "supervision", home: "fidelity_review_words", meets: team },

  // A recording: what its file was called is for who sent it; what was said of it for all who may watch, among them a colleague who was named.
  "MARKER-FILM-NAME": { of: "supervision", home: "recordings", meets: [clinician] },
  "MARKER-FILM-SAID": { of: "supervision", home: "recording_comments", meets: [...team, "clinician.2@demo.dyad"] },
  // Supervision: between the two; of a group its leader's own; of a rating its writer's own until she shows it.
  "MARKER-HARD-MOMENT": { of: "supervision", home: "hard_moments", meets: team },
  "MARKER-BETWEEN-TWO": { of: "supervision", home: "supervision_notes", meets: team },
  "MARKER-OF-GROUP": { of: "supervision", home: "supervision_notes", meets: [supervisor] },
  "MARKER-COMMENT": { of: "supervision", home: "supervision_comments", meets: team },
  "MARKER-RATED": { of: "supervision", home: "supervision_answers", meets: [clinician] },
  "MARKER-RATED-SHOWN": { of: "supervision", home: "supervision_answers", meets: team },

  // Consents and what leaves. Signatures are of the service; a letter that was sent is a paper of the child's chart.
  // The adult who signed has a copy of the own signature, with who witnessed it.
  "MARKER-TYPED-NAME": { of: "service", home: "consents", meets: [...service, adultA] },
  "MARKER-WITNESS": { of: "service", home: "consents", meets: [...service, adultA] },
  "MARKER-EFFORT": { of: "service", home: "consents", meets: service },
  "MARKER-RECIPIENT": { of: "child_chart", home: "authorizations", meets: team },
  "MARKER-PURPOSE": { of: "child_chart", home: "authorizations", meets: team },
  "MARKER-LETTER-DRAFT": { of: "child_chart", home: "release_parts", meets: team },
  "MARKER-LETTER-SENT": { of: "child_chart", home: "release_parts", meets: [...team, adultA] },
  // Who treats, who wrote it down, and who answers it.
  "MARKER-SUBPOENA": { of: "service", home: "records_requests", meets: [...team, desk, privacy] },

  // The privacy desk: an emergency access and what was found of it, a hold, what an adult asks, which that adult reads too, and an incident, which is the officer's alone.
  "MARKER-GLASS": { of: "service", home: "break_glass", meets: [director, privacy] },
  "MARKER-VERDICT": { of: "service", home: "break_glass_reviews", meets: [director, privacy] },
  "MARKER-HOLD": { of: "service", home: "legal_holds", meets: [director, privacy] },
  "MARKER-AMENDMENT": { of: "service", home: "amendment_requests", meets: [desk, privacy, adultA] },
  // What an incident let out stands in the log of whoever reads the child's record, by right or by treating; the register says of it to whom, not what.
  "MARKER-ASTRAY": { of: "child_chart", home: "disclosures", meets: [...team, adultA] },
  "MARKER-BREACH": { of: null, home: "breaches", meets: [privacy] },

  // The calendar: what was found out about a visit at home is for who treats, who is told and who runs the work; rooms and closed days for all who work there.
  "MARKER-HOME-VISIT": { of: "service", home: "visit_words", meets: [...team, director, desk] },
  "MARKER-ROOM": { of: null, home: "rooms", meets: colleagues },
  "MARKER-CLOSED-DAY": { of: null, home: "closed_days", meets: colleagues },

  // What an adult wishes of a visit, and the sentence back: for who books, and the adult.
  "MARKER-WISH": { of: "service", home: "visit_wishes", meets: [...team, adultA, director, desk] },
  "MARKER-LEFT-AS-IS": { of: "service", home: "visit_wishes", meets: [...team, adultA, director, desk] },

  // What a reader asked, and was answered: of no family, for the desk and who runs the programme as long as it was given to nobody else.
  "MARKER-QUESTION": { of: null, home: "questions", meets: [director, desk] },
  "MARKER-REPLY": { of: null, home: "question_answers", meets: [director, desk] },

  // What is handed in to the learning collaborative: of no family, for its faculty; who applies is told to nobody while it is read blind.
  "MARKER-APPLICATION": { of: null, home: "applications", meets: ["faculty@demo.dyad", "faculty.2@demo.dyad", "collaborative@demo.dyad"] },
  "MARKER-APPLICANT": { of: null, home: "application_names", meets: [] },

  // Whether the training of an issuer counts is the agency's own word, for who runs and supervises it.
  "MARKER-ISSUER": { of: null, home: "training_issuers", meets: [director, supervisor, "supervisor.2@demo.dyad"] },

  // A draft of an article, which colleagues read for each other.
  "MARKER-ARTICLE": { of: null, home: "article_versions", meets: [...team, director, "supervisor.2@demo.dyad", "clinician.2@demo.dyad", "trainee@demo.dyad"] },

  // Who is around the child.
  "MARKER-AUTHORITY": { of: "service", home: "authorities", meets: service },
  "MARKER-CORRECTED": { of: "service", home: "corrections", meets: service },
  "MARKER-ORDER": { of: "child_chart", home: "protective_orders", meets: team },
  "MARKER-VISITS": { of: "child_chart", home: "visit_terms", meets: team },
  "MARKER-MAY-NOT-LEARN": { of: "child_chart", home: "learning_limits", meets: team },
  "MARKER-CHANGE": { of: "child_chart", home: "placement_changes", meets: team },
  "MARKER-LOOKED-AGAIN": { of: "child_chart", home: "placement_reviews", meets: team },

  // Measures: why one is missing, and what the adult at home is told of them.
  "MARKER-MISSED": { of: "child_chart", home: "measure_miss_words", meets: team },
  "MARKER-TOLD": { of: "caregiver", home: "measure_tellings", meets: team },

  // Of the agency: an audit that nobody from outside reads for, and two records that were one for a while.
  "MARKER-LISTED": { of: "intake", home: "brought_rows", meets: [director, desk] },
  "MARKER-FINDING": { of: null, home: "fidelity_audit_findings", meets: [director, privacy] },
  "MARKER-AUDIT-COMMENT": { of: "child_chart", home: "fidelity_audit_comments", meets: [] },
  "MARKER-JOINED": { of: null, home: "case_merges", meets: [director] },
  "MARKER-PARTED": { of: null, home: "case_merges", meets: [director] },
} as const satisfies Record<string, Planted>;

export type Marker = keyof typeof planted;
export const markers = Object.keys(planted) as Marker[];
export const plantedOf = (marker: Marker): Planted => planted[marker];

/** Whoever is not on the case, and meets nothing of any family. No audit, request or break-glass is open to them. */
const strangers = ["trainee@demo.dyad", leader, "auditor@demo.dyad", "faculty@demo.dyad", "clinician.2@demo.dyad", "nc-clinician@demo.dyad", "nc-director@demo.dyad"];

/** Every person of the demo, with the words that are theirs to meet. */
export const expectedMarkers: Record<string, readonly Marker[]> = Object.fromEntries([...new Set([...strangers, ...markers.flatMap((one) => plantedOf(one).meets)])].map((reader) => [reader, markers.filter((one) => plantedOf(one).meets.includes(reader))]));

/** What the two adults of the demo meet on the pages of the portal, which show less than the record that each may read. */
export const expectedInPortal: Record<string, readonly Marker[]> = { [adultA]: ["MARKER-ASTRAY", "MARKER-LEFT-AS-IS", "MARKER-PLAN-CHART", "MARKER-PLAN-DYAD", "MARKER-STORY-A", "MARKER-STORY-SHOWN", "MARKER-STORY-WAITS", "MARKER-TOLD-OTHERS"], [adultB]: ["MARKER-ANSWERED-B", "MARKER-DOCUMENT-TITLE", "MARKER-STORY-B", "MARKER-WRITTEN-B"] };

/** What stands in a file that a copy names by its title alone: in a paper that was put in or sent, and in the signed copy of a consent, and in a picture. */
const inFilesAlone: readonly Marker[] = ["MARKER-DOCUMENT-CONTENT", "MARKER-LETTER-SENT", "MARKER-STORY-PICTURE", "MARKER-TYPED-NAME", "MARKER-WITNESS"];
/** What the two adults meet in the copy that each takes of what is open to read: everything of the table beside those. */
export const expectedInCopy: Record<string, readonly Marker[]> = Object.fromEntries([adultA, adultB].map((reader) => [reader, markers.filter((one) => plantedOf(one).meets.includes(reader) && !inFilesAlone.includes(one)).toSorted()]));
