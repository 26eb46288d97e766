import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, instant, line, pageKey, prose, wholeNumber } from "#kernel/shapes.ts";
import { sessionKinds } from "#features/calendar/contract.ts";
import { contactWays } from "#features/course/ending.contract.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";
import { attendeeKinds, modalities, places } from "#features/policy/contract.ts";
import { capacity, challenge, logFigures, packetKinds, procedureLine, rating, registration } from "./shapes.contract.ts";

const tagged = { disclosure: disclosureTag };

/** How a packet stands. `left_open`: its clinician left the case before confirming; nobody rates in another's place. */
export const packetStates = ["going_on", "due", "late", "confirmed", "returned", "agreed", "left_open"] as const;
export type PacketState = (typeof packetStates)[number];

/** A packet of one clinician: class service, so that whoever runs the programme sees what is complete and no more. `dueOn` null: nobody knows yet when it ends. */
export const packet = z.strictObject({
  /** Names the packet before anything of it was confirmed: its kind, the first day of its stage, its clinician. */
  slotId: z.string(),
  kind: z.enum(packetKinds),
  number: z.number().int(),
  course: z.number().int(),
  periodFrom: civilDate,
  from: civilDate,
  to: civilDate.nullable(),
  dueOn: civilDate.nullable(),
  clinicianId: z.uuid(),
  clinicianName: z.string(),
  state: z.enum(packetStates),
  /** 0 where nothing was confirmed. */
  version: z.number().int(),
  packetId: z.uuid().nullable(),
  confirmedOn: civilDate.nullable(),
  /** Held sessions without a signed note when it was confirmed. */
  notesOwed: z.number().int().nullable(),
  ...tagged,
});
export type Packet = z.infer<typeof packet>;

/** What is between the clinician and the supervisor: ratings, and the clinician's own words. */
export const betweenTwo = z.strictObject({ ratings: z.array(rating), reflection: z.string(), ...tagged });

/** The content of a packet: as the record gives it now, or as it was confirmed. */
export const content = z.strictObject({
  registration,
  log: logFigures,
  /** Days of the sessions that values were read from. */
  sessions: z.array(z.strictObject({ sessionId: z.uuid(), on: civilDate })),
  procedures: z.array(procedureLine),
  ratings: betweenTwo.nullable(),
});
export type Content = z.infer<typeof content>;

export const confirmedVersion = z.strictObject({ packetId: z.uuid(), version: z.number().int(), confirmedAt: instant, hash: z.string(), outcome: z.enum(["agreed", "returned"]).nullable(), reviewedAt: instant.nullable(), reviewWords: z.strictObject({ words: z.string(), ...tagged }).nullable(), papers: z.array(z.strictObject({ documentId: z.uuid(), title: z.string(), ...tagged })) });

export const packetView = z.strictObject({
  packet,
  may: z.array(z.enum(["confirm", "review", "attach"])),
  /** As the record gives it now, for whoever is to confirm it. `hash` is what the next confirmation rests on. */
  live: z.strictObject({ content, hash: z.string(), notesOwed: z.array(z.strictObject({ sessionId: z.uuid(), on: civilDate })) }).nullable(),
  confirmed: content.nullable(),
  versions: z.array(confirmedVersion),
});
export type PacketView = z.infer<typeof packetView>;

/** One row of the contact log: a session, or a call or letter to a family that was looked for. */
export const logRow = z.strictObject({
  id: z.uuid(),
  sessionId: z.uuid().nullable(),
  on: civilDate,
  kind: z.enum(sessionKinds).nullable(),
  way: z.enum(contactWays).nullable(),
  status: z.enum(["held", "cancelled", "no_show", "reached", "not_reached"]),
  reason: z.string(),
  /** Minutes that were held; null where nothing was. */
  minutes: z.number().int().nullable(),
  place: z.enum(places).nullable(),
  modality: z.enum(modalities).nullable(),
  /** Who came, or was tried to reach. */
  who: z.array(z.strictObject({ name: z.string(), part: z.enum(attendeeKinds) })),
  /** Which held session of the course it was. */
  counter: z.number().int().nullable(),
  ...tagged,
});
export type LogRow = z.infer<typeof logRow>;

const writers = ["clinician", "trainee"] as const;
const clinical = ["clinician", "trainee", "supervisor"] as const;
const seesService = [...clinical, "administrator", "privacy_officer", "auditor"] as const;
const ofCase = { of: { class: "service", by: "caseId" }, subject: "caseId" } as const;
const ofChart = { of: { class: "child_chart", by: "caseId" }, subject: "caseId" } as const;
const which = { caseId: z.uuid(), slotId: z.string().regex(/^(foundational|core|recapitulation)\.\d{4}-\d{2}-\d{2}\.[0-9a-f-]{36}$/) };
const ofPacket = { caseId: z.uuid(), packetId: z.uuid() };
const language = z.enum(["en", "es"]);

export const fidelityContract = {
  list: procedure({ who: seesService, ...ofCase, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/fidelity", summary: "The fidelity packets of a case: which are due, confirmed and looked at; nothing of what they hold." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(z.strictObject({ today: civilDate, packets: z.array(packet) })),
  packet: procedure({ who: clinical, ...ofChart, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/fidelity/{slotId}", summary: "One packet: what falls out of the record with its sources, and what was confirmed. Ratings are between the clinician and the supervisor." })
    .input(z.strictObject(which))
    .output(packetView),
  confirm: procedure({ who: writers, ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/fidelity/{slotId}", summary: "The clinician confirms what falls out of the record, changes what is wrong, and adds the two ratings that no record has. `version` and `hash` are what was seen; after the first it is a correction." })
    .input(z.strictObject({ ...which, version: wholeNumber(0), hash: z.string().length(64), changed: z.array(z.strictObject({ key: line(120), value: line(40).nullable() })).max(150), challenge, capacity, reflection: prose(4000).default("") }))
    .output(z.strictObject({ packetId: z.uuid(), version: z.number().int() })),
  review: procedure({ who: ["supervisor"], ...ofCase, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/fidelity/packets/{packetId}/review", summary: "The supervisor agrees with a packet, or returns it with words for the clinician." })
    .input(z.strictObject({ ...ofPacket, outcome: z.enum(["agreed", "returned"]), words: prose(4000).default("") }))
    .output(z.strictObject({ outcome: z.enum(["agreed", "returned"]) })),
  attach: procedure({ who: writers, ...ofCase, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/fidelity/packets/{packetId}/papers", summary: "Puts a completed paper beside a packet: a document of class supervision that is in the case already." })
    .input(z.strictObject({ ...ofPacket, documentId: z.uuid() }))
    .output(z.strictObject({ attached: z.literal(true) })),
  paper: procedure({ who: clinical, ...ofChart, shows: "child_chart", action: "export" })
    .route({ method: "GET", path: "/cases/{caseId}/fidelity/packets/{packetId}/sheet", summary: "A confirmed packet as PDF, in our own layout or in that of an imported form pack, for its clinician and supervisor." })
    .input(z.strictObject({ ...ofPacket, language, pack: line(60).nullable().default(null), version: line(40).nullable().default(null) }))
    .output(z.file()),
  log: procedure({ who: seesService, ...ofCase, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/contact-log", summary: "Every contact of a case as sessions and attendance have it, the newest first, a page at a time." })
    .input(z.strictObject({ caseId: z.uuid(), after: pageKey }))
    .output(z.strictObject({ rows: z.array(logRow), next: z.string().nullable() })),
  logPaper: procedure({ who: clinical, ...ofChart, shows: "child_chart", action: "export" })
    .route({ method: "GET", path: "/cases/{caseId}/contact-log/sheet", summary: "The contact log of a case as CSV or PDF." })
    .input(z.strictObject({ caseId: z.uuid(), language, format: z.enum(["csv", "pdf"]) }))
    .output(z.file()),
};

