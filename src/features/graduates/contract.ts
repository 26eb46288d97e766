import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { countOfRows, oneById, oneOf, sorting } from "#kernel/listing.ts";
import { civilDate, instant, line, pageKey } from "#kernel/shapes.ts";
import { pathStates } from "#features/training/cohorts.contract.ts";
import { certainties, trackIds } from "#features/training/contract.ts";

/** How a graduation stands: `proposed` waits for the second person; `undone` was taken back within a day; `lapsed` is past its end. */
export const graduationStates = ["proposed", "valid", "lapsed", "annulled", "undone"] as const;
export type GraduationState = (typeof graduationStates)[number];

const reason = line(500).min(5, expected({ en: "Expected a reason of a few words.", es: "Se espera un motivo de unas palabras." }));
const both = z.strictObject({ en: z.string(), es: z.string() });

/** A requirement as it stood on the day of completion, with what its figure rests on. */
export const frozenStep = z.strictObject({ id: z.string(), words: both, met: z.boolean().nullable(), have: z.int().nullable(), need: z.int().nullable(), unit: z.string(), isOptional: z.boolean(), isWaived: z.boolean(), certainty: z.enum(certainties), evidence: z.array(z.string()), explained: z.strictObject({ en: z.array(z.string()), es: z.array(z.string()) }) });
export const frozen = z.strictObject({ track: z.enum(trackIds), version: z.string(), on: civilDate, startsOn: civilDate, endsOn: civilDate, fullCourse: both.nullable(), gatheredAt: instant.nullable(), steps: z.array(frozenStep), waivers: z.array(z.strictObject({ requirement: z.string(), threshold: z.int().nullable(), reason: z.string(), byName: z.string().nullable(), madeAt: instant })) });
export type Frozen = z.infer<typeof frozen>;

const certificateShape = { graduationId: z.uuid(), name: z.string(), issuer: z.string(), track: z.enum(trackIds), cohort: z.string(), completedOn: civilDate, validTo: civilDate.nullable(), number: z.string().nullable(), annulledOn: civilDate.nullable() };
export const graduation = z.strictObject({
  ...certificateShape,
  cohortId: z.uuid(),
  seatId: z.uuid(),
  state: z.enum(graduationStates),
  proposedBy: z.string().nullable(),
  proposedAt: instant,
  confirmedBy: z.string().nullable(),
  confirmedAt: instant.nullable(),
  /** True where nobody else was on the faculty to confirm it. */
  isAlone: z.boolean(),
  annulledReason: z.string(),
  /** The day on which the graduate confirmed her public listing last; null where she is not on the roster. */
  listedSince: civilDate.nullable(),
});
export type Graduation = z.infer<typeof graduation>;

/** How the list of graduates is asked. */
export const graduatesAsked = { ...sorting(["completed", "name", "ends"], "down"), state: oneOf(graduationStates), listed: oneOf(["yes", "no"]), cohort: oneById };
export type GraduatesAsked = z.output<z.ZodObject<typeof graduatesAsked>>;

const faculty = { who: ["faculty"], of: null, subject: "none", shows: "agency" } as const;
const ofSeat = { cohortId: z.uuid(), seatId: z.uuid() };
const ofOne = { graduationId: z.uuid() };
const kept = z.strictObject({ kept: z.literal(true) });

export const graduations = {
  list: procedure({ ...faculty, action: "read" })
    .route({ method: "GET", path: "/graduations", summary: "Who graduated: how each certificate stands, when it ends, and whether its bearer is on the public roster." })
    .input(z.strictObject({ ...graduatesAsked, after: pageKey }))
    .output(z.strictObject({ today: civilDate, graduations: z.array(graduation), next: z.string().nullable(), count: countOfRows })),
  ofSeat: procedure({ ...faculty, action: "read" })
    .route({ method: "GET", path: "/cohorts/{cohortId}/seats/{seatId}/graduation", summary: "Whether somebody may graduate today, what is missing, and what was certified so far." })
    .input(z.strictObject(ofSeat))
    .output(z.strictObject({ today: civilDate, name: z.string(), cohort: z.string(), verdict: z.enum(["yes", "no", "unknown"]), missing: z.array(z.strictObject({ id: z.string(), words: z.string(), state: z.enum(pathStates), message: z.string() })), /** How many people are on the faculty today: two confirm where there are two. */ faculty: z.int(), isYours: z.boolean(), graduations: z.array(graduation) })),
  propose: procedure({ ...faculty, action: "write" })
    .route({ method: "POST", path: "/cohorts/{cohortId}/seats/{seatId}/graduation", summary: "Proposes that somebody graduates as of a day. Refused unless every requirement that is not optional is met or waived on that day; what it rests on is kept as it was." })
    .input(z.strictObject({ ...ofSeat, completedOn: civilDate, validTo: civilDate.nullable().default(null), language: z.enum(["en", "es"]) }))
    .output(z.strictObject({ graduationId: z.uuid() })),
  get: procedure({ ...faculty, action: "read" })
    .route({ method: "GET", path: "/graduations/{graduationId}", summary: "A graduation with everything that it rests on, and the hash of it." })
    .input(z.strictObject(ofOne))
    .output(z.strictObject({ graduation, evidence: frozen, evidenceHash: z.string(), /** True where the evidence is what was hashed. */ isWhole: z.boolean(), faculty: z.int(), isYours: z.boolean(), mayUndo: z.boolean() })),
  confirm: procedure({ ...faculty, action: "write" })
    .route({ method: "POST", path: "/graduations/{graduationId}/confirm", summary: "Confirms what somebody else proposed, and gives the certificate its number. Whoever proposed it confirms it only where nobody else is on the faculty." })
    .input(z.strictObject({ ...ofOne, evidenceHash: z.string().length(64) }))
    .output(z.strictObject({ number: z.string() })),
  undo: procedure({ ...faculty, action: "write" })
    .route({ method: "POST", path: "/graduations/{graduationId}/undo", summary: "Takes a proposal back, or a graduation within a day." })
    .input(z.strictObject(ofOne))
    .output(kept),
  annul: procedure({ ...faculty, action: "write" })
    .route({ method: "POST", path: "/graduations/{graduationId}/annul", summary: "Annuls a certificate, with the reason. It stays in sight as annulled." })
    .input(z.strictObject({ ...ofOne, reason }))
    .output(kept),
  paper: procedure({ ...faculty, action: "read" })
    .route({ method: "GET", path: "/graduations/{graduationId}/paper", summary: "The certificate as a sheet of paper." })
    .input(z.strictObject({ ...ofOne, language: z.enum(["en", "es"]).optional() }))
    .output(z.file()),
};

const agencyMatter = { of: null, subject: "none", shows: "agency" } as const;
export const issuer = z.strictObject({ issuerId: z.uuid(), issuer: z.string(), counts: z.boolean(), decidedBy: z.string().nullable(), decidedAt: instant.nullable(), reason: z.string() });
export const takenOver = z.strictObject({ graduationId: z.uuid(), staffId: z.uuid(), name: z.string(), number: z.string(), issuerId: z.uuid(), takenAt: instant, endedAs: z.enum(["undone", "annulled"]).nullable() });

export const trainingIssuers = {
  list: procedure({ who: ["administrator", "supervisor"], ...agencyMatter, action: "read" })
    .route({ method: "GET", path: "/training-issuers", summary: "Certificates that were taken over as credentials, by issuer, and whether the agency counts the issuer's training in its decisions (22-A DCMR § 3427.7)." })
    .output(z.strictObject({ issuers: z.array(issuer), certificates: z.array(takenOver) })),
  decide: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/training-issuers/{issuerId}", summary: "The agency's own word on whether the training of an issuer counts, with its reason." })
    .input(z.strictObject({ issuerId: z.uuid(), counts: z.boolean(), reason }))
    .output(kept),
};
