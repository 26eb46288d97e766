import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { languages } from "#kernel/language.ts";
import { countOfRows, fileFormats } from "#kernel/listing.ts";
import { civilDate, instant, line, pageKey, prose, wholeNumber } from "#kernel/shapes.ts";
import { expected } from "#kernel/expected.ts";
import { disclosureClass, disclosureTag, readsAlong } from "#features/disclosure/contract.ts";
import { overReason } from "#features/caseload/contract.ts";
import { address, authority, authorityKinds, authorityScopes, caregiverKinds, contactWay, correction, personOfCase } from "#features/people/contract.ts";
import { eventKinds, problemKinds } from "#features/policy/contract.ts";
import { familiesAsked } from "./families.contract.ts";

export const lifeEventKinds = ["placement_move", "court", "visit", "reunification", "birth", "death", "separation", "anniversary", "other"] as const;
/** What is recorded by hand: a move is read from where the child lives, and never asked twice. */
export const recordedLifeEventKinds = ["court", "visit", "birth", "death", "separation", "anniversary", "other"] as const;
export const stages = [1, 2, 3] as const;

const tagged = { disclosure: disclosureTag };
/** A diagnosis that stands today; its history is asked for by itself (`diagnoses.list`). Status null: nobody said how sure it is. */
export const diagnosis = z.strictObject({ diagnosisId: z.uuid(), system: z.string(), code: z.string(), display: z.string(), status: z.enum(["provisional", "confirmed"]).nullable(), foundOn: civilDate.nullable(), source: z.string(), isPrimary: z.boolean(), ...tagged });
export const traumaticEvent = z.strictObject({ traumaticEventId: z.uuid(), kind: z.enum(eventKinds), ageMonths: z.number().int().nullable(), source: z.string(), ...tagged });
export const problem = z.strictObject({ problemId: z.uuid(), kind: z.enum(problemKinds), followsEvents: z.boolean().nullable(), ...tagged });
export const lifeEvent = z.strictObject({ lifeEventId: z.uuid(), happensOn: civilDate, kind: z.enum(lifeEventKinds), label: z.string(), ...tagged });
export const assignment = z.strictObject({ staffId: z.uuid(), name: z.string(), kind: z.enum(["assigned", "covering"]), validFrom: civilDate, validTo: civilDate.nullable() });

/** One case in a list: nothing beyond class service. */
export const caseSummary = z.strictObject({
  caseId: z.uuid(),
  childGivenName: z.string(),
  childFamilyName: z.string(),
  childBirthDate: civilDate.nullable(),
  status: z.enum(["open", "closed"]),
  stage: z.number().int(),
  openedOn: civilDate,
  clinicians: z.array(z.string()),
  lastSessionOn: civilDate.nullable(),
  nextSessionAt: instant.nullable(),
});
export type CaseSummary = z.infer<typeof caseSummary>;

/** The case page: who is around the child, and of the child's chart what the viewer may see. */
export const caseView = z.strictObject({
  caseId: z.uuid(),
  status: z.enum(["open", "closed"]),
  stage: z.number().int(),
  openedOn: civilDate,
  closedOn: civilDate.nullable(),
  courseStart: civilDate.nullable(),
  referralId: z.uuid().nullable(),
  revision: wholeNumber(0),
  people: z.array(personOfCase),
  authorities: z.array(authority),
  assignments: z.array(assignment),
  diagnoses: z.array(diagnosis),
  traumaticEvents: z.array(traumaticEvent),
  problems: z.array(problem),
  lifeEvents: z.array(lifeEvent),
  addresses: z.array(address),
  contactWays: z.array(contactWay),
  /** What was set right, the newest first. */
  corrections: z.array(correction),
  /** Where two records of the child were joined: which one stays, and the others. Null where it is one by itself. */
  record: z.strictObject({ staysCaseId: z.uuid(), others: z.array(z.strictObject({ caseId: z.uuid(), childName: z.string(), openedOn: civilDate })) }).nullable(),
  /** True where something in an adult's own record asks for attention; what it is stands only there. */
  hasPointer: z.boolean(),
});
export type CaseView = z.infer<typeof caseView>;

/** One block of the record. */
export const block = z.strictObject({
  blockId: z.uuid(),
  sessionId: z.uuid().nullable(),
  section: z.string(),
  words: z.string(),
  chips: z.array(z.strictObject({ code: z.string().max(80), detail: z.string().max(200).optional() })),
  authorName: z.string(),
  amendsBlockId: z.uuid().nullable(),
  createdAt: instant,
  signedAt: instant.nullable(),
  ...tagged,
});
export type Block = z.infer<typeof block>;
/** A block in the record, with the day of its session, or the day on which it was written. */
export const recordBlock = block.extend({ on: civilDate });
export type RecordBlock = z.infer<typeof recordBlock>;

const newAdult = z.strictObject({
  givenName: line(200).min(1, expected({ en: "Expected at least a given name.", es: "Se espera al menos un nombre." })),
  familyName: line(200).default(""),
  birthDate: civilDate.nullable(),
  language: line(35).default("en"),
  kind: z.enum(caregiverKinds),
  livesWithChild: z.boolean(),
  /** Set where this adult made the request, so that she finds her own request later. */
  madeRequest: z.boolean().default(false),
  authority: z.strictObject({ kind: z.enum(authorityKinds), document: line(500).min(1), scopes: z.array(z.enum(authorityScopes)).min(1), validFrom: civilDate, validTo: civilDate.nullable() }).nullable(),
  contact: z.strictObject({ way: contactWay.shape.way, value: line(320).min(1), voicemail: contactWay.shape.voicemail, hours: z.array(line(20)).max(21) }).nullable(),
});

const clinical = ["clinician", "trainee", "supervisor"] as const;
const staffReaders = ["clinician", "trainee", "supervisor", "administrator", "privacy_officer", "front_desk", "biller", "auditor"] as const;
const readers = [...staffReaders, "caregiver"] as const;
const ofCase = { of: { class: "service", by: "caseId" }, subject: "caseId" } as const;
const ofChart = { of: { class: "child_chart", by: "caseId" }, subject: "caseId", shows: "child_chart", action: "write" } as const;

export const cases = {
  list: procedure({ who: readers, of: null, subject: "none", shows: "service", action: "read" })
    .route({ method: "GET", path: "/cases", summary: "The cases that one may see, sorted and narrowed as asked, a page at a time; with the first page how many match, counted up to 10,000." })
    .input(z.strictObject({ search: line(100).default(""), ...familiesAsked, after: pageKey }))
    .output(z.strictObject({ cases: z.array(caseSummary), next: z.string().nullable(), count: countOfRows })),
  choices: procedure({ who: staffReaders, of: null, subject: "none", shows: "agency", action: "read" })
    .route({ method: "GET", path: "/family-list/choices", summary: "Who treats here today and which teams there are: what the list of families can be narrowed to." })
    .output(z.strictObject({ clinicians: z.array(z.strictObject({ staffId: z.uuid(), name: z.string() })), teams: z.array(z.strictObject({ teamId: z.uuid(), name: z.string() })) })),
  file: procedure({ who: staffReaders, of: null, subject: "none", shows: "service", action: "export" })
    .route({ method: "GET", path: "/family-list/file", summary: "The list of families as it was asked for, as a file, up to 10,000 rows." })
    .input(z.strictObject({ search: line(100).default(""), ...familiesAsked, format: z.enum(fileFormats), says: z.enum(languages) }))
    .output(z.file()),
  open: procedure({ who: ["administrator", "front_desk"], of: null, subject: "none", shows: "service", action: "write" })
    .route({ method: "POST", path: "/cases", summary: "Opens a case, from a referral where there is one. Where the clinician would be over a limit that the agency has set, a reason is asked and kept." })
    .input(z.strictObject({ referralId: z.uuid().nullable(), child: z.strictObject({ givenName: line(200).min(1, expected({ en: "Expected at least a given name.", es: "Se espera al menos un nombre." })), familyName: line(200).default(""), birthDate: civilDate, language: line(35).default("en") }), caregivers: z.array(newAdult).max(12), clinicianId: z.uuid().nullable(), overReason: overReason.nullable().default(null) }))
    .output(z.strictObject({ caseId: z.uuid() })),
  get: procedure({ who: readers, ...ofCase, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}", summary: "One case, as the viewer may see it, or an adult who reads along." })
    .input(z.strictObject({ caseId: z.uuid(), ...readsAlong }))
    .output(caseView),
  assign: procedure({ who: ["administrator", "supervisor"], takesJoined: "yes", ...ofCase, shows: "service", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/assignments", summary: "Assigns a clinician, or one who covers within dates. Over a limit that the agency has set, a reason is asked and kept." })
    .input(z.strictObject({ caseId: z.uuid(), staffId: z.uuid(), kind: z.enum(["assigned", "covering"]), validFrom: civilDate, validTo: civilDate.nullable(), overReason: overReason.nullable().default(null) }))
    .output(z.strictObject({ assigned: z.literal(true) })),
  addTraumaticEvent: procedure({ who: clinical, ...ofChart })
    .route({ method: "POST", path: "/cases/{caseId}/traumatic-events", summary: "Records a traumatic event by its kind." })
    .input(z.strictObject({ caseId: z.uuid(), kind: z.enum(eventKinds), ageMonths: z.number().int().min(0).max(215).nullable(), source: line(500).default("") }))
    .output(z.strictObject({ traumaticEventId: z.uuid() })),
  addProblem: procedure({ who: clinical, ...ofChart })
    .route({ method: "POST", path: "/cases/{caseId}/problems", summary: "Records a problem and whether it follows from the events." })
    .input(z.strictObject({ caseId: z.uuid(), kind: z.enum(problemKinds), followsEvents: z.boolean().nullable() }))
    .output(z.strictObject({ problemId: z.uuid() })),
  addLifeEvent: procedure({ who: clinical, ...ofChart })
    .route({ method: "POST", path: "/cases/{caseId}/life-events", summary: "Puts an event of the child's life on the time axis." })
    .input(z.strictObject({ caseId: z.uuid(), happensOn: civilDate, kind: z.enum(recordedLifeEventKinds), label: line(200).min(1) }))
    .output(z.strictObject({ lifeEventId: z.uuid() })),
  record: procedure({ who: readers, ...ofCase, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/record", summary: "The blocks of the record that the viewer may see, or an adult who reads along: the newest session first, a page at a time; of one adult, of sections whose name begins so, or from one block on." })
    .input(z.strictObject({ caseId: z.uuid(), class: disclosureClass.nullable().default(null), ownerPersonId: z.uuid().nullable().default(null), section: line(60).default(""), fromBlockId: z.uuid().nullable().default(null), ...readsAlong, after: pageKey }))
    .output(z.strictObject({ blocks: z.array(recordBlock), next: z.string().nullable() })),
  addBlock: procedure({ who: clinical, ...ofCase, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/record", summary: "Writes a block outside a session: what somebody told, a psychotherapy note, something for supervision, a report." })
    .input(z.strictObject({ caseId: z.uuid(), section: line(60).min(1), class: z.enum(["child_chart", "relationship", "caregiver", "psychotherapy_note", "supervision", "report"]), ownerPersonId: z.uuid().nullable(), counterpartStaffId: z.uuid().nullable(), part2: z.boolean().default(false), words: prose(100_000).refine((text) => text.trim() !== "", expected({ en: "Expected some words.", es: "Se esperan unas palabras." })) }))
    .output(z.strictObject({ blockId: z.uuid() })),
};
