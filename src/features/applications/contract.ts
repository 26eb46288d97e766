import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { oneOf, sorting } from "#kernel/listing.ts";
import { civilDate, instant, line, prose, wholeNumber } from "#kernel/shapes.ts";
import { figureIds, figures } from "./offers.contract.ts";

export const applicationKinds = ["team", "single"] as const;
export type ApplicationKind = (typeof applicationKinds)[number];
/** `reopened` is a draft again, with the applicant. Of drafts nobody but the applicant sees anything. */
export const applicationStatuses = ["draft", "submitted", "reopened", "accepted", "waiting", "declined", "withdrawn"] as const;
export type ApplicationStatus = (typeof applicationStatuses)[number];
export const isWithApplicant = (status: ApplicationStatus): status is "draft" | "reopened" => status === "draft" || status === "reopened";
export const decisions = ["accepted", "waiting", "declined", "withdrawn"] as const;
export type ApplicationDecision = (typeof decisions)[number];

/** What a letter to an applicant is about. */
export const letterKinds = ["link", "receipt", "reopened", "accepted", "waiting", "declined", "withdrawn", "place"] as const;
export type LetterKind = (typeof letterKinds)[number];

export const settings = ["community", "hospital", "child_welfare", "early_childhood", "school", "practice", "university", "other"] as const;
export type Setting = (typeof settings)[number];
export const spokenLanguages = ["en", "es", "other"] as const;
/** How far a single goes for peer supervision: within the own area, further by road, or by video wherever. */
export const distances = ["area", "far", "video"] as const;
export type Distance = (typeof distances)[number];
export const teamRoles = ["senior_leader", "supervisor", "clinician"] as const;
export type TeamRole = (typeof teamRoles)[number];
export const licenceStates = ["full", "provisional", "none"] as const;
export const readinessAnswers = ["yes", "partly", "no", "unknown"] as const;
export type ReadinessAnswer = (typeof readinessAnswers)[number];

/** Most people on one team, leaders and supervisors among them: a bound of the form. The team's own rules are the policy's. */
export const MOST_PEOPLE = 20;

const picked = <const C extends readonly [string, ...string[]]>(codes: C) => z.enum(["", ...codes]);
const said = z.string().max(2000);
const short = z.string().max(200);
export const applicantShape = z.strictObject({
  id: z.string().regex(/^[a-z0-9]{1,20}$/),
  role: z.enum(teamRoles),
  /** The kind of licence, by the list that ships; `other` is looked at by a person. */
  credential: z.string().max(40),
  licence: picked(licenceStates),
  degree: short,
  yearsHere: z.string().max(4),
  yearsInAll: z.string().max(4),
  medicaid: picked(["yes", "no"]),
  responsibility: picked(["yes", "no"]),
  authority: picked(["yes", "no"]),
  ownPart: said,
});
export type Applicant = z.infer<typeof applicantShape>;
/** What is read and scored. A draft holds what was typed so far, whatever it is. */
export const contentShape = z.strictObject({
  setting: picked(settings),
  medicaid: picked(["yes", "no"]),
  languages: z.array(z.enum(spokenLanguages)).max(3),
  why: said,
  support: said,
  distance: picked(distances),
  people: z.array(applicantShape).max(MOST_PEOPLE),
  /** By `agency` or the id of somebody, and the id of the item. */
  readiness: z.record(z.string(), z.record(z.string(), z.strictObject({ answer: picked(readinessAnswers), words: z.string().max(500) }))),
});
export type ApplicationContent = z.infer<typeof contentShape>;
/** What names somebody, apart from what is scored. */
export const namesShape = z.strictObject({ organization: short, town: short, people: z.array(z.strictObject({ id: z.string(), name: short, email: z.string().max(254) })).max(MOST_PEOPLE) });
export type ApplicationNames = z.infer<typeof namesShape>;

/** How long a private link opens, and for how long what came to nothing is kept after the last change, in days. */
export const applicationSettings = z.strictObject({ linkDays: wholeNumber(1).max(180), keepDays: wholeNumber(7).max(1095) });
export type ApplicationSettings = z.infer<typeof applicationSettings>;
/** What holds until an agency sets its own: a draft, which no rule names. */
export const shippedApplications: ApplicationSettings = { linkDays: 60, keepDays: 180 };
/** A link that nobody opened is forgotten with its draft after so many days. */
export const UNOPENED_DAYS = 7;
/** So many applications of one address are begun in one day; what comes after is answered alike, and sends nothing. */
export const MOST_BEGUN = 3;
/** So many drafts that nobody opened are kept at once, whoever began them. */
export const MOST_UNOPENED = 500;
/** How long the invitation to a place in the cohort stands, in days. */
export const PLACE_DAYS = 60;
/** From so many readers on, an application may be decided without a word of warning (local). */
export const LEAST_READERS = 2;

const words = z.strictObject({ en: z.string().min(1), es: z.string().min(1) });
export const rubricShape = z.strictObject({ version: z.string().min(1).max(40), status: z.enum(["draft", "confirmed"]), note: words, most: wholeNumber(1).max(10), apart: wholeNumber(1), items: z.array(z.strictObject({ id: z.string().regex(/^[a-z-]+$/), weight: wholeNumber(1).max(20), words })).min(1) });
export type Rubric = z.infer<typeof rubricShape>;
export const formShape = z.strictObject({ version: z.string(), status: z.enum(["draft", "confirmed"]), note: words, licences: z.array(z.strictObject({ id: z.string().regex(/^[a-z_]+$/), words })).min(1), readiness: z.array(z.strictObject({ id: z.string().regex(/^[a-z-]+$/), of: z.enum(["agency", "clinician"]), words, action: words })).min(1) });
export type ApplicationForm = z.infer<typeof formShape>;

export const applicationRow = z.strictObject({
  applicationId: z.uuid(),
  cohortId: z.uuid(),
  cohort: z.string(),
  kind: z.enum(applicationKinds),
  code: z.string(),
  status: z.enum(applicationStatuses),
  /** Null while it is read blind. */
  organization: z.string().nullable(),
  clinicians: wholeNumber(0),
  submittedAt: instant,
  readers: wholeNumber(0),
  scored: wholeNumber(0),
  /** Of a hundred; null while the scores are not open to the reader. */
  mean: z.number().nullable(),
  /** How the reader of the list stands to it. */
  own: z.enum(["none", "to_score", "scored"]),
  isBlind: z.boolean(),
});
export type ApplicationRow = z.infer<typeof applicationRow>;
export const readerView = z.strictObject({ staffId: z.uuid(), name: z.string(), isOutside: z.boolean(), cameLate: z.boolean(), hasScored: z.boolean(), hasConflict: z.boolean() });
export const scoreView = z.strictObject({ staffId: z.uuid(), name: z.string(), scores: z.record(z.string(), wholeNumber(0)), total: z.number(), remark: z.string(), scoredAt: instant });
/** What the application says of the item beside a figure: once by the agency, or once by each clinician who answered. */
export const saidBeside = z.strictObject({ id: z.enum(figureIds), item: words, answers: z.array(z.strictObject({ answer: z.enum(readinessAnswers), count: wholeNumber(1) })) });
export const applicationView = applicationRow.extend({
  language: z.enum(["en", "es"]),
  revision: wholeNumber(1),
  content: contentShape,
  /** Null while it is read blind and not all have scored. */
  names: namesShape.extend({ email: z.string() }).nullable(),
  area: z.string(),
  readerList: z.array(readerView),
  scores: z.array(scoreView),
  /** Items on which readers are as far apart as the rubric names. */
  apart: z.array(z.string()),
  actions: z.array(z.strictObject({ of: z.string(), words })),
  notes: z.array(z.string()),
  decisions: z.array(z.strictObject({ decision: z.enum([...decisions, "reopened"]), reason: z.string(), by: z.string().nullable(), at: instant })),
  letters: z.array(z.strictObject({ letterId: z.uuid(), kind: z.enum(letterKinds), writtenAt: instant })),
  /** What the applying agency's own system measured and its leadership agreed to show; `by` is null while names are. */
  measured: z.strictObject({ figures, agreedAt: instant, by: z.string().nullable(), said: z.array(saidBeside) }).nullable(),
  mayDecide: z.boolean(),
  outsideReaders: wholeNumber(0),
});
export type ApplicationView = z.infer<typeof applicationView>;

export const cohortPlan = z.strictObject({
  cohortId: z.uuid(), name: z.string(), startsOn: civilDate, endsOn: civilDate, places: wholeNumber(0), taken: wholeNumber(0), isBlind: z.boolean(), appliesFrom: civilDate.nullable(), appliesTo: civilDate.nullable(),
  counts: z.record(z.string(), wholeNumber(0)),
});
export type CohortPlan = z.infer<typeof cohortPlan>;
export const peer = z.strictObject({ applicationId: z.uuid(), code: z.string(), name: z.string().nullable(), setting: picked(settings), languages: z.array(z.enum(spokenLanguages)), distance: picked(distances), area: z.string() });
export type Peer = z.infer<typeof peer>;
/** Why two or three are proposed together, and what speaks against it. */
export const peerReason = z.enum(["same_setting", "other_setting", "same_language", "no_language", "near", "by_video", "far_both", "too_far", "alone"]);
export type PeerReason = z.infer<typeof peerReason>;
export const proposedGroup = z.strictObject({ peers: z.array(peer), reasons: z.array(peerReason), fits: z.boolean() });

export const applicationsAsked = { ...sorting(["submitted", "code"]), status: z.enum(["open", "submitted", "waiting", "accepted", "declined", "withdrawn", "reopened", "all"]).default("open"), kind: oneOf(applicationKinds), cohortId: z.uuid().nullable().default(null), own: oneOf(["to_score"]) };
export type ApplicationsAsked = z.output<z.ZodObject<typeof applicationsAsked>>;
export const MOST_LISTED = 500;

const who = ["faculty", "administrator"] as const;
/** Of no family: row-level security finds an application for the faculty of its collaborative, and for nobody else. */
const access = { who, of: null, subject: "none", shows: "agency" } as const;
const one = { applicationId: z.uuid() };
const changed = { ...one, revision: wholeNumber(1) };
const done = z.strictObject({ done: z.literal(true) });

export const applications = {
  list: procedure({ ...access, action: "read" })
    .route({ method: "GET", path: "/applications", summary: "Applications to the learning collaborative, those that were handed in first before others unless asked otherwise; by code alone while they are read blind." })
    .input(z.strictObject(applicationsAsked))
    .output(z.strictObject({ applications: z.array(applicationRow), counts: z.record(z.string(), wholeNumber(0)) })),
  plan: procedure({ ...access, action: "read" })
    .route({ method: "GET", path: "/application-plan", summary: "The cohorts with their places, what was applied for, and who of the faculty reads how much." })
    .output(z.strictObject({ cohorts: z.array(cohortPlan), load: z.array(z.strictObject({ staffId: z.uuid(), name: z.string(), reads: wholeNumber(0), toScore: wholeNumber(0) })), rubric: rubricShape, licences: formShape.shape.licences, settings: applicationSettings, isShipped: z.boolean(), maySet: z.boolean() })),
  get: procedure({ ...access, action: "read" })
    .route({ method: "GET", path: "/applications/{applicationId}", summary: "One application. Names stay away while it is read blind; others' scores until the own ones are given." })
    .input(z.strictObject(one))
    .output(applicationView),
  nameReader: procedure({ ...access, action: "write" })
    .route({ method: "POST", path: "/applications/{applicationId}/readers", summary: "Names a reader of an application." })
    .input(z.strictObject({ ...one, staffId: z.uuid(), isOutside: z.boolean() }))
    .output(done),
  declareConflict: procedure({ ...access, action: "write" })
    .route({ method: "POST", path: "/applications/{applicationId}/conflict", summary: "Says that one stands too near to an applicant: from then on one neither sees nor scores the application." })
    .input(z.strictObject({ ...one, words: line(300).default("") }))
    .output(done),
  score: procedure({ ...access, action: "write" })
    .route({ method: "POST", path: "/applications/{applicationId}/scores", summary: "Gives one's scores, once." })
    .input(z.strictObject({ ...one, scores: z.record(z.string(), wholeNumber(0)), remark: prose(2000).default("") }))
    .output(done),
  reopen: procedure({ ...access, action: "write" })
    .route({ method: "POST", path: "/applications/{applicationId}/reopen", summary: "Gives an application back to who applies, who may then change it; a new private link is sent." })
    .input(z.strictObject({ ...changed, reason: line(500).min(1) }))
    .output(done),
  setArea: procedure({ ...access, action: "write" })
    .route({ method: "PUT", path: "/applications/{applicationId}/area", summary: "Names the area in which a single works: singles of one area are near each other." })
    .input(z.strictObject({ ...changed, area: line(60) }))
    .output(done),
  decide: procedure({ ...access, action: "write" })
    .route({ method: "POST", path: "/applications/{applicationId}/decision", summary: "Decides: a place, the waiting list, or no; a letter is kept and sent. Never over the places of the cohort." })
    .input(z.strictObject({ ...changed, decision: z.enum(decisions), reason: line(1000).min(1) }))
    .output(z.strictObject({ seats: wholeNumber(0) })),
  letter: procedure({ ...access, action: "read" })
    .route({ method: "GET", path: "/applications/{applicationId}/letters/{letterId}", summary: "A letter about an application as it was kept, on the letterhead of its day." })
    .input(z.strictObject({ ...one, letterId: z.uuid() }))
    .output(z.file()),
  peers: procedure({ ...access, action: "read" })
    .route({ method: "GET", path: "/cohorts/{cohortId}/peers", summary: "Who could support each other as peers among the singles of a cohort, with reasons, and who does." })
    .input(z.strictObject({ cohortId: z.uuid() }))
    .output(z.strictObject({ proposed: z.array(proposedGroup), confirmed: z.array(z.strictObject({ groupId: z.uuid(), peers: z.array(peer), by: z.string().nullable(), at: instant })) })),
  confirmPeers: procedure({ ...access, action: "write" })
    .route({ method: "POST", path: "/cohorts/{cohortId}/peers", summary: "Confirms a group of two or three singles." })
    .input(z.strictObject({ cohortId: z.uuid(), applicationIds: z.array(z.uuid()).min(2).max(3) }))
    .output(z.strictObject({ groupId: z.uuid() })),
  partPeers: procedure({ ...access, action: "write" })
    .route({ method: "POST", path: "/cohorts/{cohortId}/peers/{groupId}/end", summary: "Parts a group again." })
    .input(z.strictObject({ cohortId: z.uuid(), groupId: z.uuid() }))
    .output(done),
  setSettings: procedure({ ...access, who: ["administrator"], action: "write" })
    .route({ method: "PUT", path: "/application-settings", summary: "Sets how long private links open and how long refused and abandoned applications are kept." })
    .input(applicationSettings)
    .output(done),
};
