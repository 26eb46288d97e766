import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { instant } from "#kernel/shapes.ts";
import type { StaffRole } from "#features/disclosure/contract.ts";
import { MOST_PLACES } from "./contract.ts";

/** Who can be named on the page of the team: who works with families or for them. In the order in which the page names a role. */
export const listedRoles = ["supervisor", "clinician", "trainee", "administrator", "front_desk", "biller", "privacy_officer", "senior_leader"] as const satisfies readonly StaffRole[];
export type ListedRole = (typeof listedRoles)[number];

export const nameStyles = ["full", "first"] as const;
/** Whether somebody takes families now, as they say themselves; `unsaid` shows nothing. */
export const takings = ["unsaid", "now", "wait", "not_now"] as const;
/** The version of the sentence that is agreed to; another sentence is another number, and older listings keep theirs. */
export const WORDING = 1;

const choice = { nameAs: z.enum(nameStyles), placeIds: z.array(z.uuid()).max(MOST_PLACES), takes: z.enum(takings) };
/** What somebody agreed to, and since when. */
export const listing = z.strictObject({ ...choice, wording: z.int(), agreedAt: instant });
export type Listing = z.infer<typeof listing>;

/** Somebody as the public page shows them. */
export const teamMember = z.strictObject({ name: z.string(), role: z.enum(listedRoles), isTrained: z.boolean(), languages: z.array(z.string()), placeIds: z.array(z.uuid()), takes: z.enum(takings) });
export type TeamMember = z.infer<typeof teamMember>;

const own = { who: listedRoles, of: null, subject: "none", shows: "oneself" } as const;
const ofAgency = { who: ["administrator"], of: null, subject: "none", shows: "agency" } as const;

export const siteTeam = {
  mine: procedure({ ...own, action: "read" })
    .route({ method: "GET", path: "/site-team/mine", summary: "Whether one agreed to be named on the public page, and what it would show of one's record." })
    .output(z.strictObject({ listing: listing.nullable(), wouldShow: teamMember.omit({ placeIds: true, takes: true, name: true }), names: z.strictObject({ full: z.string(), first: z.string() }), places: z.array(z.strictObject({ placeId: z.uuid(), en: z.string(), es: z.string() })) })),
  agree: procedure({ ...own, action: "write" })
    .route({ method: "POST", path: "/site-team/mine", summary: "One's own consent to be named on the public page, and how. Agreeing again changes how; what stood before ends." })
    .input(z.strictObject({ ...choice, wording: z.literal(WORDING) }))
    .output(z.strictObject({ listed: z.literal(true) })),
  leave: procedure({ ...own, action: "write" })
    .route({ method: "POST", path: "/site-team/mine/withdrawal", summary: "Takes one's consent back: the page stops naming one at once." })
    .output(z.strictObject({ left: z.literal(true) })),
  list: procedure({ ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/site-team", summary: "Who is named on the public page." })
    .output(z.strictObject({ listed: z.array(z.strictObject({ staffId: z.uuid(), name: z.string(), agreedAt: instant })) })),
  takeOff: procedure({ ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/site-team/{staffId}/removal", summary: "Takes somebody off the public page. Nobody can be put on it by somebody else." })
    .input(z.strictObject({ staffId: z.uuid() }))
    .output(z.strictObject({ left: z.literal(true) })),
};
