import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, instant, line } from "#kernel/shapes.ts";
import { progress, standing, trackIds } from "#features/training/contract.ts";
import { graduationStates } from "./contract.ts";

/** Where a graduate works with families. */
export const practiceSettings = ["clinic", "home", "school", "community", "telehealth"] as const;
export type PracticeSetting = (typeof practiceSettings)[number];
export const childAges = ["infants", "toddlers", "preschool"] as const;
export type ChildAge = (typeof childAges)[number];
export const rosterTakes = ["now", "wait", "not_now"] as const;
export type RosterTakes = (typeof rosterTakes)[number];
export const rosterLanguages = ["en", "es", "am", "ar", "ase", "fr", "ht", "pt", "vi", "zh"] as const;
export const otherRosters = ["national", "state"] as const;

/** The version of the sentence that is agreed to. */
export const ROSTER_WORDING = 1;
/** Whoever is away for as many months or longer is marked (nc12). */
export const AWAY_MONTHS = 3;
/** Months after which a listing that was not confirmed is off (nc10); the table asks the same. */
export const CONFIRM_MONTHS = 12;

const https = z.string().trim().max(300).refine((text) => text === "" || /^https:\/\/[^\s<>"']+$/.test(text), expected({ en: "Expected an address that begins with https://.", es: "Se espera una dirección que empiece con https://." }));
/** Another roster, as the person states it: which one, where it can be read, and on what day she looked. */
export const elsewhere = z.strictObject({ kind: z.enum(otherRosters), name: line(120).min(1), source: https, onDay: civilDate });
export type Elsewhere = z.infer<typeof elsewhere>;

/** What the person says of herself; everything else that is shown comes from the record. */
export const listingContent = {
  town: line(80).min(1, expected({ en: "Expected a town.", es: "Se espera una ciudad." })),
  languages: z.array(z.enum(rosterLanguages)).min(1, expected({ en: "Pick at least one language.", es: "Elija al menos un idioma." })).max(rosterLanguages.length),
  settings: z.array(z.enum(practiceSettings)).max(practiceSettings.length),
  ages: z.array(z.enum(childAges)).max(childAges.length),
  takes: z.enum(rosterTakes),
  awayFrom: civilDate.nullable(),
  awayTo: civilDate.nullable(),
  elsewhere: z.array(elsewhere).max(6),
};
const contentShape = z.strictObject(listingContent);
export type ListingContent = z.infer<typeof contentShape>;
/** Why a listing that was agreed to is not shown. */
export const lacks = ["left", "certificate", "licence", "lapsed"] as const;
export type Lack = (typeof lacks)[number];
export const listing = z.strictObject({ ...listingContent, agreedAt: instant, confirmedOn: civilDate, confirmBy: civilDate, lacks: z.enum(lacks).nullable() });
export type RosterListing = z.infer<typeof listing>;

export const ownCertificate = z.strictObject({ graduationId: z.uuid(), number: z.string(), issuer: z.string(), track: z.enum(trackIds), cohort: z.string(), completedOn: civilDate, validTo: civilDate.nullable(), annulledOn: civilDate.nullable(), state: z.enum(graduationStates) });
export type OwnCertificate = z.infer<typeof ownCertificate>;
/** Somebody on the public roster: what the page shows, and nothing else. */
export const rosterEntry = z.strictObject({ name: z.string(), credential: z.string().nullable(), agency: z.string(), town: z.string(), languages: z.array(z.string()), settings: z.array(z.enum(practiceSettings)), ages: z.array(z.enum(childAges)), takes: z.enum(rosterTakes), awayFrom: civilDate.nullable(), awayTo: civilDate.nullable(), elsewhere: z.array(elsewhere), track: z.enum(trackIds), issuer: z.string(), completedOn: civilDate, confirmedOn: civilDate });
export type RosterEntry = z.infer<typeof rosterEntry>;

const own = { who: ["clinician", "trainee", "supervisor", "senior_leader", "administrator"], of: null, subject: "none", shows: "oneself" } as const;

/** How the renewal stands, each requirement in its own words. */
const renewal = progress.extend({ requirements: z.array(standing.extend({ words: z.string() })) });
export type Renewal = z.infer<typeof renewal>;

export const roster = {
  mine: procedure({ ...own, action: "read" })
    .route({ method: "GET", path: "/roster/mine", summary: "One's own certificates, one's listing on the public roster, what it shows of one's record, how the renewal stands, and what was confirmed before." })
    .output(z.strictObject({ today: civilDate, certificates: z.array(ownCertificate), listing: listing.nullable(), fromRecord: z.strictObject({ name: z.string(), credential: z.string().nullable(), agency: z.string() }), renewal: renewal.nullable(), /** Every listing that was agreed to, with how it ended. */ history: z.array(z.strictObject({ confirmedOn: civilDate, madeAt: instant, endedAt: instant.nullable(), endedAs: z.string().nullable() })) })),
  agree: procedure({ ...own, action: "write" })
    .route({ method: "POST", path: "/roster/mine", summary: "One's own consent to stand on the public roster, and what stands there; sending it again changes it and confirms it for a year. Refused without a certificate that stands and a licence in force." })
    .input(z.strictObject({ ...listingContent, wording: z.literal(ROSTER_WORDING) }))
    .output(z.strictObject({ confirmBy: civilDate })),
  withdraw: procedure({ ...own, action: "write" })
    .route({ method: "POST", path: "/roster/mine/withdrawal", summary: "Takes one's consent back: the public roster stops naming one at once." })
    .output(z.strictObject({ left: z.literal(true) })),
  paper: procedure({ ...own, action: "read" })
    .route({ method: "GET", path: "/roster/mine/certificates/{graduationId}/paper", summary: "One's own certificate as a sheet of paper." })
    .input(z.strictObject({ graduationId: z.uuid(), language: z.enum(["en", "es"]).optional() }))
    .output(z.file()),
};
